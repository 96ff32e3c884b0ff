/** What may happen to a request on its way, and how what nobody forwards is answered. */
import type { IncomingMessage, ServerResponse } from 'node:http'

export type Fault =
  /** Nothing wrong. */
  | 'none'
  /** The connection is reset before anything arrives. */
  | 'refuse'
  /** Somebody takes the request and never answers, as behind a connection that is half open. */
  | 'half-open'
  /** A captive portal: 200, and a page to log in. */
  | 'portal'
  /** Another service at our address: 200, and JSON of its own. */
  | 'stranger'
  /** A gateway's own page about a backend that it does not reach. */
  | 'error-page'
  /** Bytes that are not HTTP: what a TLS server says to a plain request. */
  | 'garbage'
  /** The backend did it, and nobody hears of it. */
  | 'lose-response'
  /** The backend gets it twice; the second answer is heard. */
  | 'twice'
  /** The backend gets it once more after the request that comes next. */
  | 'again-later'
  /** It arrives after the request that comes next, or a little later where none comes. */
  | 'reorder'
  /** The answer breaks off after so many bytes. */
  | { readonly cutAfter: number }
  /** The request breaks off after so many bytes of its body; the backend sees the half of it. */
  | { readonly cutRequest: number }
  /** Milliseconds until it goes on. */
  | { readonly delay: number }
  /** The answer trickles, so many bytes a millisecond. */
  | { readonly rate: number }

/** The name that a fault is counted by. */
export function nameOf(fault: Fault): string {
  return typeof fault === 'string' ? fault : Object.keys(fault).join('')
}

const PORTAL = '<!doctype html><title>Welcome to Free WiFi</title><form>Accept the terms</form>'
const ERROR_PAGE = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'
/** A TLS record that says "unexpected message" (RFC 8446, section 6). */
const TLS_ALERT = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x0a])

type Impostor = (request: IncomingMessage, response: ServerResponse) => void

/** Faults that answer in the backend's place, or do not answer at all. */
export const IMPOSTORS: Readonly<Record<string, Impostor>> = {
  refuse: (_, response) => void response.destroy(),
  'half-open': () => undefined,
  portal: (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL),
  stranger: (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"status":"ok","documents":[],"answers":[],"heads":[]}'),
  'error-page': (_, response) =>
    void response.writeHead(502, { 'content-type': 'text/html' }).end(ERROR_PAGE),
  garbage: ({ socket }) => void socket.end(TLS_ALERT),
}

/** One of each kind. */
export const EVERY_FAULT: readonly Fault[] = [
  ...(['refuse', 'half-open', 'portal', 'stranger', 'error-page', 'garbage'] as const),
  ...(['lose-response', 'twice', 'again-later', 'reorder'] as const),
  ...[{ cutAfter: 12 }, { cutRequest: 40 }, { delay: 60 }, { rate: 20 }],
]

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
