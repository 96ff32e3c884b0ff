/**
 * A payment provider that moves no money, for the demo and for tests: its refunds over real HTTP.
 * It keeps them by their keys, and gives back no more than a payment took, as far as it was told of
 * that.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '../../src/ports/clock.ts'
import { REFUNDS_PATH, refundRequestSchema, WIRE_BYTES } from './wire.ts'
import type { RefundReply, RefundRequest } from './wire.ts'

/**
 * `approve` and `refuse`; `hold` decides nothing until it behaves otherwise; `lose-answer` does it
 * and breaks the connection; `lose-request` breaks it before; `slow` does it and answers late.
 */
export type Behaviour = 'approve' | 'refuse' | 'hold' | 'lose-answer' | 'lose-request' | 'slow'

export interface SimulatedProvider {
  /** Where the driver finds it. */
  readonly address: string
  readonly secret: string
  behave(as: Behaviour): void
  behaviour(): Behaviour
  /** It took so much by a payment; of one that it was not told of it believes whoever asks. */
  took(payment: string, amount: number): void
  /** What it gave back, in the order of that; the oldest are forgotten. */
  refunds(): readonly RefundRequest[]
  /** How often it was asked for a refund, or what became of one. */
  asked(): { readonly refunds: number; readonly statuses: number }
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface ProviderOptions {
  readonly clock: Clock
  readonly secret?: string
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** How late it answers where it is slow. */
  readonly slowMs?: number
}

const HOST = '127.0.0.1'
const KEPT = 1000

export async function simulateProvider(options: ProviderOptions): Promise<SimulatedProvider> {
  const { clock, secret = 'simulated-secret', slowMs = 1000 } = options
  const book = createBook()
  const counts = { refunds: 0, statuses: 0 }
  const listeners = new Set<() => void>()
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  let behaviour: Behaviour = 'approve'
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.authorization !== `Bearer ${secret}`) {
      return send(response, 401, { error: 'login' })
    }
    const path = request.url ?? ''
    if (request.method === 'GET' && path.startsWith(`${REFUNDS_PATH}/`)) {
      counts.statuses += 1
      if (behaviour === 'lose-request') return void request.socket.destroy()
      const reply = book.status(path.slice(REFUNDS_PATH.length + 1), behaviour)
      return send(response, reply.state === 'none' ? 404 : 200, reply)
    }
    const isRefund = request.method === 'POST' && path === REFUNDS_PATH
    const wanted = isRefund ? refundRequestSchema.safeParse(await bodyOf(request)) : undefined
    if (!wanted?.success) return send(response, 400, { error: 'request' })
    counts.refunds += 1
    if (behaviour === 'lose-request') return void request.socket.destroy()
    const reply = book.refund(wanted.data, behaviour)
    changed()
    if (behaviour === 'lose-answer') return void request.socket.destroy()
    if (behaviour === 'slow') await clock.sleep(slowMs)
    send(response, 200, reply)
  }
  const port = await new Promise<number>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port ?? 0, HOST, () => {
      const address = server.address()
      listening(address && typeof address === 'object' ? address.port : 0)
    })
  })
  return {
    ...{ address: `http://${HOST}:${String(port)}`, secret },
    behave(as) {
      behaviour = as
      changed()
    },
    behaviour: () => behaviour,
    took: (payment, amount) => book.took(payment, amount),
    refunds: () => book.done(),
    asked: () => ({ ...counts }),
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** What it knows of payments and refunds. */
function createBook() {
  const replies = new Map<string, RefundReply>()
  const taken = new Map<string, number>()
  /** Of which nothing is decided yet. */
  const held = new Map<string, RefundRequest>()
  const done: RefundRequest[] = []
  const isBeyond = ({ payment, amount }: RefundRequest): boolean => {
    const most = taken.get(payment)
    const back = done.filter((each) => each.payment === payment)
    return most !== undefined && back.reduce((sum, each) => sum + each.amount, amount) > most
  }
  const decide = (wanted: RefundRequest, behaviour: Behaviour): RefundReply => {
    if (behaviour === 'hold') return { state: 'pending' }
    if (behaviour === 'refuse') return { state: 'refused', reason: 'too-late' }
    if (isBeyond(wanted)) return { state: 'refused', reason: 'beyond-payment' }
    done.push(wanted)
    if (done.length > KEPT) done.shift()
    return { state: 'done' }
  }
  const refund = (wanted: RefundRequest, behaviour: Behaviour): RefundReply => {
    const before = replies.get(wanted.key)
    if (before) return before
    const reply = decide(wanted, behaviour)
    if (reply.state === 'pending') {
      held.set(wanted.key, wanted)
      return reply
    }
    held.delete(wanted.key)
    replies.set(wanted.key, reply)
    const [oldest] = replies.keys()
    if (replies.size > KEPT && oldest !== undefined) replies.delete(oldest)
    return reply
  }
  return {
    took: (payment: string, amount: number) => void taken.set(payment, amount),
    done: () => done,
    status(key: string, behaviour: Behaviour): RefundReply {
      const wanted = held.get(key)
      return wanted ? refund(wanted, behaviour) : (replies.get(key) ?? { state: 'none' })
    },
    refund,
  }
}

/** The body as JSON; undefined where it is too long or no JSON. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) {
    text += String(piece)
    if (text.length > WIRE_BYTES) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
