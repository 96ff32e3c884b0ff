/**
 * One cold look at a session and one cold close, in a process that did nothing else before: what
 * it took in microseconds, as JSON. Its arguments: the folder, and what to do.
 */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { openBenchStore } from './bench-shop.ts'
import { openClosingTill } from './closing-till.ts'

const [, , folder = '', work = ''] = process.argv
const file = join(folder, 'terminal.db')

/** Microseconds; those of the processor leave out what a busy machine does meanwhile. */
export interface Taken {
  readonly wall: number
  readonly processor: number
}

function timed(act: () => void): Taken {
  const used = process.threadCpuUsage()
  const began = process.hrtime.bigint()
  act()
  const wall = Number(process.hrtime.bigint() - began) / 1000
  const { user, system } = process.threadCpuUsage(used)
  return { wall, processor: user + system }
}

/** What nobody can do without: the entries of the session that is under way, read and parsed. */
function readEntries(): void {
  const connection = new Database(file, { readonly: true })
  const read = connection.prepare<[], string>(
    `SELECT canonical FROM journal WHERE id >= (
       SELECT entry FROM till_session WHERE counted_at IS NULL
     ) ORDER BY id`,
  )
  let sales = 0
  for (const text of read.pluck().iterate()) {
    if ((JSON.parse(text) as Entry).kind === 'sale-completed') sales += 1
  }
  if (sales === 0) throw new Error('nothing was sold')
  connection.close()
}

function takeTimes(): Record<string, Taken> {
  if (work === 'entries') return { entries: timed(readEntries) }
  const store = openBenchStore(file, fileSecrets(folder))
  const till = openClosingTill(store)
  if (work === 'x') return { x: timed(till.readX) }
  const [count, review, z] = [timed(till.count), timed(till.review), timed(till.close)]
  return { count, review, z }
}

console.log(JSON.stringify(takeTimes()))
process.exit(0)
