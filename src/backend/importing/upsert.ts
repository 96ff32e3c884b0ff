/** Writes many rows of one table at once: new ones in, known ones as they now are. */
import { sql, type Insertable } from 'kysely'
import type { Transaction } from '../backend.ts'
import type { Database } from '../database/schema.ts'

const ROWS_AT_ONCE = 1000

/** `key` are the columns of the primary key. The rows travel as one JSON text per statement. */
export async function upsert<Table extends keyof Database>(
  transaction: Transaction,
  table: Table,
  key: readonly (keyof Database[Table] & string)[],
  rows: readonly Insertable<Database[Table]>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const list = sql.join(columns.map((column) => sql.ref(column)))
  const keyColumns: readonly string[] = key
  const updates = columns
    .filter((column) => !keyColumns.includes(column))
    .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`)
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const json = JSON.stringify(rows.slice(start, start + ROWS_AT_ONCE))
    await sql`
      insert into ${sql.table(table)} (${list})
      select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)
      on conflict (${sql.join(key.map((column) => sql.ref(column)))})
      do update set ${sql.join(updates)}
    `.execute(transaction)
  }
}
