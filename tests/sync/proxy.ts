/**
 * The road between terminal and backend, as bad as it gets: an HTTP proxy that refuses, loses,
 * doubles, reorders, cuts, delays, and answers for somebody else. Seeded, so that a bad day comes
 * again.
 */
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { IMPOSTORS, nameOf, type Fault } from './faults.ts'

export { seeded, type Fault } from './faults.ts'

/** Which fault a request meets; the path tells exchanges apart. */
export type Weather = (path: string) => Fault

export interface Proxy {
  readonly url: string
  /** How many requests met each fault, by its name. */
  readonly met: ReadonlyMap<string, number>
  /** The most requests of one exchange that were under way at once. */
  readonly most: ReadonlyMap<string, number>
  /** How many requests are on their way to the backend itself and back now; streams not counted. */
  passing(): number
  behave(weather: Weather): void
  /** Every open stream of pokes breaks. */
  cutStreams(): void
  close(): Promise<void>
}

/** A request that was told to wait for the next one goes on after this where none comes. */
const LONGEST_HOLD_MS = 200
const RATE_STEP_MS = 5

interface Answer {
  readonly message: IncomingMessage
  readonly body: Buffer
}

export async function openProxy(target: string): Promise<Proxy> {
  const streams = new Set<ServerResponse>()
  const met = new Map<string, number>()
  const { most, begins } = countAtOnce()
  let weather: Weather = () => 'none'
  let afterNext: (() => void)[] = []
  let passing = 0

  const pass = async ({ request, response, body }: Passage, fault: Fault): Promise<void> => {
    const again = (): Promise<Answer> => forward(target, request, body)
    if (fault === 'reorder') {
      const next = new Promise<void>((resolve) => afterNext.push(resolve))
      await Promise.race([next, sleep(LONGEST_HOLD_MS)])
    }
    if (typeof fault === 'object' && 'delay' in fault) await sleep(fault.delay)
    if (typeof fault === 'object' && 'cutRequest' in fault) {
      await forwardHalf(target, request, body.subarray(0, fault.cutRequest))
      return void response.destroy()
    }
    if (fault === 'twice') await again()
    const answer = await again()
    if (fault === 'again-later') {
      // Nobody waits for it any more, and nobody minds what becomes of it.
      afterNext.push(() => void again().catch(() => undefined))
    }
    if (fault === 'lose-response') return void response.destroy()
    await give(response, answer, fault)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    const body = Buffer.concat(await request.toArray())
    const fault = weather(path)
    count(met, nameOf(fault))
    const isStream = path.startsWith('/sync/events')
    if (isStream) streams.add(response)
    const impostor = IMPOSTORS[nameOf(fault)]
    if (impostor) return impostor(request, response)
    if (isStream) return forwardStream(target, request, response)
    const before = afterNext
    afterNext = []
    passing += 1
    await pass({ request, response, body }, fault).finally(() => (passing -= 1))
    for (const held of before) held()
  }

  const listener: RequestListener = (request, response) => {
    response.on('close', begins(exchangeOf(request.url ?? '/')))
    // A backend that is away is a connection that breaks.
    handle(request, response).catch(() => response.destroy())
  }

  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP address')
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    ...{ met, most },
    passing: () => passing,
    behave: (next) => void (weather = next),
    cutStreams() {
      for (const stream of streams) stream.destroy()
      streams.clear()
    },
    close: () => closeServer(server),
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** Counts what is under way by its exchange, and the most of each that ever was at once. */
export function countAtOnce() {
  const most = new Map<string, number>()
  const underWay = new Map<string, number>()
  const begins = (exchange: string): (() => void) => {
    count(underWay, exchange)
    most.set(exchange, Math.max(most.get(exchange) ?? 0, underWay.get(exchange) ?? 0))
    return () => void underWay.set(exchange, (underWay.get(exchange) ?? 1) - 1)
  }
  return { most, begins }
}

interface Passage {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
}

/** `push`, `heads`, `events`, or `pull` with its collection: each is asked for by itself. */
export function exchangeOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://backend')
  const collection = searchParams.get('collection')
  return `${pathname.split('/').at(-1) ?? ''}${collection === null ? '' : ` ${collection}`}`
}

/** Gives the answer to who asked: whole, in part, or little by little. */
async function give(response: ServerResponse, answer: Answer, fault: Fault) {
  const { statusCode = 502, headers } = answer.message
  response.writeHead(statusCode, headers)
  if (typeof fault === 'object' && 'cutAfter' in fault) {
    response.write(answer.body.subarray(0, fault.cutAfter), () => response.destroy())
    return
  }
  if (typeof fault === 'object' && 'rate' in fault) {
    const step = fault.rate * RATE_STEP_MS
    for (let sent = 0; sent < answer.body.length && !response.destroyed; sent += step) {
      response.write(answer.body.subarray(sent, sent + step))
      await sleep(RATE_STEP_MS)
    }
  }
  response.end(typeof fault === 'object' && 'rate' in fault ? undefined : answer.body)
}

async function forward(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = ask(new URL(url ?? '/', target), { method, headers }, resolve)
    request.on('error', reject)
    request.end(body)
  })
  return { message, body: Buffer.concat(await message.toArray()) }
}

/** The backend is promised the whole and gets a part; resolves when the connection is gone. */
async function forwardHalf(
  target: string,
  { method, url, headers }: IncomingMessage,
  part: Buffer,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = ask(new URL(url ?? '/', target), { method, headers })
    request.on('error', () => undefined)
    request.on('close', resolve)
    request.on('response', (message) => message.resume())
    request.write(part, () => request.destroy())
    if (part.length === 0) request.destroy()
  })
}

/** A stream is never whole: it is passed on as it comes, until one side goes. */
async function forwardStream(
  target: string,
  { url, headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = ask(new URL(url ?? '/', target), { headers }, (message) => {
      response.writeHead(message.statusCode ?? 502, message.headers)
      message.pipe(response)
      message.on('error', reject)
      message.on('close', () => response.destroy())
      resolve()
    })
    request.on('error', reject)
    response.on('close', () => request.destroy())
    request.end()
  })
}
