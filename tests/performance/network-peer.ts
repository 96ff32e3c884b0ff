/**
 * A backend that is good or bad as it is told, in a process of its own so that its work is not
 * counted as the terminal's. Says its port, then takes the name of a road by message and echoes it.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { IMPOSTORS } from '../sync/faults.ts'

/** How the peer answers; what is not good, slow or cut is an impostor's. */
export type PeerRoad =
  | ('good' | 'slow' | 'cut')
  | ('refuse' | 'half-open' | 'portal' | 'error-page' | 'garbage')

const SLOW_MS = 250

let road: PeerRoad = 'good'
const streams = new Set<ServerResponse>()

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://peer')
  const text = Buffer.concat(await request.toArray()).toString()
  const impostor = IMPOSTORS[road]
  if (impostor) return impostor(request, response)
  if (road === 'slow') await sleep(SLOW_MS)
  if (pathname === '/sync/events') {
    streams.add(response)
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n')
    return
  }
  const json = JSON.stringify(answerTo(pathname, searchParams, text))
  response.writeHead(200, { 'content-type': 'application/json' })
  if (road !== 'cut') return void response.end(json)
  response.write(json.slice(0, 5), () => response.destroy())
}

function answerTo(path: string, query: URLSearchParams, text: string): unknown {
  if (path === '/sync/push') {
    const { entries } = JSON.parse(text) as { entries: unknown[] }
    return { answers: entries.map(() => 'applied') }
  }
  if (path === '/sync/heads') {
    const { own } = JSON.parse(text) as { own: unknown[] }
    return { heads: own, parked: 0, forked: false, holes: [], ends: [] }
  }
  const collection = query.get('collection') ?? ''
  const checkpoint = { feed: collection, generation: '01900000-0000-7000-8000-000000000001', n: 0 }
  return { documents: [], checkpoint }
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.on('message', (name) => {
  road = name as PeerRoad
  for (const stream of streams) stream.destroy()
  streams.clear()
  process.send?.(road)
})
process.on('disconnect', () => process.exit(0))
