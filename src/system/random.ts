/** The machine's own randomness, behind the port Random. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Random } from '../ports/random.ts'

export function systemRandom(): Random {
  return {
    bytes: (count) => new Uint8Array(randomBytes(count)),
    // Within a process these ascend even where the wall clock goes back (RFC 9562, 6.2 method 1).
    id: () => v7(),
  }
}
