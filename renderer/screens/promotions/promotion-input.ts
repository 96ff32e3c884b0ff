/** What the fields of a promotion come to, once all of them say something that could be meant. */
import type { PromotionInput } from '../../../src/contract/backend/promotions.ts'
import type { Hours } from '../../../src/domain/pricing/promotion.ts'
import { instantOf } from '../../../src/domain/time.ts'
import type { MessageKey } from '../../language/language.tsx'
import { isOnCart, type HoursForm, type PromotionForm } from './form.ts'
import { ruleOf } from './rule-form.ts'
import { readWhole, whole, type Read } from './typed.ts'

/** What the figures of a form are read by. */
export interface Ways {
  readonly zone: string
  /** Decimals of the currency. */
  readonly exponent: number
  readonly now: number
}

/** Limits of the rule, as the schema of promotions has them. */
const LIMIT_MOST = 1000
const PRIORITY_MOST = 1000

/** What is to be made, or the labels of the fields that do not say it yet. */
export function inputOf(form: PromotionForm, ways: Ways): Read<PromotionInput> {
  const rule = ruleOf(form, ways.exponent)
  const rest = whole({
    name: [form.name.trim() || undefined, 'promotion.name'],
    from: [form.from === '' ? ways.now : instantOf(form.from, ways.zone), 'promotion.from'],
    to: [endOf(form, ways), 'promotion.to'],
    hours: [hoursOf(form.hours), 'promotion.hours'],
    limit: [
      isOnCart(form.kind) || form.limit === '' ? null : readWhole(form.limit, 1, LIMIT_MOST),
      'promotion.limit',
    ],
    priority: [readWhole(form.priority || '0', 0, PRIORITY_MOST), 'promotion.priority'],
  })
  if ('wrong' in rule || 'wrong' in rest) {
    const wrong: readonly MessageKey[] = [
      ...('wrong' in rest ? rest.wrong : []),
      ...('wrong' in rule ? rule.wrong : []),
    ]
    return { wrong: [...new Set(wrong)] }
  }
  const { needsCoupon, stackable, stores, groups } = form
  const whom = { needsCoupon, stackable, stores: [...stores], groups: [...groups] }
  return { value: { ...rest.value, ...whom, rule: rule.value } }
}

/** Undefined where it would end before it begins, or is over already. */
function endOf({ from, to }: PromotionForm, { zone, now }: Ways): number | null | undefined {
  if (to === '') return null
  const begin = from === '' ? now : (instantOf(from, zone) ?? now)
  const end = instantOf(to, zone)
  return end !== undefined && end > Math.max(begin, now) ? end : undefined
}

function hoursOf(forms: readonly HoursForm[]): Hours[] | undefined {
  const hours = forms.flatMap(({ weekdays, from, to }) => {
    const [begin, end] = [minuteOf(from), minuteOf(to)]
    if (begin === undefined || end === undefined || weekdays.length === 0) return []
    return [{ weekdays: [...weekdays], from: begin, to: end }]
  })
  return hours.length === forms.length ? hours : undefined
}

function minuteOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(time) ?? []
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute)
}
