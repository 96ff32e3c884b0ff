/**
 * What is signed of a tax pack: SHA-256 over the domain and its canonical form (RFC 8785), then
 * Ed25519 over the bytes of that hash. So a file may be written with whatever spaces.
 */
import { canonicalJson } from '../journal/canonical.ts'

export const PACK_DOMAIN = 'holdfast tax pack 1\n'

/** The text that is hashed. */
export function packText(pack: object): string {
  return PACK_DOMAIN + canonicalJson(pack)
}
