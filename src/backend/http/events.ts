/** Pokes for terminals, as Server-Sent Events: names of feeds that moved and nothing else. */
import type { ServerResponse } from 'node:http'
import { pulledSchema } from '../../contract/backend/sync.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend } from '../backend.ts'
import { feedOf } from '../feeds/names.ts'
import { refuse } from './refusal.ts'

export interface TerminalEvents {
  /** Keeps the response open until the terminal leaves, or `close`. */
  open(response: ServerResponse, terminal: TerminalPrincipal): void
  close(): void
}

/** One more is refused as busy: terminals without pokes still pull by themselves, only later. */
const CLIENTS_LIMIT = 1000
/** A reader this far behind is let go; it comes again and pulls everything that it missed. */
const UNREAD_BYTES_LIMIT = 64 * 1024
/** Shorter than the idle limits of proxies, and what tells a terminal that the line is dead. */
const HEARTBEAT_MS = 15_000

export function createTerminalEvents(backend: Backend): TerminalEvents {
  const clients = new Set<Client>()
  return {
    open(response, terminal) {
      if (clients.size >= CLIENTS_LIMIT) return refuse(response, 'busy')
      const client = openClient(backend, response, terminal, () => clients.delete(client))
      clients.add(client)
    },
    close() {
      for (const client of clients) client.end()
    },
  }
}

interface Client {
  end(): void
}

function openClient(
  { changes, clock }: Backend,
  response: ServerResponse,
  { tenant, store }: TerminalPrincipal,
  ended: () => void,
): Client {
  const feeds = new Set(pulledSchema.options.map((collection) => feedOf(collection, store)))
  const send = (text: string): void => {
    if (response.writableLength > UNREAD_BYTES_LIMIT) response.destroy()
    else response.write(text)
  }
  const unsubscribe = changes.subscribe((moved) => {
    if (moved.tenant !== tenant || !feeds.has(moved.feed)) return
    send(`event: poke\ndata: ${JSON.stringify([moved.feed])}\n\n`)
  })
  const beat = (): void => {
    send(': heartbeat\n\n')
    stopHeart = clock.after(HEARTBEAT_MS, beat)
  }
  let stopHeart = clock.after(HEARTBEAT_MS, beat)
  response.once('close', () => {
    stopHeart()
    unsubscribe()
    ended()
  })
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    // Proxies that gather answers would hold every poke back.
    'x-accel-buffering': 'no',
  })
  send(': open\n\n')
  return { end: () => void response.end() }
}
