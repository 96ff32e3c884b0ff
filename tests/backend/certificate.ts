/** A certificate that signs itself, for a TLS server of a test. Source: RFC 5280, 4.1; in DER. */
import { generateKeyPairSync, sign } from 'node:crypto'

const SEQUENCE = 0x30
const SET = 0x31
const OCTETS = 0x04
const TEXT = 0x0c
const TIME = 0x18
const BITS = 0x03
const NUMBER = 0x02
const OID = 0x06

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : [0x82, length >> 8, length % 256]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const text = (tag: number, value: string) => der(tag, Buffer.from(value))
const extension = (oid: string, value: Buffer) =>
  der(SEQUENCE, der(OID, hex(oid)), der(OCTETS, value))

/** ecdsa-with-SHA256 */
const SIGNED_BY = der(SEQUENCE, der(OID, hex('2a8648ce3d040302')))
const NAME = der(SEQUENCE, der(SET, der(SEQUENCE, der(OID, hex('550403')), text(TEXT, 'test'))))

export interface Certificate {
  /** PEM. */
  readonly key: string
  readonly cert: string
}

/** Of the server at `address`, an IPv4 address; whoever trusts it trusts what it signed: itself. */
export function certificateOf(address: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const names = der(SEQUENCE, der(0x87, Buffer.from(address.split('.').map(Number))))
  const isAuthority = der(SEQUENCE, hex('0101ff'))
  const said = der(
    SEQUENCE,
    der(0xa0, der(NUMBER, hex('02'))),
    ...[der(NUMBER, hex('01')), SIGNED_BY, NAME],
    der(SEQUENCE, text(TIME, '20200101000000Z'), text(TIME, '21000101000000Z')),
    ...[NAME, publicKey.export({ type: 'spki', format: 'der' })],
    der(0xa3, der(SEQUENCE, extension('551d13', isAuthority), extension('551d11', names))),
  )
  const signature = der(BITS, hex('00'), sign('sha256', said, privateKey))
  const whole = der(SEQUENCE, said, SIGNED_BY, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole}\n-----END CERTIFICATE-----\n`,
  }
}
