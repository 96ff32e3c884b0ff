/** What the parts of a report and their rows are called. */
import type { ReportRow } from '../../src/domain/reports/dashboard.ts'
import type { FigureEntryView } from '../../src/contract/figure-entries.ts'
import {
  readApprovalKey,
  readTaxKey,
  readTenderKey,
  type FigurePart,
} from '../../src/domain/reports/figure.ts'
import { ownRefusalSchema, refundTroubleSchema } from '../../src/domain/returns/provider-refund.ts'
import type { Format } from '../format/format.ts'
import { messageKey, type Say } from '../language/language.tsx'

/** Rows of these are people. */
const PEOPLE: ReadonlySet<FigurePart> = new Set<FigurePart>([
  ...(['person', 'discount', 'price-change', 'approval'] as const),
  ...(['till-over', 'till-short', 'till-even'] as const),
  ...(['tender-over', 'tender-short', 'refusal'] as const),
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
    case 'approval':
    case 'refusal': {
      const { permission } = readApprovalKey(key)
      return `${name ?? say('reports.nobody')} · ${permissionText(say, permission)}`
    }
    case 'tender-over':
    case 'tender-short':
      return `${name ?? say('reports.nobody')} · ${countedText(say, key)}`
    default:
      return name ?? unnamed(say, part)
  }
}

/** What was counted beside the store's own cash. */
function countedText(say: Say, key: string): string {
  const { kind, currency, name } = readTenderKey(key)
  if (kind === 'foreign-cash') return `${say('tenders.foreign-cash')} ${currency}`
  return name === '' ? worded(say, `tender.${kind}`, kind) : name
}

/** In which currency the money of a row is; undefined where it is the store's own. */
export function currencyOf(part: FigurePart, key: string | null): string | undefined {
  if (key === null || (part !== 'tender-over' && part !== 'tender-short')) return undefined
  return readTenderKey(key).currency
}

/** None is that of signing in. */
function permissionText(say: Say, permission: string): string {
  return permission === ''
    ? say('reports.entry.sign-in')
    : worded(say, `permission.${permission}`, permission)
}

export function actText(say: Say, { permission }: Pick<FigureEntryView, 'permission'>): string {
  return permissionText(say, permission ?? '')
}

/** How far it went. */
export function extentText(format: Format, { extent }: Pick<FigureEntryView, 'extent'>): string {
  const { percent, amount, count } = extent ?? {}
  const parts = [
    amount === undefined ? '' : format.money(amount),
    percent === undefined ? '' : format.rate(percent),
    count === undefined ? '' : format.count(count),
  ]
  return parts.filter((text) => text !== '').join(' · ')
}

/** As the screens say it; what a person wrote as they wrote it. */
export function reasonText(say: Say, { reason }: Pick<FigureEntryView, 'reason'>): string | null {
  return reason === null ? null : worded(say, `refused.${reason}`, reason)
}

/** A difference in its own currency. */
export function entryMoney(
  format: Format,
  { difference, currency }: Pick<FigureEntryView, 'difference' | 'currency'>,
): string | null {
  if (difference === null) return null
  return (currency === null ? format : format.in(currency)).money(difference)
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
