/**
 * Is the customer old enough? The check and its end go into the journal, the date of birth nowhere:
 * it is compared and forgotten, and the command's answer does not hold it.
 */
import type { Variant } from '../../../domain/catalogue/documents.ts'
import { fail, succeed, type Result } from '../../../domain/failure.ts'
import type { Fact } from '../../../domain/journal/facts.ts'
import { bornAtTheLatest, isOldEnough, isPlausibleBirth } from '../../../domain/selling/age.ts'
import type { Draft } from '../../../domain/selling/draft.ts'
import type { Need } from '../../../domain/selling/needs.ts'
import { SELLING_RULES } from '../../../domain/settings.ts'
import { alsoNeeds, type TillAuthority } from '../../authority.ts'
import type { Core } from '../../core.ts'
import type { Ringing } from './goods.ts'

/** The age that its buyer must have; 0 where anybody may buy it. */
export function minimumAgeOf({ core, sellable: { variant } }: Ringing): number {
  return ageFor(core, variant)
}

function ageFor({ store: { catalogue } }: Core, { rules, department }: Variant): number {
  return rules?.minimumAge ?? catalogue.department(department)?.minimumAge ?? 0
}

/** The age for which the customer of a cart was checked: as long as a line of it says so. */
export function ageCheckedIn({ lines }: Draft): number {
  return lines.reduce((most, line) => Math.max(most, line.ageChecked ?? 0), 0)
}

/** What asks for most of the goods and of what is taken with them. */
function strictest({ core, sellable }: Ringing, addOns: readonly Variant[]) {
  const [first = sellable.variant] = [sellable.variant, ...addOns].toSorted(
    (one, other) => ageFor(core, other) - ageFor(core, one),
  )
  return { variant: first, minimum: ageFor(core, first) }
}

/** Who answers for it, with the age; a question where nobody was asked yet. */
export type AgeChecked =
  | { readonly kind: 'free' }
  | { readonly kind: 'passed'; readonly minimum: number; readonly authority: TillAuthority }
  | { readonly kind: 'ask'; readonly need: Need }

export function checkAge(
  ringing: Ringing,
  addOns: readonly Variant[],
  authority: TillAuthority,
  today: string,
): Result<AgeChecked> {
  const asking = strictest(ringing, addOns)
  const { minimum } = asking
  if (minimum === 0) return succeed({ kind: 'free' })
  const { draft, answers, core } = ringing
  // Once is enough for one customer.
  if (ageCheckedIn(draft) >= minimum) return succeed({ kind: 'passed', minimum, authority })
  const mayJudge = (authority.shop.store.selling ?? SELLING_RULES).clearlyOlder
  const { age } = answers
  if (!age) {
    const bornBy = bornAtTheLatest(minimum, today)
    return succeed({ kind: 'ask', need: { kind: 'age', minimum, bornBy, mayJudge } })
  }
  if (age.how === 'clearly-older') {
    if (!mayJudge) return fail('input-invalid')
    const vouched = alsoNeeds(core, authority, 'judge-age')
    if (!vouched.ok) return vouched
    return passed(ringing, { ...authority, ...vouched.value }, asking, age.how)
  }
  if (age.how === 'date-of-birth') {
    if (!isPlausibleBirth(age.bornOn, today)) return fail('date-implausible')
    if (isOldEnough(age.bornOn, minimum, today)) {
      return passed(ringing, authority, asking, age.how)
    }
  }
  log(ringing, authority, asking, { how: age.how, outcome: 'refused' })
  return fail('age-refused', { minimum })
}

type Asking = ReturnType<typeof strictest>
type How = Fact<'age-checked'>['body']['how']

function passed(
  ringing: Ringing,
  authority: TillAuthority,
  asking: Asking,
  how: How,
): Result<AgeChecked> {
  log(ringing, authority, asking, { how, outcome: 'passed' })
  return succeed({ kind: 'passed', minimum: asking.minimum, authority })
}

function log(
  { core, draft }: Ringing,
  { context }: TillAuthority,
  { variant, minimum }: Asking,
  how: Pick<Fact<'age-checked'>['body'], 'how' | 'outcome'>,
): void {
  const body = { draft: draft.id, variant: variant.id, name: variant.name, minimum, ...how }
  core.keep(() => core.store.journal.append({ kind: 'age-checked', body }, context))
}

/** The day at the counter, by which age and dates are judged whatever business day it is. */
export function calendarDay({ businessDate }: Core, { context, shop }: TillAuthority): string {
  return businessDate(context.at, { ...shop.store, dayStartsAtMinute: 0 })
}
