/**
 * Badges and PINs as the shop keeps them: hashes under a key of the tenant, which is not in the
 * database. What is hashed begins with its purpose and a space, which no code of a card has.
 */
import { z } from 'zod'

/**
 * What a badge shows to a scanner; nothing that could be the number of goods. Whoever prints badges
 * sees to it that nobody can guess one.
 */
export const badgeCodeSchema = z.string().regex(/^(?!(?:\d{8}|\d{12,14})$)[\x21-\x7e]{8,64}$/)

/** HMAC-SHA256 in hex. */
export const keyedHashSchema = z.string().regex(/^[0-9a-f]{64}$/)

export function badgeText(code: string): string {
  return `badge ${code}`
}

/** A PIN is guessed in no time by who has its hash and salt: without the key they help nobody. */
export function pinText(pin: string): string {
  return `pin ${pin}`
}
