/** Who is signed in, and how often a PIN was wrong in a row; both survive a restart. */
import type { SignIns } from '../ports/store.ts'
import type { Connection } from './connection.ts'

export function createSignIns(connection: Connection): SignIns {
  const current = connection.prepare<[], { staff: string; at: number }>(
    'SELECT staff, at FROM signed_in',
  )
  const set = connection.prepare<[string, number]>(
    `INSERT INTO signed_in (only, staff, at) VALUES (1, ?, ?)
     ON CONFLICT (only) DO UPDATE SET staff = excluded.staff, at = excluded.at`,
  )
  const clear = connection.prepare<[]>('DELETE FROM signed_in')
  const refusals = connection.prepare<[string], { count: number; lastAt: number }>(
    'SELECT count, last_at AS lastAt FROM sign_in_refusal WHERE staff = ?',
  )
  const refuse = connection.prepare<[string, number]>(
    `INSERT INTO sign_in_refusal (staff, count, last_at) VALUES (?, 1, ?)
     ON CONFLICT (staff) DO UPDATE SET count = count + 1, last_at = excluded.last_at`,
  )
  const forgive = connection.prepare<[string]>('DELETE FROM sign_in_refusal WHERE staff = ?')
  return {
    current: () => current.get(),
    set: (staff, at) => void (staff === undefined ? clear.run() : set.run(staff, at)),
    refusals: (staff) => refusals.get(staff) ?? { count: 0, lastAt: 0 },
    refused: (staff, at) => void refuse.run(staff, at),
    forgive: (staff) => void forgive.run(staff),
  }
}
