/** How a browser shows who is signed in on the store's page. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The session of a request, as a browser keeps it. */
export interface ShopperCookie {
  /** Undefined where it shows none. */
  readonly token: string | undefined
  /** Sets it with the answer. */
  keep(token: string, lastsMs: number): void
  forget(): void
}

const NAME = 'holdfast_shopper'
const SHOWN = new RegExp(`(?:^|;\\s*)${NAME}=([A-Za-z0-9_-]{43})(?:;|$)`)

export function shopperCookie(
  { headers }: IncomingMessage,
  response: ServerResponse,
): ShopperCookie {
  // What sets a cookie is a POST, with which a browser says from what page it comes: behind a proxy
  // that ends TLS, this is what knows of it.
  const isSecure = headers.origin?.startsWith('https://') ?? false
  const flags = `Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  const set = (value: string, seconds: number): void => {
    response.setHeader('set-cookie', `${NAME}=${value}; Max-Age=${String(seconds)}; ${flags}`)
  }
  return {
    token: SHOWN.exec(headers.cookie ?? '')?.[1],
    keep: (token, lastsMs) => set(token, Math.floor(lastsMs / 1000)),
    forget: () => set('', 0),
  }
}

/**
 * Whether what changes something was sent by a page of ours: a browser says so itself, and what
 * says nothing is no page. Source: Fetch Metadata, `Sec-Fetch-Site`; RFC 6454, `Origin`.
 */
export function isFromOwnPage({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = headers
  return origin !== undefined && URL.parse(origin)?.host === host?.toLowerCase()
}
