/**
 * From goods to a line. What goods say of themselves is taken as read, what they need is asked for,
 * and only when nothing is missing is there a line. Age comes last, so that what is logged of it is
 * the line's own check.
 */
import { succeed, type Result } from '../../../domain/failure.ts'
import { ratesAt } from '../../../domain/pricing/tax-rate.ts'
import type { Line } from '../../../domain/selling/draft.ts'
import type { LineDetail } from '../../../domain/selling/line-detail.ts'
import type { Need } from '../../../domain/selling/needs.ts'
import { alsoNeeds, type TillAuthority } from '../../authority.ts'
import type { Core } from '../../core.ts'
import { calendarDay, checkAge, minimumAgeOf } from './age.ts'
import { addedBy, addOnsOf, companyOf } from './company.ts'
import type { Ringing, Rung } from './goods.ts'
import { expiryOf, trackOf } from './marks.ts'
import { measure, taxOf, type Measured } from './measure.ts'

export type Rang = Rung | { readonly needs: readonly Need[] }

const NO_COMPANY: readonly Line[] = []

export function ringUp(ringing: Ringing, authority: TillAuthority): Result<Rang> {
  const taxClass = taxOf(ringing)
  if (!taxClass.ok) return taxClass
  const measured = measure(ringing, authority)
  if (!measured.ok) return measured
  const line = isLine(measured.value) ? lineFrom(ringing, measured.value, authority) : undefined
  // Nearly all goods: nothing to ask, nothing below them.
  if (line && isPlain(ringing)) return succeed({ line, company: NO_COMPANY, authority })
  const needs = isLine(measured.value) ? [] : measured.value
  return askOrRing(ringing, line, needs, authority)
}

function isLine(measured: Measured | readonly Need[]): measured is Measured {
  return !Array.isArray(measured)
}

function isPlain(ringing: Ringing): boolean {
  const { sellable, marks } = ringing
  return (
    sellable.variant.rules === undefined &&
    marks.batch === undefined &&
    marks.expiry === undefined &&
    minimumAgeOf(ringing) === 0
  )
}

function lineFrom({ core, sellable }: Ringing, measured: Measured, authority: TillAuthority): Line {
  const { variant, barcode, taxClass } = sellable
  const { label, ...sold } = measured
  const components = componentsOf(core, variant.items)
  return {
    id: core.random.id(),
    variant: variant.id,
    barcode: barcode ?? null,
    name: variant.name,
    size: variant.size,
    department: variant.department,
    ...sold,
    taxClass: variant.taxClass,
    rates: taxClass ? ratesAt(taxClass, authority.context.at) : [],
    addedAt: authority.context.at,
    ...(label && { label }),
    ...(components.length > 0 && { components }),
  }
}

/** What a bundle is made of, by name; nothing for goods that are one thing. */
function componentsOf(
  { store: { catalogue } }: Core,
  items: Line['items'],
): NonNullable<LineDetail['components']> {
  if (items.length < 2) return []
  return items.flatMap(({ item, quantity }) => {
    const name = catalogue.nameOf(item)
    return name === undefined ? [] : [{ name, quantity }]
  })
}

function askOrRing(
  ringing: Ringing,
  line: Line | undefined,
  measures: readonly Need[],
  before: TillAuthority,
): Result<Rang> {
  const today = calendarDay(ringing.core, before)
  const tracked = trackOf(ringing)
  if (!tracked.ok) return tracked
  const expiry = expiryOf(ringing, before, today)
  if (!expiry.ok) return expiry
  const chosen = addOnsOf(ringing, before)
  if (!chosen.ok) return chosen
  const needs = [...measures, ...chosen.value.needs, ...tracked.value.needs, ...expiry.value.needs]
  if (needs.length > 0 || !line) return succeed({ needs })
  const sold = soldExpired(ringing.core, before, expiry.value.detail)
  if (!sold.ok) return sold
  const added = addedBy(ringing.core, chosen.value.lines, before)
  if (!added.ok) return added
  const age = checkAge(ringing, added.value, sold.value, today)
  if (!age.ok) return age
  if (age.value.kind === 'ask') return succeed({ needs: [age.value.need] })
  const authority = age.value.kind === 'passed' ? age.value.authority : sold.value
  const { wishes } = chosen.value
  const whole: Line = {
    ...line,
    ...tracked.value.detail,
    ...expiry.value.detail,
    ...(wishes.length > 0 && { wishes: [...wishes] }),
    ...(age.value.kind === 'passed' && { ageChecked: age.value.minimum }),
  }
  const company = companyOf(ringing, whole, chosen.value.lines, authority)
  return company.ok ? succeed({ line: whole, company: company.value, authority }) : company
}

/** Where a store lets somebody decide, whoever decided may need another's word. */
function soldExpired(
  core: Core,
  authority: TillAuthority,
  { soldExpired: isSold }: LineDetail,
): Result<TillAuthority> {
  const isAsked = authority.shop.store.selling?.expired === 'approval'
  if (isSold !== true || !isAsked) return succeed(authority)
  const vouched = alsoNeeds(core, authority, 'sell-expired')
  return vouched.ok ? succeed({ ...authority, ...vouched.value }) : vouched
}
