/** The online store's page: its files, and the stream by which open pages hear what changed. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Backend } from '../backend.ts'
import { PAGE_HEADERS } from '../http/page-headers.ts'
import type { Shop } from '../setup/shop.ts'
import { followShelf } from './live-shelf.ts'
import { renderStorePage } from './store-page.ts'

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
  ...['store.css', 'frame.css', 'goods.css', 'icon.svg'],
  ...['store.js', 'follow.js', 'card.js', 'package.js', 'words.js', 'clock.js'],
] as const
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Answers GET and HEAD of `/`, `/store/*` and `/shop/events`. True when it took the request; the
 * answer may come later.
 */
export function serveStorePage(
  request: IncomingMessage,
  response: ServerResponse,
  ground: StoreGround,
): boolean {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const ours = path === '/' || path === '/shop/events' || path.startsWith('/store/')
  if (!ours) return false
  const allowed = path === '/shop/events' ? ['GET'] : ['GET', 'HEAD']
  if (!allowed.includes(request.method ?? '')) {
    response.writeHead(405, { ...HEADERS, allow: allowed.join(', ') }).end()
  } else if (path === '/shop/events') {
    followShelf(response, ground, HEADERS)
  } else if (path === '/') {
    void sendPage(request, response, ground)
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
): Promise<void> {
  try {
    const html = await renderStorePage(backend.database, shop)
    send(request, response, 200, 'text/html; charset=utf-8', html)
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
): void {
  const length = Buffer.byteLength(content)
  response.writeHead(status, { ...HEADERS, 'content-type': type, 'content-length': length })
  response.end(request.method === 'HEAD' ? undefined : content)
}
