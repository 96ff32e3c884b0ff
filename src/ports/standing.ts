/**
 * What the terminal knows of its own history and clock, and of its word at the backend; signs for
 * people.
 */
import type { ClockReading } from '../domain/till/clock.ts'

/** Entries that are missing here: of one epoch, both ends inclusive; `to` is null where unknown. */
export interface Missing {
  readonly epoch: number
  readonly from: number
  readonly to: number | null
}

/** The database was damaged, and what could be had of it was put together again. */
export interface Recovery {
  readonly at: number
  /** What neither the damaged file nor a backup held, and the backend has not shown to hold. */
  readonly missing: readonly Missing[]
}

/** What the backend says of this terminal's entries. */
export interface DeliverySigns {
  /** Entries that the backend keeps without applying them. */
  readonly parked: number
  /** Two machines write under this name; true until a person enrols one of them anew. */
  readonly forked: boolean
}

export interface Standing {
  delivery(): DeliverySigns
  recovery(): Recovery | undefined
  /** The last reading of this clock against the backend's; undefined before there was one. */
  clock(): ClockReading | undefined
}
