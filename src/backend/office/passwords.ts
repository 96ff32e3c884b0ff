/** Passwords of the office: hashed slowly, under the tenant's key, and kept nowhere else. */
import { passwordText } from '../../domain/office-account.ts'
import type { Pin } from '../../domain/settings.ts'
import { hashUnder } from '../access/keyed-hash.ts'
import type { Backend } from '../backend.ts'

/** Memory of 128 × 8 × cost = 64 MB for each try. Source: OWASP, Password Storage, scrypt. */
const PASSWORD_COST = 65_536
const SALT_BYTES = 16

/** Tried in place of a password that nobody has: a name that is unknown takes as long. */
const NOBODYS: Pin = { salt: '00'.repeat(SALT_BYTES), hash: '', cost: PASSWORD_COST }

export async function hashedPassword(
  { random, pins }: Backend,
  key: string,
  password: string,
): Promise<Pin> {
  const salt = Buffer.from(random.bytes(SALT_BYTES)).toString('hex')
  const hash = await pins.hash(hashUnder(key, passwordText(password)), salt, PASSWORD_COST)
  return { salt, hash: Buffer.from(hash).toString('hex'), cost: PASSWORD_COST, isPeppered: true }
}

/** False, as late, where there is none to compare with. */
export async function isPassword(
  { pins }: Backend,
  key: string,
  password: string,
  kept: Pin | undefined,
): Promise<boolean> {
  const { salt, hash, cost } = kept ?? NOBODYS
  const made = await pins.hash(hashUnder(key, passwordText(password)), salt, cost)
  return pins.same(made, new Uint8Array(Buffer.from(hash, 'hex')))
}
