/**
 * The road between terminal and backend, as bad as it gets: an HTTP proxy that refuses, loses,
 * doubles, cuts, delays, and answers for somebody else. Seeded, so that a bad day comes again.
 */
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

export type Fault =
  /** Nothing wrong. */
  | 'none'
  /** The connection is reset before anything arrives. */
  | 'refuse'
  /** The backend did it, and nobody hears of it. */
  | 'lose-response'
  /** The backend gets it twice; the second answer is heard. */
  | 'twice'
  /** The answer breaks off after so many bytes. */
  | { readonly cutAfter: number }
  /** A captive portal: 200, and a page to log in. */
  | 'portal'
  | { readonly delay: number }

/** Which fault a request meets; the path tells exchanges apart. */
export type Weather = (path: string) => Fault

export interface Proxy {
  readonly url: string
  /** How many requests met each fault, by its name. */
  readonly met: ReadonlyMap<string, number>
  behave(weather: Weather): void
  /** Every open stream of pokes breaks. */
  cutStreams(): void
  close(): Promise<void>
}

const PORTAL = '<!doctype html><title>Welcome to Free WiFi</title><form>Accept the terms</form>'

export async function openProxy(target: string): Promise<Proxy> {
  const streams = new Set<ServerResponse>()
  const met = new Map<string, number>()
  let weather: Weather = () => 'none'
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/'
    const body = Buffer.concat(await request.toArray())
    const fault = weather(path)
    const name = typeof fault === 'string' ? fault : Object.keys(fault).join('')
    met.set(name, (met.get(name) ?? 0) + 1)
    if (fault === 'refuse') return void response.destroy()
    if (fault === 'portal') {
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL)
    }
    if (path.startsWith('/sync/events')) {
      streams.add(response)
      return forwardStream(target, request, response)
    }
    if (typeof fault === 'object' && 'delay' in fault) await sleep(fault.delay)
    if (fault === 'twice') await forward(target, request, body)
    const answer = await forward(target, request, body)
    if (fault === 'lose-response') return void response.destroy()
    const { statusCode = 502, headers } = answer.message
    if (typeof fault === 'object' && 'cutAfter' in fault) {
      response.writeHead(statusCode, headers)
      response.write(answer.body.subarray(0, fault.cutAfter), () => response.destroy())
      return
    }
    response.writeHead(statusCode, headers).end(answer.body)
  }
  const listener: RequestListener = (request, response) => {
    // A backend that is away is a connection that breaks.
    handle(request, response).catch(() => response.destroy())
  }
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP address')
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    met,
    behave: (next) => void (weather = next),
    cutStreams() {
      for (const stream of streams) stream.destroy()
      streams.clear()
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function forward(
  target: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<{ message: IncomingMessage; body: Buffer }> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = ask(new URL(url ?? '/', target), { method, headers }, resolve)
    request.on('error', reject)
    request.end(body)
  })
  return { message, body: Buffer.concat(await message.toArray()) }
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

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
