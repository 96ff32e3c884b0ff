/** A mail server that keeps what it is given, for the demo and for tests: SMTP over real TCP. */
import { createServer, type Socket } from 'node:net'
import { Conversation, type Rules } from './conversation.ts'
import { readMail, type ReadMail } from './read-mail.ts'

export interface ReceivedMail extends ReadMail {
  /** From 1, as they came. */
  readonly number: number
  readonly to: readonly string[]
}

export interface SimulatedMailbox {
  readonly host: string
  readonly port: number
  /** The newest last; the oldest are forgotten. */
  mails(): readonly ReceivedMail[]
  /** From now on a command that begins so is answered so; undefined: as it should be. */
  refuse(command: string, reply: string | undefined): void
  /** The connection breaks once a mail was taken, before the sender hears of it. */
  breakAfterMail(isBroken: boolean): void
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface MailboxOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number
  readonly login?: Rules['login']
}

const HOST = '127.0.0.1'
const KEPT = 50
const CONNECTIONS_LIMIT = 20

export async function simulateMailbox(options: MailboxOptions = {}): Promise<SimulatedMailbox> {
  const mails: ReceivedMail[] = []
  const refusals = new Map<string, string>()
  const listeners = new Set<() => void>()
  const sockets = new Set<Socket>()
  let number = 0
  let isBroken = false
  const keep = (raw: string, to: readonly string[]): void => {
    number += 1
    mails.push({ ...readMail(raw), number, to })
    if (mails.length > KEPT) mails.shift()
    for (const listener of listeners) listener()
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Whoever breaks off is gone: what was not taken whole is not kept.
    socket.on('error', () => socket.destroy())
    const talk = new Conversation({ login: options.login, refusals })
    socket.write('220 simulated\r\n')
    forEachLine(socket, (line) => {
      const answered = talk.take(line)
      if (!answered) return
      const { delivered } = answered
      if (delivered) keep(delivered.raw, delivered.to)
      if (delivered && isBroken) {
        socket.destroy()
        return
      }
      socket.write(`${answered.reply}\r\n`)
      if (answered.isOver === true) socket.end()
    })
  })
  server.maxConnections = CONNECTIONS_LIMIT
  const port = await new Promise<number>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, HOST, () => {
      const address = server.address()
      listening(address && typeof address === 'object' ? address.port : 0)
    })
  })
  return {
    ...{ host: HOST, port },
    mails: () => mails,
    refuse(command, reply) {
      if (reply === undefined) refusals.delete(command)
      else refusals.set(command, reply)
    },
    breakAfterMail: (broken) => void (isBroken = broken),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Far above any line of SMTP: whoever sends more is cut off. */
const UNREAD_LIMIT = 64 * 1024

function forEachLine(socket: Socket, take: (line: string) => void): void {
  let unread = ''
  socket.setEncoding('latin1')
  socket.on('data', (piece) => {
    unread += String(piece)
    for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
      const line = unread.slice(0, end)
      unread = unread.slice(end + 2)
      take(line)
    }
    if (unread.length > UNREAD_LIMIT) socket.destroy()
  })
}
