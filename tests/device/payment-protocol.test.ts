import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packAmount, packDigits, readStatus } from '../../drivers/payment/fields.ts'
import { frame, frameReader } from '../../drivers/payment/frames.ts'

const SEED = { seed: 20_266, numRuns: 1000 }

/**
 * A status of 119 bytes as a real terminal sent it, its card number masked by the terminal itself.
 */
const REAL = Buffer.from(
  '2700040000000020400b0004700c2239530d10060e2512170001197022f0f8eeeeeeeeeeee47712928004869' +
    '2a3130303436313736332020202020203b36313138303400003cf0f1f447454e2e4e522e3a36313138303449' +
    '0978870470880004708a2e8bf1f74465626974204d61737465726361726400',
  'hex',
)

describe('a ZVT message', () => {
  it('is framed as the specification shows it', () => {
    const pay = frame(0x0601, [0x04, ...packAmount(1234)])
    expect(Buffer.from(pay).toString('hex')).toBe('06010704000000001234')
    expect(Buffer.from(frame(0x8000)).toString('hex')).toBe('800000')
    expect(Buffer.from(frame(0x060f, new Uint8Array(255)).subarray(0, 6)).toString('hex')).toBe(
      '060fffff0000',
    )
    expect(Buffer.from(frame(0x060f, new Uint8Array(300)).subarray(0, 5)).toString('hex')).toBe(
      '060fff2c01',
    )
    expect(packDigits('0978')).toEqual([0x09, 0x78])
    for (const amount of [-1, 1.5, 1e12, Number.NaN]) expect(() => packAmount(amount)).toThrow()
    expect(() => frame(0x0601, new Uint8Array(4097))).toThrow()
  })

  it('comes back whole, however TCP cuts it', () => {
    const message = fc.record({
      command: fc.nat(0xffff),
      data: fc.oneof(
        fc.uint8Array({ maxLength: 10 }),
        fc.uint8Array({ minLength: 250, maxLength: 600 }),
      ),
    })
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (sent, cut) => {
          const bytes = Buffer.concat(sent.map(({ command, data }) => frame(command, data)))
          const reader = frameReader()
          const came = []
          for (let at = 0; at < bytes.length; at += cut) {
            came.push(...(reader.take(bytes.subarray(at, at + cut)) ?? []))
          }
          expect(came).toEqual(sent)
        },
      ),
      SEED,
    )
  })

  it('that claims more than its limit ends the reading for good', () => {
    const reader = frameReader()
    expect(reader.take(Uint8Array.from([0x04, 0x0f, 0xff, 0x01, 0x10]))).toBeUndefined()
    expect(reader.take(frame(0x060f))).toBeUndefined()
  })
})

describe('a ZVT status', () => {
  it('of a real terminal is read completely', () => {
    expect(REAL).toHaveLength(119)
    expect(readStatus(REAL)).toEqual({
      ...{ result: 0, amountMinor: 2040, currency: '0978', trace: '000470', receipt: '0470' },
      ...{ scheme: 'Debit Mastercard', lastFour: '4771', authorisation: '611804' },
    })
  })

  it('keeps four digits of any card number and nothing of what else tells of a card', () => {
    const card = fc.stringMatching(/^[1-9]\d{11,18}$/)
    fc.assert(
      fc.property(card, card, (number, other) => {
        const packed = packDigits(number.length % 2 === 0 ? number : `${number}0`)
        const text = Buffer.from(other)
        const named = [...Buffer.from('Visa '), ...text]
        const size = (length: number) => [0xf0 + Math.floor(length / 10), 0xf0 + (length % 10)]
        const data = Uint8Array.from([
          ...[0x27, 0x00, 0x0e, 0x27, 0x12, 0x3a, 0x12, 0x3f],
          ...[0x22, ...size(packed.length), ...packed],
          ...[0x23, ...size(packed.length), ...packed],
          ...[0x24, 0xf0, ...size(text.length), ...text],
          ...[0x3c, 0xf0, ...size(text.length), ...text],
          ...[0x06, text.length, ...text],
          ...[0x8b, ...size(named.length), ...named],
        ])
        const status = readStatus(data)
        expect(status).toMatchObject({ result: 0, scheme: 'Visa' })
        expect(status.lastFour).toHaveLength(4)
        expect(JSON.stringify(status)).not.toMatch(/\d{5}/)
      }),
      SEED,
    )
  })

  it('is total for any bytes, whole or cut', () => {
    const almost = fc
      .tuple(fc.nat(REAL.length), fc.nat(REAL.length), fc.nat(255))
      .map(([end, at, value]) => {
        const bytes = Uint8Array.from(REAL.subarray(0, end))
        bytes[at] = value
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(almost, fc.uint8Array({ maxLength: 300 })), (bytes) => {
        const status = readStatus(bytes)
        expect(JSON.stringify(status).length).toBeLessThan(400)
        expect(status.lastFour ?? '0000').toMatch(/^\d{4}$/)
        const messages = frameReader().take(bytes) ?? []
        expect(messages.length).toBeLessThanOrEqual(bytes.length / 3)
      }),
      { ...SEED, numRuns: 3000 },
    )
  })
})
