/**
 * The ground that a counter writes on: which database server, and which of its timelines. A server
 * that was put back to a point in time, or took over from another, goes on in another timeline; a
 * dump that was read into a new one has another identifier. Either may lack what was written last.
 */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

/** The function is not there, or not for this user: a server that cannot be asked. */
const CANNOT_BE_ASKED: ReadonlySet<unknown> = new Set(['42883', '42501', '0A000'])

/**
 * Undefined where the server does not tell; to be asked outside of transactions, which that would
 * end. Source: PostgreSQL, "Control Data Functions"; the first eight digits of the name of the file
 * that is being written are the timeline.
 */
export async function groundOf(database: Reading): Promise<string | undefined> {
  try {
    const { rows } = await sql<{ ground: string }>`
      select system_identifier::text || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
        as ground
      from pg_control_system()
    `.execute(database)
    return rows[0]?.ground
  } catch (error) {
    if (error instanceof Error && 'code' in error && CANNOT_BE_ASKED.has(error.code)) {
      return undefined
    }
    throw error
  }
}
