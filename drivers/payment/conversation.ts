/**
 * One command and all that the terminal says until it is done. Every message of the terminal is
 * acknowledged, or it stops. Source: ZVT protocol PA00P015 13.09, section "Master and slave".
 */
import type { Clock } from '../../src/ports/clock.ts'
import { COMMAND, frame, type Message } from './frames.ts'
import type { Link } from './link.ts'

export type Ending =
  | { readonly type: 'completed' }
  /** The terminal took the command and gave up; `code` says why, such as 6c for the red key. */
  | { readonly type: 'aborted'; readonly code: string }
  /** The terminal did not take the command. */
  | { readonly type: 'refused'; readonly code: string }
  /** The connection was gone before: the terminal never heard of the command. */
  | { readonly type: 'unsent' }
  | { readonly type: 'lost' }
  | { readonly type: 'silent' }
  /** What came is no ZVT, or has no end. */
  | { readonly type: 'senseless' }

export interface Patience {
  /** Until the terminal takes the command. */
  readonly acceptMs: number
  /** Between two messages: a customer looks for a card. */
  readonly pauseMs: number
  /** Altogether. */
  readonly wholeMs: number
}

/** The first byte of everything that a terminal may say; a refusal says why in the second. */
const CLASSES: ReadonlySet<number> = new Set([0x04, 0x06, 0x08, 0x80, 0x84])
const REFUSAL = 0x84
const ACKNOWLEDGEMENT = frame(COMMAND.accepted)
/**
 * Progress, receipt lines and status of one command; a terminal that says more is not listened to.
 */
const MESSAGES_MOST = 1000

/** Sends the command and shows every answer to `see`. Ends in any case, in the time given. */
export async function converse(
  link: Link,
  command: Uint8Array,
  { see, patience, clock }: { see: (message: Message) => void; patience: Patience; clock: Clock },
): Promise<Ending> {
  if (!link.send(command)) return { type: 'unsent' }
  const begun = clock.elapsed()
  let accepted = false
  for (let count = 0; count < MESSAGES_MOST; count += 1) {
    const left = patience.wholeMs - (clock.elapsed() - begun)
    const received = await link.receive(
      Math.min(Math.max(left, 0), accepted ? patience.pauseMs : patience.acceptMs),
    )
    if (received.type === 'lost') return { type: 'lost' }
    if (received.type === 'silence') return { type: 'silent' }
    const { message } = received
    if (!CLASSES.has(message.command >> 8)) return { type: 'senseless' }
    if (message.command >> 8 === REFUSAL) {
      if (!accepted) return { type: 'refused', code: hex(message.command & 0xff) }
      // It answers a cancel that came too late: the command itself goes on.
      continue
    }
    accepted = true
    if (message.command === COMMAND.accepted) continue
    link.send(ACKNOWLEDGEMENT)
    see(message)
    if (message.command === COMMAND.completed) return { type: 'completed' }
    if (message.command === COMMAND.aborted) {
      return { type: 'aborted', code: hex(message.data[0] ?? 0xff) }
    }
  }
  return { type: 'senseless' }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
