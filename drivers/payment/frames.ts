/**
 * Messages of ZVT over TCP: class, instruction, length, data. A length of FF is followed by the
 * true one in two bytes, low byte first. Source: ZVT protocol PA00P015 13.09, sections 1 and 2;
 * PA00P016 (TCP).
 */

export interface Message {
  /** Class and instruction as one number, such as 0x0601. */
  readonly command: number
  readonly data: Uint8Array
}

/** Commands of the till, answers of the terminal. */
export const COMMAND = {
  register: 0x0600,
  pay: 0x0601,
  repeatReceipt: 0x0620,
  reverse: 0x0630,
  refund: 0x0631,
  cancel: 0x06b0,
  status: 0x040f,
  progress: 0x04ff,
  completed: 0x060f,
  aborted: 0x061e,
  accepted: 0x8000,
} as const

/** No message of a payment comes near this; what claims more is not ZVT. */
export const DATA_LONGEST_BYTES = 4096

const LONG = 0xff

/** The bytes of one message. Throws where the data is longer than the limit. */
export function frame(command: number, data: readonly number[] | Uint8Array = []): Uint8Array {
  const { length } = data
  if (length > DATA_LONGEST_BYTES) throw new RangeError(`a message of ${length} bytes is too long`)
  const size = length < LONG ? [length] : [LONG, length & 0xff, length >> 8]
  return Uint8Array.from([command >> 8, command & 0xff, ...size, ...data])
}

export interface FrameReader {
  /**
   * The messages that are whole now; undefined from the moment on when it cannot be ZVT any more.
   */
  take(bytes: Uint8Array): readonly Message[] | undefined
}

/** Joins what TCP cuts. Holds less than one message of the longest kind between two calls. */
export function frameReader(): FrameReader {
  let rest: Uint8Array = new Uint8Array()
  let broken = false
  return {
    take(bytes) {
      if (broken) return undefined
      const all = new Uint8Array(rest.length + bytes.length)
      all.set(rest)
      all.set(bytes, rest.length)
      const messages: Message[] = []
      let at = 0
      for (;;) {
        const size = sizeAt(all, at)
        if (size === undefined) break
        if (size.data > DATA_LONGEST_BYTES) {
          broken = true
          return undefined
        }
        const end = at + size.header + size.data
        if (end > all.length) break
        const command = ((all[at] ?? 0) << 8) | (all[at + 1] ?? 0)
        messages.push({ command, data: all.slice(at + size.header, end) })
        at = end
      }
      rest = all.slice(at)
      return messages
    },
  }
}

/** Undefined where not even the length has come. */
function sizeAt(bytes: Uint8Array, at: number): { header: number; data: number } | undefined {
  const short = bytes[at + 2]
  if (short === undefined) return undefined
  if (short !== LONG) return { header: 3, data: short }
  const high = bytes[at + 4]
  if (high === undefined) return undefined
  return { header: 5, data: (bytes[at + 3] ?? 0) | (high << 8) }
}
