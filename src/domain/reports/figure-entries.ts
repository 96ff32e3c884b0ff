/**
 * What of an entry stands behind figures that are not of sales: whose drawer differed and by how
 * much, who vouched for what, who was refused. Figures and lists of entries have this one
 * definition.
 */
import type { Entry } from '../journal/facts.ts'
import type { Extent, Permission } from '../permission.ts'
import { approvalKey, tenderKey, type FigurePart } from './figure.ts'

export interface FigureEntry {
  readonly part: FigurePart
  readonly key: string
  /** Who did it, or wanted to; and whoever vouched for it, or tried to. */
  readonly person: string | null
  readonly approver: string | null
  /** What was allowed or refused, how much of it, and why not. */
  readonly permission: Permission | null
  readonly extent: Extent | null
  readonly reason: string | null
  /** Counted less expected, minor units of the currency. */
  readonly difference: number | null
  readonly currency: string | null
  readonly session: string | null
  /** Number of the session's Z. */
  readonly z: number | null
}

const NOTHING: Omit<FigureEntry, 'part' | 'key' | 'person'> = {
  ...{ approver: null, permission: null, extent: null, reason: null },
  ...{ difference: null, currency: null, session: null, z: null },
}

export function figureEntriesOf(entry: Entry): FigureEntry[] {
  const { actor: person, approver } = entry
  switch (entry.kind) {
    case 'act-approved': {
      const { permission, extent } = entry.body
      if (approver === null) return []
      const key = approvalKey(approver, permission)
      return [{ ...NOTHING, part: 'approval', key, person, approver, permission, extent }]
    }
    case 'act-refused': {
      const { permission } = entry.body
      const key = approvalKey(person ?? '', permission)
      return [{ ...NOTHING, part: 'refusal', key, person, permission }]
    }
    case 'approval-refused': {
      const { permission, staff, reason } = entry.body
      const key = approvalKey(staff, permission)
      return [{ ...NOTHING, part: 'refusal', key, person, approver: staff, permission, reason }]
    }
    case 'sign-in-refused': {
      const { staff, reason } = entry.body
      return [{ ...NOTHING, part: 'refusal', key: approvalKey(staff, ''), person: staff, reason }]
    }
    case 'session-closed':
      return closedSession(entry)
    default:
      return []
  }
}

interface Counted {
  readonly kind: string
  readonly currency: string
  readonly name: string
  readonly difference: number
}

/** It is the session of whoever opened it, whoever counted and whoever reviewed it. */
function closedSession({ body, actor }: Entry<'session-closed'>): FigureEntry[] {
  const { session, currency, difference, z, reason = null } = body
  const person = z?.report.openedBy ?? actor
  const told = { ...NOTHING, person, session, reason, z: z?.number ?? null }
  const own = difference > 0 ? 'till-over' : difference < 0 ? 'till-short' : 'till-even'
  const others: readonly Counted[] = [
    ...(body.foreign ?? []).map((each) => ({ ...each, kind: 'foreign-cash', name: '' })),
    ...(body.tenders ?? []).map(({ name = '', ...each }) => ({ ...each, name, currency })),
  ]
  return [
    { ...told, part: own, key: person ?? '', difference, currency },
    ...others
      .filter((each) => each.difference !== 0)
      .map((each) => ({
        ...{ ...told, difference: each.difference, currency: each.currency },
        part: each.difference > 0 ? ('tender-over' as const) : ('tender-short' as const),
        key: tenderKey({ person: person ?? '', ...each }),
      })),
  ]
}
