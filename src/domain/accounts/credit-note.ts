/**
 * A credit note: money that goes back onto a gift card of its own, whose code is printed. The code
 * is made of the sale under the shop's key, so that nothing has to keep it: it is made anew when
 * the slip is printed, and whoever has a copy of the database has no key.
 */

/** Without letters that are mistaken for digits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/** What is hashed for the code of a sale's note; longer than any code that a person could show. */
export function noteSeedOf(sale: string): string {
  return `CREDITNOTE${sale.replaceAll('-', '').toUpperCase()}`
}

/** 80 bits of the keyed hash of the seed, in hex, as a code that can be typed. */
export function noteCodeOf(hash: string): string {
  const bytes = hash.match(/../g) ?? []
  const letters = bytes
    .slice(0, LENGTH)
    .map((byte) => LETTERS.charAt(Number.parseInt(byte, 16) % 32))
  return `CN${letters.join('')}`
}

/** In groups of four, as it stands on paper. */
export function writtenNote(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
