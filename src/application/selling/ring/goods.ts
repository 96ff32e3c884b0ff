/** What is rung up, and what is known of it beside the catalogue. */
import type { Marks } from '../../../domain/barcode/scan.ts'
import type { Result } from '../../../domain/failure.ts'
import type { Quantity } from '../../../domain/quantity.ts'
import type { Draft, Line } from '../../../domain/selling/draft.ts'
import type { LineDetail } from '../../../domain/selling/line-detail.ts'
import type { Answers, Need } from '../../../domain/selling/needs.ts'
import type { Sellable } from '../../../ports/catalogue.ts'
import type { TillAuthority } from '../../authority.ts'
import type { Core } from '../../core.ts'

export interface Goods {
  readonly sellable: Sellable
  /** How many of what was scanned, as typed; null where nothing was. */
  readonly count: Quantity | null
  readonly marks: Marks
  readonly answers: Answers
}

export interface Ringing extends Goods {
  readonly core: Core
  /** The cart that it joins. */
  readonly draft: Draft
}

/** A line with what stands below it, and who vouched for it. */
export interface Rung {
  readonly line: Line
  readonly company: readonly Line[]
  readonly authority: TillAuthority
}

/** One thing that goods say of themselves or are asked for. */
export interface Known {
  readonly detail: LineDetail
  readonly needs: readonly Need[]
}

export const NOTHING: Known = { detail: {}, needs: [] }

export type Finding = Result<Known>
