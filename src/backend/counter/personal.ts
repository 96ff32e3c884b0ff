/** Personal data beside an entry of the online counter: salted, as a till's is. */
import { personalText, type CustomerPatch } from '../../domain/customer/customer.ts'
import type { Random } from '../../ports/random.ts'
import { personalDigestOf } from '../intake/signature.ts'

const SALT_BYTES = 16

/** What lies beside the entry, and the digest of it that stands in the body. */
export function besideEntry(
  random: Random,
  details: CustomerPatch,
): { readonly personal: string; readonly digest: string } {
  const salt = Buffer.from(random.bytes(SALT_BYTES)).toString('hex')
  const personal = personalText(salt, details)
  return { personal, digest: personalDigestOf(personal) }
}
