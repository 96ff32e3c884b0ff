/**
 * A ZVT terminal on TCP, with the faults that terminals and cables have. It writes its own bytes,
 * and it tells far more of the card than it should, so that tests show how little of that gets in.
 */
import { createServer, type Socket } from 'node:net'
import { frame, frameReader, type Message } from './frames.ts'

export type TerminalBehaviour =
  | 'approve'
  | 'decline'
  /** The customer presses the red key. */
  | 'red-key'
  /** Waits for a card until the till cancels. */
  | 'wait'
  /** Takes the command and says nothing more. */
  | 'silent'
  | 'cut-before-authorisation'
  | 'cut-after-authorisation'
  /**
   * The link is cut, the customer goes on, and the terminal approves when `approveLate` is called.
   */
  | 'late-approval'
  /** Approves and books another amount than asked. */
  | 'wrong-amount'
  /** Says approved, and then that it gave up. */
  | 'contradict'
  /** Does not take the command. */
  | 'refuse'
  /** Answers as something else would that listens on this port. */
  | 'noise'

export interface BookedPayment {
  readonly amountMinor: number
  readonly trace: string
}

export interface SimulatedTerminal {
  readonly host: string
  readonly port: number
  /** How the next payments go; `approve` from the start. */
  behave(behaviour: TerminalBehaviour): void
  approveLate(): void
  /** Everything that cost a customer money, in order. */
  readonly payments: readonly BookedPayment[]
  /** Everything that gave a customer money: payments taken back, and refunds. */
  readonly returned: readonly BookedPayment[]
  /** Refunds that were taken back from the card that had got them. */
  readonly revoked: readonly BookedPayment[]
  /** The card that is shown from now on, by its last four digits. */
  showCard(lastFour: string): void
  /** Commands as they came, such as 0x0601. */
  readonly commands: readonly number[]
  close(): Promise<void>
}

/** What it knows of the card. None of it may ever leave the parser but the last four digits. */
export const LEAKED = {
  number: '4111111111111111',
  expiry: '2712',
  securityCode: '123f',
} as const

