/** What must stay small, whatever happens: the write-ahead log, and the calls under way. */
import { statSync } from 'node:fs'
import { pulledSchema } from '../../../src/contract/backend/sync.ts'
import { CLAIM_WITHIN_MS } from '../../../src/ports/claims.ts'
import { ANSWER_WITHIN_MS } from '../../../src/sync/request.ts'
import type { World } from '../world.ts'
import type { Sight } from './sight.ts'

const WAL_BYTES_MOST = 64 * 1024 * 1024
/**
 * A push, the heads for two reasons, the stream of pokes, and a pull of each collection; what a
 * person waits for, and waited for before: the link gives up later than they do; and a claim that
 * is given back.
 */
export const CALLS_MOST = 5 + pulledSchema.options.length + ANSWER_WITHIN_MS / CLAIM_WITHIN_MS

export function logStaysSmall({ terminal }: Sight): string[] {
  const size = statSync(`${terminal.file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  return size <= WAL_BYTES_MOST ? [] : [`the write-ahead log has ${String(size)} bytes`]
}

export function callsAreFew({ network, terminals }: World): string[] {
  return terminals.flatMap(({ name }) => {
    const calls = network.callsOf(name)
    return calls <= CALLS_MOST ? [] : [`${name} has ${String(calls)} calls under way`]
  })
}
