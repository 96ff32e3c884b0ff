/**
 * Checks a journal by what the file alone holds: every hash, every link, every signature with the
 * key that the epoch named, and the perpetual totals against the fold of all sales.
 */
import './node-guard.ts'
import Database from 'better-sqlite3'
import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { NO_PREVIOUS_HASH, SIGNATURE_DOMAIN, type Head } from '../domain/journal/entry.ts'
import { entrySchema, type Entry } from '../domain/journal/facts.ts'
import { hashOf } from './seal.ts'

export interface Verification {
  readonly entries: number
  readonly sales: number
  /** The last good entry of each epoch, in their order. */
  readonly heads: readonly Head[]
  /** The first thing that is wrong; undefined where nothing is. */
  readonly broken:
    | { readonly epoch: number; readonly seq: number; readonly reason: string }
    | undefined
}

interface JournalRow {
  readonly epoch_ordinal: number
  readonly epoch_id: string
  readonly seq: number
  readonly canonical: string
  readonly hash: string
  readonly signature: string
}

/** What is carried from entry to entry. */
interface Walk {
  head: Head | undefined
  key: KeyObject | undefined
  sales: number
  readonly turnover: Map<string, number>
}

/**
 * Reads the file and changes nothing; it may be open elsewhere. Throws where it is no database at
 * all.
 */
export function verifyJournal(file: string): Verification {
  const connection = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const walk: Walk = { head: undefined, key: undefined, sales: 0, turnover: new Map() }
    const heads: Head[] = []
    let entries = 0
    const rows = connection
      .prepare<[], JournalRow>('SELECT * FROM journal ORDER BY epoch_ordinal, seq')
      .iterate()
    for (const row of rows) {
      if (walk.head && row.epoch_id !== walk.head.epoch.id) heads.push(walk.head)
      const reason = step(walk, row)
      if (reason !== undefined) {
        const broken = { epoch: row.epoch_ordinal, seq: row.seq, reason }
        return { entries, sales: walk.sales, heads, broken }
      }
      entries += 1
    }
    if (walk.head) heads.push(walk.head)
    return { entries, sales: walk.sales, heads, broken: totalsDiffer(connection, walk) }
  } finally {
    connection.close()
  }
}

/** Takes the walk one entry on; answers what is wrong with the entry, or undefined. */
function step(walk: Walk, row: JournalRow): string | undefined {
  const epoch = { ordinal: row.epoch_ordinal, id: row.epoch_id }
  const follows = walk.head?.epoch.id === epoch.id ? walk.head : undefined
  if (row.seq !== (follows?.seq ?? 0) + 1) return 'a number is missing before it'
  if (hashOf(row.canonical) !== row.hash) return 'its content does not have its hash'
  const read = entrySchema.safeParse(JSON.parse(row.canonical))
  if (!read.success) return 'its content is not an entry'
  const entry: Entry = read.data
  if (entry.seq !== row.seq || entry.epoch.id !== epoch.id) return 'it stands in the wrong place'
  if (entry.prevHash !== (follows?.hash ?? NO_PREVIOUS_HASH))
    return 'it does not follow the one before'
  if (entry.kind === 'epoch-opened') walk.key = keyOf(entry.body.publicKey)
  if (!walk.key || !signatureIsRight(walk.key, row)) return 'its signature is wrong'
  if (entry.kind === 'sale-completed') {
    const { currency, total } = entry.body
    walk.sales += 1
    walk.turnover.set(currency, (walk.turnover.get(currency) ?? 0) + total)
  }
  walk.head = { epoch, seq: row.seq, hash: row.hash }
  return undefined
}

function keyOf(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
}

function signatureIsRight(key: KeyObject, row: JournalRow): boolean {
  const signed = Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(row.hash, 'hex')])
  return verify(null, signed, key, Buffer.from(row.signature, 'base64'))
}

function totalsDiffer(connection: Database.Database, walk: Walk): Verification['broken'] {
  const kept = connection
    .prepare<[], { currency: string; sales: number; turnover: number }>('SELECT * FROM perpetual')
    .all()
  const sales = kept.reduce((total, each) => total + each.sales, 0)
  const equal =
    sales === walk.sales &&
    kept.length === walk.turnover.size &&
    kept.every(({ currency, turnover }) => walk.turnover.get(currency) === turnover)
  if (equal) return undefined
  const { epoch, seq } = walk.head ?? { epoch: { ordinal: 0 }, seq: 0 }
  return { epoch: epoch.ordinal, seq, reason: 'the perpetual totals are not the sum of the sales' }
}
