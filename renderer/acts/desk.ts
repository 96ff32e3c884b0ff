/** What every act needs: the core, the state that it changes, and a way to be heard. */
import { v7 as newId } from 'uuid'
import type { Connection } from '../connection/connection.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Approval } from '../../src/contract/terminal/commands.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Tones } from '../sound/tones.ts'
import { askedFor } from '../state/approval.ts'
import type { Store } from '../state/store.ts'

export interface Desk {
  readonly connection: Connection
  readonly store: Store
  readonly tones: Tones
  /** Runs acts on the cart one after another, in the order in which the person did them. */
  readonly inTurn: Turn
  /** The word of a second person that the act goes with. */
  readonly approval?: Approval
  /** Does the act again with such a word. */
  readonly again?: (approval: Approval) => Promise<unknown>
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

/** What a command carries of its own: an id, and the word of a second person where one gave it. */
export interface Own {
  readonly command: string
  readonly approval?: Approval
}

/**
 * Asks with a command id of its own, made once and kept over every repetition. Where a second
 * person has to approve, they are asked for; where one did, the answer ends the question.
 */
export async function command<Value>(
  desk: Desk,
  act: (client: TerminalClient, own: Own) => Promise<Value>,
): Promise<Answer<Value>> {
  const { approval } = desk
  const own = { command: newId(), ...(approval && { approval }) }
  const answer = await desk.connection.ask((client) => act(client, own))
  followApproval(desk, answer)
  return answer
}

/** An act that policy may guard: it can be done again with the word of a second person. */
export function guarded<Value>(desk: Desk, act: (desk: Desk) => Promise<Value>): Promise<Value> {
  const again = (approval: Approval): Promise<Value> => act({ ...desk, approval, again })
  return act({ ...desk, again })
}

function followApproval(desk: Desk, answer: Answer<unknown>): void {
  const { store, approval, again } = desk
  if (approval) {
    if (answer.ok) store.change({ kind: 'approval', approval: null })
    else store.change({ kind: 'approval-failed', trouble: answer.trouble })
  } else if (!answer.ok && again && answer.trouble.code === 'approval-needed') {
    store.change({ kind: 'approval', approval: askedFor(answer.trouble, again) })
  }
}

/**
 * Ends the step that the person is at now, once its act has succeeded: the draft is often told
 * before that, and the same form may have been opened anew meanwhile.
 */
export function endOfStep({ store }: Desk): () => void {
  const { step } = store.state()
  return () => store.change({ kind: 'step-over', step })
}

/** The same for the panel that is open now. */
export function endOfPanel({ store }: Desk): () => void {
  const { panel } = store.state()
  return () => store.change({ kind: 'panel-over', panel })
}

/** Shows what went wrong in its place; answers the value where nothing did. */
export function shown<Value>(desk: Desk, answer: Answer<Value>): Value | undefined {
  if (answer.ok) return answer.value
  desk.tones.play('blocked')
  // Whoever is asked to approve is told beside their PIN.
  const { approval } = desk.store.state()
  if (!approval) desk.store.change({ kind: 'trouble', trouble: answer.trouble })
  return undefined
}
