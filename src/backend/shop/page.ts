/** The online store's page: its files, and the stream by which open pages hear what changed. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Backend } from '../backend.ts'
import { PAGE_HEADERS } from '../http/page-headers.ts'
import type { Shop } from '../setup/shop.ts'
import { followShelf } from './live-shelf.ts'
import { shopperCookie } from '../http/session-cookie.ts'
import { shopperOf } from '../shoppers/sessions.ts'
import { renderStorePage, type StorePage } from './store-page.ts'

export interface StoreGround {
  readonly backend: Backend
  readonly shop: Shop
}

/** The page runs its own script and style and talks to its own backend: nothing else. */
export const CONTENT_SECURITY_POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"],
  ...["img-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  ...PAGE_HEADERS,
  // Asked again each time: a page and its script must be of one version.
  'cache-control': 'no-cache',
} as const

const FILES = [
  ...['store.css', 'frame.css', 'own.css', 'goods.css', 'sheet.css', 'basket.css', 'icon.svg'],
  ...['goods.js', 'follow.js', 'card.js', 'package.js', 'words.js', 'clock.js', 'find.js'],
  ...['header.js', 'basket.js', 'ask.js', 'me.js', 'basket-page.js', 'basket-lines.js'],
  ...['paying.js', 'ordering.js', 'say.js'],
] as const
const PAGES: Readonly<Record<string, StorePage>> = {
  '/': 'goods',
  '/me': 'me',
  '/basket': 'basket',
}
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Answers GET and HEAD of the pages, `/store/*` and `/shop/events`. True when it took the request;
 * the answer may come later.
 */
export function serveStorePage(
  request: IncomingMessage,
  response: ServerResponse,
  ground: StoreGround,
): boolean {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const page = PAGES[path]
  const ours = page !== undefined || path === '/shop/events' || path.startsWith('/store/')
  if (!ours) return false
  const allowed = path === '/shop/events' ? ['GET'] : ['GET', 'HEAD']
  if (!allowed.includes(request.method ?? '')) {
    response.writeHead(405, { ...HEADERS, allow: allowed.join(', ') }).end()
  } else if (path === '/shop/events') {
    followShelf(response, ground, HEADERS)
  } else if (page !== undefined) {
    void sendPage(request, response, ground, page)
  } else {
    sendAsset(request, response, path)
  }
  return true
}

/** Never rejects: what goes wrong is logged and answered. */
async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { backend, shop }: StoreGround,
  page: StorePage,
): Promise<void> {
  try {
    const { token } = shopperCookie(request, response)
    const who = { token, now: backend.clock.now() }
    const shopper = await shopperOf(backend.database, shop.tenant, who)
    const shown = {
      page,
      customer: shopper?.details.name,
      pays: backend.onlinePayments !== undefined,
      wishes: request.headers['accept-language'],
    }
    const html = await renderStorePage(backend.database, shop, shown)
    // Whose page it is stands on it.
    const caching = { 'cache-control': 'no-store' }
    send(request, response, 200, 'text/html; charset=utf-8', html, caching)
  } catch (error) {
    backend.log.error('the store page could not be made', { reason: String(error) })
    send(request, response, 500, 'text/plain; charset=utf-8', 'The store is closed for a moment.')
  }
}

function sendAsset(request: IncomingMessage, response: ServerResponse, path: string): void {
  const file = FILES.find((name) => path === `/store/${name}`)
  if (file === undefined) {
    send(request, response, 404, 'text/plain; charset=utf-8', 'There is nothing here.')
    return
  }
  const content = readFileSync(new URL(`page/store/${file}`, import.meta.url))
  const type = TYPES[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  send(request, response, 200, type, content)
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  content: string | Buffer,
  own: Readonly<Record<string, string>> = {},
): void {
  const length = Buffer.byteLength(content)
  const told = { 'content-type': type, 'content-length': length }
  response.writeHead(status, { ...HEADERS, ...own, ...told })
  response.end(request.method === 'HEAD' ? undefined : content)
}