/** Listens on loopback; 0 lets the system choose the port. Rejects where it is taken. */
export async function simulateTerminal(port = 0): Promise<SimulatedTerminal> {
  const sockets = new Set<Socket>()
  const commands: number[] = []
  const payments: BookedPayment[] = []
  const returned: BookedPayment[] = []
  const revoked: BookedPayment[] = []
  const books: Books = {
    behaviour: 'approve',
    trace: 470,
    payments,
    returned,
    revoked,
    card: LEAKED.number,
    last: undefined,
    late: undefined,
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    const reader = frameReader()
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.on('data', (bytes: Buffer) => {
      for (const message of reader.take(bytes) ?? []) {
        if (message.command !== 0x8000) commands.push(message.command)
        answer(socket, message, books)
      }
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    host: '127.0.0.1',
    port: address.port,
    payments,
    returned,
    revoked,
    showCard(lastFour) {
      books.card = LEAKED.number.slice(0, -4) + lastFour
    },
    commands,
    behave(behaviour) {
      books.behaviour = behaviour
    },
    approveLate() {
      if (books.late !== undefined) book(books, books.late.amount, books.late.list)
      books.late = undefined
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

interface Books {
  behaviour: TerminalBehaviour
  trace: number
  payments: BookedPayment[]
  returned: BookedPayment[]
  revoked: BookedPayment[]
  /** The number of the card that is shown. */
  card: string
  /** Status message of the last payment, as it is repeated. */
  last: Uint8Array | undefined
  /** A payment that goes on without a link, and where it is booked. */
  late: { readonly amount: number; readonly list: BookedPayment[] } | undefined
}

const ACCEPT = frame(0x8000)
const COMPLETE = frame(0x060f)
const NOT_POSSIBLE = 0x64
const RED_KEY = 0x6c

function answer(socket: Socket, { command, data }: Message, books: Books): void {
  const reply = (...messages: Uint8Array[]): void => void socket.write(Buffer.concat(messages))
  if (command === 0x8000) return
  if (books.late !== undefined) return reply(frame(0x849c))
  if (command === 0x0600) return reply(ACCEPT, COMPLETE)
  if (command === 0x0620) {
    return reply(ACCEPT, ...(books.last ? [books.last, COMPLETE] : [frame(0x061e, [NOT_POSSIBLE])]))
  }
  if (command === 0x06b0) return reply(ACCEPT, frame(0x061e, [RED_KEY]))
  if (command === 0x0601) return move(socket, amountAt(data, 1), books, books.payments)
  if (command === 0x0631) return move(socket, amountAt(data, 4), books, books.returned)
  if (command === 0x0630) {
    const receipt = Buffer.from(data.subarray(4, 6)).toString('hex')
    const isIt = ({ trace }: BookedPayment) => receiptOf(trace) === receipt
    const refunded = books.returned.find(isIt)
    if (refunded) return move(socket, refunded.amountMinor, books, books.revoked)
    const paid = books.payments.find(isIt)
    if (!paid) return reply(ACCEPT, frame(0x061e, [NOT_POSSIBLE]))
    return move(socket, paid.amountMinor, books, books.returned)
  }
  return reply(frame(0x8483))
}

/** The amount behind the field's own byte. */
function amountAt(data: Uint8Array, at: number): number {
  return Number(Buffer.from(data.subarray(at, at + 6)).toString('hex'))
}

/** Money goes one way or the other, as it behaves; what it books stands in `list`. */
function move(socket: Socket, amount: number, books: Books, list: BookedPayment[]): void {
  const reply = (...messages: Uint8Array[]): void => void socket.write(Buffer.concat(messages))
  const progress = frame(0x04ff, [0x0a])
  switch (books.behaviour) {
    case 'approve':
      return reply(ACCEPT, progress, book(books, amount, list), receiptLine(), COMPLETE)
    case 'wrong-amount':
      return reply(ACCEPT, progress, book(books, amount + 100, list), COMPLETE)
    case 'contradict':
      return reply(ACCEPT, statusOf(0, amount, '000999', books.card), frame(0x061e, [0xff]))
    case 'decline':
      books.trace += 1
      return reply(
        ACCEPT,
        progress,
        statusOf(0x05, amount, traceOf(books), books.card),
        frame(0x061e, [0x05]),
      )
    case 'red-key':
      return reply(ACCEPT, progress, frame(0x061e, [RED_KEY]))
    case 'wait':
      return reply(ACCEPT, progress)
    case 'silent':
      return reply(ACCEPT)
    case 'refuse':
      return reply(frame(0x8483))
    case 'noise':
      return reply(Buffer.from(`HTTP/1.1 400 Bad Request\r\n\r\n${' '.repeat(200)}`))
    case 'cut-before-authorisation':
      return void socket.destroy()
    case 'cut-after-authorisation':
      book(books, amount, list)
      return void socket.destroy()
    case 'late-approval':
      books.late = { amount, list }
      return void socket.destroy()
  }
}

/** Books a payment and answers its status message. */
function book(books: Books, amountMinor: number, list: BookedPayment[]): Uint8Array {
  books.trace += 1
  const trace = traceOf(books)
  list.push({ amountMinor, trace })
  books.last = statusOf(0, amountMinor, trace, books.card)
  return books.last
}

function traceOf({ trace }: Books): string {
  return String(trace).padStart(6, '0')
}

/** The terminal numbers its receipts by the last four digits. */
function receiptOf(trace: string): string {
  return trace.slice(-4)
}

/** A status as real terminals send it, with the whole card in it. */
function statusOf(result: number, amountMinor: number, trace: string, card: string): Uint8Array {
  const hex = [
    `27${result.toString(16).padStart(2, '0')}`,
    `04${String(amountMinor).padStart(12, '0')}`,
    `0b${trace}0c2239530d1006`,
    `0e${LEAKED.expiry}`,
    '1700011970',
    `22f0f8${card}`,
    `23f1f1${LEAKED.number}d${LEAKED.expiry}0`,
    `3a${LEAKED.securityCode}`,
    '2928004869',
    `3b${ascii('611804')}0000`,
    `3cf0f1f6${ascii(LEAKED.number)}`,
    `49097887${receiptOf(trace)}880004708a2e`,
    `8bf3f3${ascii(`Debit Mastercard ${LEAKED.number}`.slice(0, 32))}00`,
    `06121f100f${ascii(LEAKED.number.slice(0, 15))}`,
  ].join('')
  return frame(0x040f, Buffer.from(hex, 'hex'))
}

function receiptLine(): Uint8Array {
  return frame(0x06d1, Buffer.from(`00${ascii(`Karte ${LEAKED.number}`)}`, 'hex'))
}

function ascii(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex')
}
