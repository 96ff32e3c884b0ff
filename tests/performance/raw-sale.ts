/**
 * Writes the rows of one real sale again and again, by prepared statements in one raw transaction.
 */
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { HASH_DOMAIN, SIGNATURE_DOMAIN } from '../../src/domain/journal/entry.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import type { Connection } from '../../src/store/connection.ts'

type Row = Record<string, string | number | null>

/** The tables that a sale writes to, and how its rows are found in them. */
const TABLES: readonly (readonly [table: string, where: string])[] = [
  ['journal', 'id = (SELECT entry FROM sale LIMIT 1)'],
  ['sale', 'true'],
  ['sale_line', 'true'],
  ['sale_tender', 'true'],
  ['movement', 'true'],
  ['till_cash', 'sale IS NOT NULL'],
  ['print_job', 'true'],
  ['command', 'true'],
]

export interface ReplayOptions {
  /** The database in which exactly one sale was made. */
  readonly from: string
  readonly into: Connection
  readonly secrets: Secrets
  readonly newId: () => string
}

/**
 * Answers what writes the sale once more under new ids: the same rows, hash and signature made
 * anew.
 */
export function replayOf(options: ReplayOptions): () => void {
  const { into, secrets } = options
  const source = new Database(options.from, { readonly: true })
  const sold = TABLES.map(([table, where]) => ({
    insert: into.prepare(insertInto(into, table)),
    rows: source.prepare<[], Row>(`SELECT * FROM ${table} WHERE ${where}`).all(),
    table,
  }))
  source.close()
  const { seq, sequence } = startOf(into)
  const raise = into.prepare('UPDATE rx_sequence SET last = last + 1')
  const add = into.prepare(
    `INSERT INTO perpetual (currency, sales, turnover) VALUES ('EUR', 1, 1935)
     ON CONFLICT (currency) DO UPDATE SET sales = sales + 1, turnover = turnover + 1935`,
  )
  const epoch = into.prepare<[], { ordinal: number; id: string }>('SELECT * FROM epoch').get()!
  const forget = into.prepare('DELETE FROM draft')
  let count = 0
  const write = into.transaction(() => {
    count += 1
    const ids = new Map<string, string>()
    raise.run()
    for (const { table, insert, rows } of sold) {
      for (const row of rows) {
        const fresh = renamed(row, table, ids, options.newId)
        if (table === 'journal') {
          Object.assign(fresh, sealed(String(row['canonical']), secrets))
          Object.assign(fresh, { epoch_id: epoch.id, seq: seq + count, rx_seq: sequence + count })
        }
        if (table === 'sale') Object.assign(fresh, { number: count, receipt: `B1-1-${count}` })
        insert.run(fresh)
      }
    }
    add.run()
    forget.run()
  })
  return () => write.immediate()
}

function startOf(connection: Connection): { seq: number; sequence: number } {
  const one = (sql: string): number => connection.prepare<[], number>(sql).pluck().get() ?? 0
  return {
    seq: one('SELECT max(seq) FROM journal'),
    sequence: one('SELECT last FROM rx_sequence'),
  }
}

function insertInto(connection: Connection, table: string): string {
  const columns = connection
    .prepare<[string], { name: string; hidden: number; pk: number; type: string }>(
      'SELECT name, hidden, pk, type FROM pragma_table_xinfo(?)',
    )
    .all(table)
    .filter(({ hidden, pk, type }) => hidden === 0 && !(pk === 1 && type === 'INTEGER'))
    .map(({ name }) => name)
  return `INSERT INTO ${table} (${columns.join(', ')})
          VALUES (${columns.map((name) => `@${name}`).join(', ')})`
}

/** The row under new ids: those of the sale, of its entry and of what belongs to them. */
function renamed(row: Row, table: string, ids: Map<string, string>, newId: () => string): Row {
  const fresh = { ...row }
  for (const name of ['id', 'sale', 'entry']) {
    const value = row[name]
    if (typeof value !== 'string' || (table === 'sale_line' && name === 'id')) continue
    if (!ids.has(value)) ids.set(value, newId())
    fresh[name] = ids.get(value)!
  }
  return fresh
}

function sealed(canonical: string, secrets: Secrets): Row {
  const hash = createHash('sha256').update(HASH_DOMAIN).update(canonical).digest('hex')
  const signed = Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(hash, 'hex')])
  return { hash, signature: Buffer.from(secrets.sign(signed)).toString('base64') }
}
