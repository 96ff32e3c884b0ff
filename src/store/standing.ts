/** Signs for people: what was lost here, and what the backend says of this terminal's entries. */
import type { Head } from '../domain/journal/entry.ts'
import type { DeliverySigns, Missing, Recovery, Standing } from '../ports/standing.ts'
import type { Connection } from './connection.ts'
import type { KeptClock } from './kept-clock.ts'

/** Keeps that this file was put together again, and what is missing since. */
export function prepareRecovery(connection: Connection): (recovery: Recovery) => void {
  const add = connection.prepare<[number, string]>(
    'INSERT INTO recovery (at, missing) VALUES (?, ?)',
  )
  return ({ at, missing }) => void add.run(at, JSON.stringify(missing))
}

/** Takes from the list of what is missing what the backend turns out to hold. */
export function prepareFinding(connection: Connection): (heads: readonly Head[]) => void {
  const read = connection.prepare<[], { number: number; missing: string }>(
    'SELECT number, missing FROM recovery ORDER BY number DESC LIMIT 1',
  )
  const keep = connection.prepare<[string, number]>(
    'UPDATE recovery SET missing = ? WHERE number = ?',
  )
  return (heads) => {
    const row = read.get()
    if (!row) return
    const missing = (JSON.parse(row.missing) as Missing[]).flatMap((each) => without(each, heads))
    const text = JSON.stringify(missing)
    if (text !== row.missing) keep.run(text, row.number)
  }
}

function without(missing: Missing, heads: readonly Head[]): Missing[] {
  const { epoch, from, to } = missing
  const held = heads.filter((head) => head.epoch.ordinal === epoch).map(({ seq }) => seq)
  const first = Math.max(from, 1 + Math.max(0, ...held))
  return to !== null && first > to ? [] : [{ epoch, from: first, to }]
}

export function createStanding(connection: Connection, clock: KeptClock): Standing {
  const signs = connection.prepare<[], { parked: number; forked: number }>(
    'SELECT parked, forked FROM delivery_sign',
  )
  const recovery = connection.prepare<[], { at: number; missing: string }>(
    'SELECT at, missing FROM recovery ORDER BY number DESC LIMIT 1',
  )
  return {
    delivery(): DeliverySigns {
      const { parked = 0, forked = 0 } = signs.get() ?? {}
      return { parked, forked: forked === 1 }
    },
    recovery(): Recovery | undefined {
      const row = recovery.get()
      return row && { at: row.at, missing: JSON.parse(row.missing) as Missing[] }
    },
    clock: clock.reading,
  }
}
