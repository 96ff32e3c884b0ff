/** The terminal's end of the road: what it fetches leaves as a call and comes back as mail. */
import { replace } from './platform.ts'
import type { HttpRequest, Mail } from './protocol.ts'

const BASE = 'http://backend'

export const BACKEND_URL = BASE

interface Waiting {
  readonly resolve: (response: object) => void
  readonly reject: (error: Error) => void
}

interface Stream {
  readonly push: (text: string) => void
  readonly end: (error: Error | undefined) => void
}

export interface Road {
  /** Hands over what arrived. */
  take(mail: readonly Mail[]): void
  /** What was asked, and what was given up, since this was called last. */
  leave(): {
    readonly calls: readonly { readonly call: number; readonly request: HttpRequest }[]
    readonly givenUp: readonly number[]
  }
}

/** Puts itself where `fetch` was. */
export function openRoad(): Road {
  const waiting = new Map<number, Waiting>()
  const streams = new Map<number, Stream>()
  let calls: { call: number; request: HttpRequest }[] = []
  let givenUp: number[] = []
  let count = 0

  const giveUp = (call: number): void => {
    const error = new DOMException('aborted', 'AbortError')
    waiting.get(call)?.reject(error)
    streams.get(call)?.end(error)
    waiting.delete(call)
    streams.delete(call)
    givenUp.push(call)
  }
  const fetch = (url: URL, options: RequestInit): Promise<object> =>
    new Promise((resolve, reject) => {
      count += 1
      const call = count
      calls.push({ call, request: requestOf(url, options) })
      waiting.set(call, { resolve, reject })
      options.signal?.addEventListener('abort', () => giveUp(call))
    })
  const open = (call: number): void => {
    const stream = createStream()
    streams.set(call, stream)
    waiting.get(call)?.resolve(responseOf(200, 'text/event-stream', stream.chunks()))
    waiting.delete(call)
  }
  const receive = (mail: Mail): void => {
    const { call } = mail
    if (mail.kind === 'chunk') return streams.get(call)?.push(mail.text)
    if (mail.kind === 'broken') return streams.get(call)?.end(new TypeError('terminated'))
    if (mail.kind === 'opened') return open(call)
    if (mail.kind === 'nothing') waiting.get(call)?.reject(new TypeError('fetch failed'))
    else {
      const { status, body } = mail.answer
      waiting.get(call)?.resolve(responseOf(status, 'application/json', once(body)))
    }
    waiting.delete(call)
  }
  replace(globalThis, { fetch })
  return {
    take: (mail) => mail.forEach(receive),
    leave() {
      const left = { calls, givenUp }
      calls = []
      givenUp = []
      return left
    },
  }
}

function requestOf(url: URL, { method, headers, body }: RequestInit): HttpRequest {
  const { authorization } = headers as Readonly<Record<string, string>>
  return {
    method: method ?? 'GET',
    path: url.pathname + url.search,
    body: typeof body === 'string' ? body : undefined,
    credential: authorization?.replace('Bearer ', ''),
  }
}

/** As much of a Response as is read of one; a real one reads through timers of the platform. */
function responseOf(status: number, type: string, body: AsyncIterable<Uint8Array>): object {
  const ok = status >= 200 && status < 300
  return { ok, status, headers: { get: () => type }, body }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

function createStream(): Stream & { chunks(): AsyncGenerator<Uint8Array> } {
  let chunks: string[] = []
  let over: { readonly error: Error | undefined } | undefined
  let wake = (): void => undefined
  return {
    push(text) {
      chunks.push(text)
      wake()
    },
    end(error) {
      over ??= { error }
      wake()
    },
    async *chunks() {
      for (;;) {
        const ready = chunks
        chunks = []
        for (const text of ready) yield new TextEncoder().encode(text)
        if (chunks.length > 0) continue
        if (over?.error) throw over.error
        if (over) return
        await new Promise<void>((resolve) => void (wake = resolve))
      }
    },
  }
}
