/** What the parts of a report and their rows are called. */
import type { ReportRow } from '../../src/domain/reports/dashboard.ts'
import { readApprovalKey, readTaxKey, type FigurePart } from '../../src/domain/reports/figure.ts'
import { ownRefusalSchema, refundTroubleSchema } from '../../src/domain/returns/provider-refund.ts'
import type { Format } from '../format/format.ts'
import { messageKey, type Say } from '../language/language.tsx'

/** Rows of these are people. */
const PEOPLE: ReadonlySet<FigurePart> = new Set<FigurePart>([
  ...(['person', 'discount', 'price-change', 'approval'] as const),
  ...(['till-over', 'till-short', 'till-even'] as const),
])

type Named = Pick<ReportRow, 'key' | 'name'>

export function rowName(say: Say, format: Format, part: FigurePart, row: Named): string {
  const { key, name } = row
  if (key === null) return say('reports.others')
  switch (part) {
    case 'hour':
      return `${key}:00`
    case 'tax': {
      const tax = readTaxKey(key)
      return `${tax.name} ${format.rate(tax.rate)}`
    }
    case 'tender':
      return worded(say, `tender.${key}`, key)
    case 'return':
      return worded(say, `return-reason.${key}`, key)
    case 'stock-lost':
    case 'stock-found':
      return worded(say, `stock-work.reason.${key}`, key)
    case 'channel':
      return worded(say, `channel.${key}`, key)
    case 'approval': {
      const { permission } = readApprovalKey(key)
      const act = worded(say, `permission.${permission}`, permission)
      return `${name ?? say('reports.nobody')} · ${act}`
    }
    default:
      return name ?? unnamed(say, part)
  }
}

function unnamed(say: Say, part: FigurePart): string {
  if (part === 'product') return say('reports.no-product')
  if (part === 'department') return say('reports.no-department')
  return say(PEOPLE.has(part) ? 'reports.nobody' : 'reports.unnamed')
}

/** A kind of a later version is called as it calls itself. */
function worded(say: Say, key: string, otherwise: string): string {
  const known = messageKey(key)
  return known ? say(known) : otherwise
}

const REFUSALS = [...ownRefusalSchema.options, ...refundTroubleSchema.options] as const

/** Why a refund is not done; the provider's own code where it is none of ours. */
export function refusalText(say: Say, reason: string | null): string | null {
  const known = REFUSALS.find((each) => each === reason)
  return known ? say(`refunds.reason.${known}`) : reason
}
