/** The machine's own randomness, behind the port Random. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Random } from '../ports/random.ts'

const ID_BYTES = 16
/** Asking the system for randomness costs more than an id: one asking serves so many of them. */
const IDS_DRAWN = 256
const SEQ_LARGEST = 0x7fff_ffff

export function systemRandom(): Random {
  let drawn = randomBytes(0)
  const draw = (): Uint8Array => {
    if (drawn.length === 0) drawn = randomBytes(ID_BYTES * IDS_DRAWN)
    const own = drawn.subarray(0, ID_BYTES)
    drawn = drawn.subarray(ID_BYTES)
    return own
  }
  let msecs = 0
  let seq = 0
  return {
    bytes: (count) => new Uint8Array(randomBytes(count)),
    // Within a process these ascend even where the wall clock goes back (RFC 9562, 6.2 method 1):
    // a counter of 31 bits, begun at random, goes on within a millisecond.
    id() {
      const random = draw()
      const now = Date.now()
      if (now > msecs) {
        msecs = now
        seq = Buffer.from(random).readUInt32BE(6) >>> 1
      } else if (seq === SEQ_LARGEST) {
        msecs += 1
        seq = 0
      } else {
        seq += 1
      }
      return v7({ random, msecs, seq })
    },
  }
}
