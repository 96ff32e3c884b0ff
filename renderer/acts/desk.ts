/** What every act needs: the core, the state that it changes, and a way to be heard. */
import { v7 as newId } from 'uuid'
import type { Connection } from '../connection/connection.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Tones } from '../sound/tones.ts'
import type { Store } from '../state/store.ts'

export interface Desk {
  readonly connection: Connection
  readonly store: Store
  readonly tones: Tones
  /** Runs acts on the cart one after another, in the order in which the person did them. */
  readonly inTurn: Turn
}

export type Turn = <Value>(act: () => Promise<Value>) => Promise<Value>

export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const mine = last.then(act)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** Asks with a command id of its own, made once and kept over every repetition. */
export function command<Value>(
  desk: Desk,
  act: (client: TerminalClient, command: string) => Promise<Value>,
): Promise<Answer<Value>> {
  const id = newId()
  return desk.connection.ask((client) => act(client, id))
}

/** Shows what went wrong in its place; answers the value where nothing did. */
export function shown<Value>(desk: Desk, answer: Answer<Value>): Value | undefined {
  if (answer.ok) return answer.value
  desk.tones.play('blocked')
  desk.store.change({ kind: 'trouble', trouble: answer.trouble })
  return undefined
}
