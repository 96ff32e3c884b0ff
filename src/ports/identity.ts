/**
 * Who this terminal is. Written once, when it is enrolled, together with the first entry of its
 * journal.
 */
import type { Following } from './epochs.ts'

export interface Identity {
  readonly tenant: string
  readonly store: string
  readonly terminal: string
  /** Short and unique in the tenant: the first part of every receipt number. */
  readonly terminalCode: string
}

export interface Enrolment {
  /** Undefined before enrolment: nothing can be appended to the journal until then. */
  current(): Identity | undefined
  /**
   * Stores the identity, opens epoch 1 and appends its `epoch-opened`; all in one transaction. With
   * `previous`, the furthest entry of the machine that this one replaces, it opens the epoch after
   * that, and its totals go on from what it is told of that one. Throws where the terminal is
   * enrolled already.
   */
  enrol(
    identity: Identity,
    context: Pick<Following, 'previous' | 'told'> & {
      readonly at: number
      readonly businessDate: string
    },
  ): void
}
