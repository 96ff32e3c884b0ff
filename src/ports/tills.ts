/** Till sessions: open, counted, closed; what their drawers should hold, and their Zs. */
import type { Entry } from '../domain/journal/facts.ts'
import type { Minor } from '../domain/money.ts'
import type { CashMoveKind } from '../domain/till/cash-move.ts'
import type { SessionFigures } from '../domain/till/figures.ts'
import type { ElsewhereWord, ZCorrection } from '../domain/till/news.ts'
import type { ZReport } from '../domain/till/report.ts'

export interface TillSession {
  readonly id: string
  readonly openedAt: number
  readonly openedBy: string
  /** The person who alone sells from its drawer; null where everybody does. */
  readonly holder: string | null
  /** All its entries have it, whatever the clock says. */
  readonly businessDate: string
  readonly currency: string
  readonly float: Minor
  /** Id of the entry that opened it. */
  readonly entry: string
  /** When a person last said its business date, by this terminal's clock; null where nobody did. */
  readonly daySaidAt: number | null
}

export interface SessionSum {
  readonly figures: SessionFigures
  /** Where the entry stands that opened it. */
  readonly first: Pick<Entry, 'epoch' | 'seq'>
  /** Its last entry in each of its epochs, in their order. */
  readonly ends: readonly Pick<Entry, 'epoch' | 'seq'>[]
}

export interface TillCount {
  readonly session: string
  readonly number: number
  readonly entry: string
  readonly at: number
  readonly by: string
}

/** A session whose drawer was taken away to be counted: it sells no more. */
export interface CountingSession extends TillSession {
  readonly countingAt: number
  readonly countingBy: string
}

/** A session whose drawer was counted, and which has no Z yet. */
export interface CountedSession extends TillSession {
  readonly countedAt: number
  readonly countedBy: string
}

export interface Tills {
  /** Those that wait for somebody to review them, oldest first. */
  waiting(): readonly CountedSession[]
  /** Those whose count was begun and is still open, oldest first. */
  counting(): readonly CountingSession[]
  /** The newest session, whatever became of it, and when its sales ended. */
  latest(): (TillSession & { readonly endedAt: number | null }) | undefined
  /** In the transaction that appended its entry; throws where no such session is open. */
  beginCount(session: string, at: number, by: string): void
  /** In the transaction that appended its entry: the first one ends the session's sales. */
  count(count: TillCount): void
  /** For a session that was closed in one step, of before counts had entries of their own. */
  markCounted(session: string, at: number, by: string): void
  /** All counts of a session, in their order. */
  counts(session: string): readonly Entry<'session-counted'>[]
  /** The open session that a person sells in: of their own drawer, or the shared one. */
  current(person?: string | null): TillSession | undefined
  /** All that are open, oldest first. */
  underWay(): readonly TillSession[]
  open(session: TillSession): void
  /** In the transaction that appended its entry: a person said that it goes on in its day. */
  sayDay(session: string, at: number): void
  /**
   * Cash that the drawer should hold: float + cash tenders − change, and whatever else moved it.
   */
  expectedCash(session: string): Minor
  /** The same for each other currency that was taken, in minor units of its own. */
  expectedForeign(session: string): ReadonlyMap<string, Minor>
  /** In the transaction that appended its entry: cash moved without a sale. */
  moveCash(move: CashMove): void
  /** What moved in a session without a sale, newest first. */
  moves(session: string, most: number): readonly CashMove[]
  countMoves(session: string): number
  /** What a person moved in these ways in a session, in the money of its store. */
  movedBy(session: TillSession, person: string, kinds: readonly CashMoveKind[]): Minor
  /** What stock that a person adjusted since an entry was worth, as far as that was known. */
  adjustedBy(person: string, entry: string): Minor
  /** What a person put on gift cards since an entry, in sales that are done. */
  cardsSoldBy(person: string, entry: string): Minor
  /**
   * What the entries of a session come to, those of the transaction under way too. It is kept as
   * they are appended: only what came after that is read. Throws where its opening entry is gone.
   */
  sum(session: TillSession): SessionSum
  /**
   * The number that the next Z gets, from 1 and gap-free in the terminal's life; and which one it
   * follows, where only the backend has that.
   */
  nextZ(): Omit<ZReport, 'report'>
  /** What the backend told of a session that its Z does not contain, by number. */
  corrections(session: string): readonly ZCorrection[]
  /** Who closed a session from elsewhere, as the backend told; undefined where nobody did. */
  elsewhere(session: string): ElsewhereWord | undefined
  /** The newest sessions that have a Z, newest first. */
  zs(most: number): readonly RecordedZ[]
  z(session: string): RecordedZ | undefined
  /** Throws where no such session is counted and waits. */
  close(session: string, closing: TillClosing): void
}

export interface CashMove {
  readonly id: string
  readonly session: string
  /** Id of its entry. */
  readonly entry: string
  readonly kind: CashMoveKind
  readonly currency: string
  /** Above zero, in minor units of the currency. */
  readonly amount: Minor
  readonly reason: string
  readonly at: number
  readonly actor: string | null
}

export interface TillClosing {
  readonly closedAt: number
  readonly closedBy: string
  readonly expected: Minor
  readonly counted: Minor
  /** Id of the entry that closes it. */
  readonly entry: string
  /** Null only where a session of before any Z is done again. */
  readonly z: number | null
}

/** A closed session as its entry has it. */
export interface RecordedZ {
  readonly entry: Entry<'session-closed'>
  readonly hash: string
  /** How many times it was printed again. */
  readonly copies: number
  /** Its journal entry is not here: the backend told it. */
  readonly isTold: boolean
}
