/** What must stay small, whatever happens: the write-ahead log, and the calls under way. */
import { statSync } from 'node:fs'
import type { World } from '../world.ts'
import type { Sight } from './sight.ts'

const WAL_BYTES_MOST = 64 * 1024 * 1024
/** A push, the heads, a pull of each collection, and the stream of pokes. */
const CALLS_MOST = 8

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
