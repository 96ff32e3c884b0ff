/** scrypt of Node, which computes on a thread of its own. Source: RFC 7914. */
import { scrypt, timingSafeEqual } from 'node:crypto'
import type { PinHasher } from '../ports/secrets.ts'

const HASH_BYTES = 32
const BLOCK_SIZE = 8

/** `salt` is hex. Rejects a `cost` that is no power of two: scrypt is not defined for it. */
export function scryptHasher(): PinHasher {
  return {
    hash: (pin, salt, cost) =>
      new Promise((resolve, reject) => {
        // The function needs 128 × N × r bytes and a little; Node's own limit would refuse most
        // costs.
        const maxmem = 256 * cost * BLOCK_SIZE
        const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem }
        scrypt(pin, Buffer.from(salt, 'hex'), HASH_BYTES, options, (error, hash) =>
          error === null ? resolve(new Uint8Array(hash)) : reject(error),
        )
      }),
    same: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  }
}
