/**
 * `GET /shop/events`: Server-Sent Events for open store pages. `availability` carries the variants
 * whose stock moved; `offers` says that names or prices changed and the page should ask again.
 */
import type { ServerResponse } from 'node:http'
import type { Backend } from '../backend.ts'
import { CATALOGUE, PRICING, stockFeed } from '../feeds/names.ts'
import type { Shop } from '../setup/shop.ts'
import { changedAvailability, stockNumber } from './changed-availability.ts'

/** Pages beyond this many are asked to come back with polling; each holds a connection open. */
export const FOLLOWERS_LIMIT = 500
/** A page that reads slower than this much behind is dropped and will ask anew. */
const BACKLOG_LIMIT_BYTES = 256 * 1024
/** Below the minute after which proxies close a silent connection. */
const HEARTBEAT_MS = 25_000

interface Shelf {
  readonly followers: Set<ServerResponse>
  /** Resolves once every later change will be told; rejects where the database cannot be read. */
  readonly ready: Promise<void>
  stop(): void
}

/** One reader of the database per store, however many pages are open. */
const SHELVES = new WeakMap<Backend, Map<string, Shelf>>()

export function followShelf(
  response: ServerResponse,
  { backend, shop }: { readonly backend: Backend; readonly shop: Shop },
  headers: Readonly<Record<string, string>>,
): void {
  const shelves = SHELVES.get(backend) ?? new Map<string, Shelf>()
  SHELVES.set(backend, shelves)
  const shelf = shelves.get(shop.store) ?? openShelf(backend, shop)
  if (shelf.followers.size >= FOLLOWERS_LIMIT) {
    response.writeHead(503, { ...headers, 'retry-after': '30' }).end()
    return
  }
  shelves.set(shop.store, shelf)
  shelf.followers.add(response)
  response.once('close', () => {
    shelf.followers.delete(response)
    if (shelf.followers.size > 0 || shelves.get(shop.store) !== shelf) return
    shelf.stop()
    shelves.delete(shop.store)
  })
  const welcome = (): void => {
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.write('retry: 2000\n: welcome\n\n')
  }
  // A page asks for its offers once it is welcomed, so nothing is changed unheard in between.
  shelf.ready.then(welcome, () => response.writeHead(503, headers).end())
}

function openShelf(backend: Backend, shop: Shop): Shelf {
  const followers = new Set<ServerResponse>()
  const tell = (name: string, data: unknown): void => {
    broadcast(followers, `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }
  const stock = followStock(backend, shop, tell)
  const feed = stockFeed(shop.store)
  const unsubscribe = backend.changes.subscribe((moved) => {
    if (moved.tenant !== shop.tenant) return
    if (moved.feed === feed) stock.moved(moved.n)
    else if (moved.feed === CATALOGUE || moved.feed === PRICING) tell('offers', {})
  })
  const beat = (): void => {
    broadcast(followers, ': still here\n\n')
    cancel = backend.clock.after(HEARTBEAT_MS, beat)
  }
  let cancel = backend.clock.after(HEARTBEAT_MS, beat)
  return {
    followers,
    ready: stock.ready,
    stop() {
      unsubscribe()
      cancel()
    },
  }
}

function broadcast(followers: ReadonlySet<ServerResponse>, text: string): void {
  for (const follower of followers) {
    if (!follower.headersSent) continue
    if (follower.writableLength > BACKLOG_LIMIT_BYTES) follower.destroy()
    else follower.write(text)
  }
}

/**
 * Reads one change of stock after the other: while one is being read, later ones only raise the
 * number up to which the next reads.
 */
function followStock(
  { database, log }: Backend,
  shop: Shop,
  tell: (name: string, data: unknown) => void,
): { ready: Promise<void>; moved(n: number): void } {
  let since: number | undefined
  let upTo = 0
  let busy = false
  const run = async (): Promise<void> => {
    busy = true
    try {
      while (since !== undefined && since < upTo) {
        const target = upTo
        const changed = await changedAvailability(database, shop, since, target)
        if (changed === 'many') tell('offers', {})
        else if (changed.length > 0) tell('availability', changed)
        since = target
      }
    } catch (error) {
      // The same stretch is read again with the next change; open pages also ask from time to time.
      log.warn('a change of stock was not told to the store page', { reason: String(error) })
    } finally {
      busy = false
    }
  }
  const ready = stockNumber(database, shop).then((n) => {
    since = n
    void run()
  })
  return {
    ready,
    moved(n) {
      upTo = Math.max(upTo, n)
      if (!busy) void run()
    },
  }
}
