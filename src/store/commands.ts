/** What commands were answered, so that one asked again after a crash is not done again. */
import type { Commands } from '../ports/store.ts'
import type { Connection } from './connection.ts'

/** A screen repeats its last command, not one of hours ago: older answers are forgotten. */
export const COMMANDS_LIMIT = 5000

export function createCommands(connection: Connection): Commands {
  const answer = connection
    .prepare<[string], string>('SELECT answer FROM command WHERE id = ?')
    .pluck()
  const remember = connection.prepare<[string, string, number]>(
    'INSERT INTO command (id, answer, at) VALUES (?, ?, ?)',
  )
  const forget = connection.prepare<[number]>('DELETE FROM command WHERE number <= ?')
  return {
    answer: (id) => answer.get(id),
    remember(id, text, at) {
      const { lastInsertRowid } = remember.run(id, text, at)
      forget.run(Number(lastInsertRowid) - COMMANDS_LIMIT)
    },
  }
}
