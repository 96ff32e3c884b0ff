/** How a browser shows who is signed in: on the store's page, and at the office. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** The session of a request, as a browser keeps it. */
export interface SessionCookie {
  /** Undefined where it shows none. */
  readonly token: string | undefined
  /** Sets it with the answer. */
  keep(token: string, lastsMs: number): void
  forget(): void
}

interface Kept {
  readonly name: string
  /** Below which a browser shows it. */
  readonly path: string
}

export const OFFICE_COOKIE = 'holdfast_office'

const SHOPPER: Kept = { name: 'holdfast_shopper', path: '/' }
const OFFICE: Kept = { name: OFFICE_COOKIE, path: '/administration' }

export function shopperCookie(request: IncomingMessage, response: ServerResponse): SessionCookie {
  return cookieOf(SHOPPER, request, response)
}

export function officeCookie(request: IncomingMessage, response: ServerResponse): SessionCookie {
  return cookieOf(OFFICE, request, response)
}

function cookieOf(
  { name, path }: Kept,
  { headers }: IncomingMessage,
  response: ServerResponse,
): SessionCookie {
  // What sets a cookie is a POST, with which a browser says from what page it comes: behind a proxy
  // that ends TLS, this is what knows of it.
  const isSecure = headers.origin?.startsWith('https://') ?? false
  const flags = `Path=${path}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`
  const set = (value: string, seconds: number): void => {
    response.setHeader('set-cookie', `${name}=${value}; Max-Age=${String(seconds)}; ${flags}`)
  }
  return {
    token: shown(headers.cookie, name),
    keep: (token, lastsMs) => set(token, Math.floor(lastsMs / 1000)),
    forget: () => set('', 0),
  }
}

function shown(cookies: string | undefined, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(cookies ?? '')?.[1]
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
