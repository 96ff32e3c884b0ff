/**
 * Server-Sent Events from the backend: pokes that say "ask again", never data. A stream that is
 * quiet beyond the heartbeat is taken for dead, since a half-open connection never says so itself.
 */
import { z } from 'zod'
import type { LinkEvent } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { waitAfter } from './back-off.ts'

/** The backend sends a heartbeat every 15 s. */
const QUIET_LIMIT_MS = 40_000
/** A poke names a few feeds; a longer line is not ours. */
const LINE_LIMIT = 4096

const feedsSchema = z.array(z.string().max(120)).max(100)

interface PokeStreamOptions {
  readonly url: string
  readonly credential: string
  readonly clock: Clock
  readonly random: Random
}

/** Listens until the answer is called. Never throws: what goes wrong is `lost`; it tries again. */
export function listenForPokes(
  options: PokeStreamOptions,
  listener: (event: LinkEvent) => void,
): () => void {
  const closing = new AbortController()
  void listenForEver(options, listener, closing.signal)
  return () => closing.abort()
}

async function listenForEver(
  options: PokeStreamOptions,
  listener: (event: LinkEvent) => void,
  closed: AbortSignal,
): Promise<void> {
  let failures = 0
  while (!closed.aborted) {
    const opened = await listenOnce(options, listener, closed)
    if (closed.aborted) return
    if (opened) listener({ kind: 'lost' })
    failures = opened ? 1 : failures + 1
    await pause(options.clock, waitAfter(failures, options.random), closed)
  }
}

/** One connection, to its end. Answers whether it was ever open. */
async function listenOnce(
  options: PokeStreamOptions,
  listener: (event: LinkEvent) => void,
  closed: AbortSignal,
): Promise<boolean> {
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  closed.addEventListener('abort', stop)
  let cancelQuiet = options.clock.after(QUIET_LIMIT_MS, stop)
  let opened = false
  try {
    const response = await fetch(new URL('/sync/events', options.url), {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${options.credential}` },
      redirect: 'error',
      signal: abort.signal,
    })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    if (!response.ok || !isStream || !response.body) return false
    opened = true
    listener({ kind: 'opened' })
    for await (const line of linesOf(response.body)) {
      cancelQuiet()
      cancelQuiet = options.clock.after(QUIET_LIMIT_MS, stop)
      if (line.startsWith('data: ')) listener({ kind: 'poked', feeds: feedsIn(line.slice(6)) })
    }
    return opened
  } catch {
    // Aborted, reset, never connected or not ours: one thing here, a stream that is not there.
    return opened
  } finally {
    cancelQuiet()
    stop()
    closed.removeEventListener('abort', stop)
  }
}

/** Resolves after the wait, or at once when it is closed. */
function pause(clock: Clock, ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel()
      closed.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(ms, end)
    closed.addEventListener('abort', end)
  })
}

/** Which feeds a poke names. Throws on anything else, which ends this connection. */
function feedsIn(data: string): string[] {
  return feedsSchema.parse(JSON.parse(data))
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    const lines = rest.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LINE_LIMIT) throw new Error('a line that is not ours')
    yield* lines
  }
}
