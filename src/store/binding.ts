/**
 * On which machine and in which file the database lives. A file that was copied knows another
 * place: what it goes on with could be gone on with elsewhere too.
 */
import { statSync } from 'node:fs'
import { z } from 'zod'
import type { Machine } from '../ports/machine.ts'
import type { Connection } from './connection.ts'

export interface Place {
  readonly machine: string
  readonly cards: readonly string[]
  readonly inode: string
}

const cardsSchema = z.array(z.string())

/** Where the file lies now. */
export function placeOf(file: string, machine: Machine): Place {
  const { id, cards } = machine.identity()
  return { machine: id, cards, inode: String(statSync(file, { bigint: true }).ino) }
}

export function readBinding(connection: Connection): Place | undefined {
  const row = connection
    .prepare<[], { machine: string; cards: string; inode: string }>(
      'SELECT machine, cards, inode FROM binding',
    )
    .get()
  return row && { ...row, cards: cardsSchema.parse(JSON.parse(row.cards)) }
}

export function writeBinding(connection: Connection, { cards, ...place }: Place): void {
  connection
    .prepare<[{ machine: string; cards: string; inode: string }]>(
      `INSERT INTO binding (only, machine, cards, inode) VALUES (1, @machine, @cards, @inode)
       ON CONFLICT (only) DO UPDATE
       SET machine = excluded.machine, cards = excluded.cards, inode = excluded.inode`,
    )
    .run({ ...place, cards: JSON.stringify(cards) })
}

/** A card may be added or replaced; a machine of which none is left is another one. */
export function isCopy(kept: Place, found: Place): boolean {
  if (kept.machine !== found.machine || kept.inode !== found.inode) return true
  if (kept.cards.length === 0 || found.cards.length === 0) return false
  return !kept.cards.some((card) => found.cards.includes(card))
}

export function isSamePlace(kept: Place, found: Place): boolean {
  return !isCopy(kept, found) && JSON.stringify(kept.cards) === JSON.stringify(found.cards)
}
