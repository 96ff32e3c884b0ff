/** What is kept of a shopper's address and code: hashes under the tenant's key, each for itself. */
import { hashUnder } from '../access/keyed-hash.ts'

/** `emailKey` is how customers are found by their address. */
export function addressHash(key: string, emailKey: string): string {
  return hashUnder(key, `shopper address\n${emailKey}`)
}

/** Of one attempt: the same code of another one has another hash. */
export function codeHash(key: string, attemptHash: string, code: string): string {
  return hashUnder(key, `shopper code\n${attemptHash}\n${code}`)
}
