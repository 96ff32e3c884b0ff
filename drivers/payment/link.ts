/** One TCP connection to a payment terminal: messages in order, each waited for only so long. */
import { connect, type Socket } from 'node:net'
import type { Cancel, Clock } from '../../src/ports/clock.ts'
import { frameReader, type Message } from './frames.ts'

export interface Link {
  /** False where the connection is gone: nothing was sent. */
  send(bytes: Uint8Array): boolean
  /** The next message. Only one may be waited for at a time. */
  receive(ms: number): Promise<Received>
  close(): void
}

export type Received =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'silence' }
  | { readonly type: 'lost' }

export interface TerminalAddress {
  readonly host: string
  readonly port: number
}

/** A terminal sends a dozen messages for a payment; one that floods is not listened to. */
const WAITING_MOST = 200

/** Undefined where nobody answers within `ms`. */
export async function openLink(
  address: TerminalAddress,
  ms: number,
  clock: Clock,
): Promise<Link | undefined> {
  const socket = connect({ ...address, noDelay: true })
  const isOpen = await new Promise<boolean>((resolve) => {
    const cancel = clock.after(ms, () => resolve(false))
    const settle = (answer: boolean) => () => {
      cancel()
      resolve(answer)
    }
    socket.once('connect', settle(true))
    socket.once('error', settle(false))
  })
  // From here on the end of the connection is all that an error means.
  socket.on('error', () => undefined)
  if (isOpen) return linkOver(socket, clock)
  socket.destroy()
  return undefined
}

function linkOver(socket: Socket, clock: Clock): Link {
  const reader = frameReader()
  const waiting: Message[] = []
  let lost = false
  let wake: () => void = () => undefined

  const lose = (): void => {
    lost = true
    socket.destroy()
    wake()
  }
  socket.on('data', (bytes: Buffer) => {
    const messages = reader.take(bytes)
    if (messages === undefined || waiting.length + messages.length > WAITING_MOST) return lose()
    waiting.push(...messages)
    wake()
  })
  socket.on('end', lose)
  socket.on('close', lose)

  return {
    send(bytes) {
      if (lost) return false
      socket.write(bytes)
      return true
    },
    async receive(ms) {
      if (waiting.length === 0 && !lost) {
        let cancel: Cancel = () => undefined
        await new Promise<void>((resolve) => {
          wake = resolve
          cancel = clock.after(ms, resolve)
        })
        cancel()
        wake = () => undefined
      }
      const message = waiting.shift()
      if (message !== undefined) return { type: 'message', message }
      return lost ? { type: 'lost' } : { type: 'silence' }
    },
    close: lose,
  }
}
