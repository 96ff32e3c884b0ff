/**
 * Who may speak to the browser host. It listens on loopback only, but every page in every browser
 * of this machine can reach loopback too: so a connection must know the token, name this very host
 * (no DNS name that merely points here) and come from the host's own page.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** A shorter token could be guessed, and an empty one would be no lock at all. */
const TOKEN_SHORTEST = 20

export interface GuardOptions {
  /** Where the contract is asked for, such as `/rpc`. */
  readonly path: string
  readonly token: string
  readonly port: number
}

/** True where the `Host` header is this host by its loopback name. */
export function namesThisHost(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host
  return host === `127.0.0.1:${String(port)}` || host === `localhost:${String(port)}`
}

/** True where an upgrade may become the contract's WebSocket. Fails closed on anything missing. */
export function mayConnect(request: IncomingMessage, options: GuardOptions): boolean {
  const { origin, host } = request.headers
  if (!namesThisHost(request, options.port) || origin !== `http://${String(host)}`) return false
  // Not by URL: it throws on some of what a request may name, and this must only ever say no.
  const [path, query = ''] = (request.url ?? '').split('?')
  const token = new URLSearchParams(query).get('token') ?? ''
  if (path !== options.path || options.token.length < TOKEN_SHORTEST) return false
  return sameText(token, options.token)
}

/** Compares by digest, so that the time taken tells nothing of how much was right. */
function sameText(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
