/**
 * Is the customer old enough? The check and its end go into the journal, the date of birth nowhere:
 * it is compared and forgotten, and the command's answer does not hold it.
 */
import { fail, succeed, type Result } from '../../../domain/failure.ts'
import type { Fact } from '../../../domain/journal/facts.ts'
import { bornAtTheLatest, isOldEnough, isPlausibleBirth } from '../../../domain/selling/age.ts'
import type { Need } from '../../../domain/selling/needs.ts'
import { SELLING_RULES } from '../../../domain/settings.ts'
import { alsoNeeds, type TillAuthority } from '../../authority.ts'
import type { Core } from '../../core.ts'
import type { Ringing } from './goods.ts'

/** The age that its buyer must have; 0 where anybody may buy it. */
export function minimumAgeOf({ core, sellable: { variant } }: Ringing): number {
  const own = variant.rules?.minimumAge
  if (own !== undefined) return own
  return core.store.catalogue.department(variant.department)?.minimumAge ?? 0
}

/** Who answers for it, with the age; a question where nobody was asked yet. */
export type AgeChecked =
  | { readonly kind: 'free' }
  | { readonly kind: 'passed'; readonly minimum: number; readonly authority: TillAuthority }
  | { readonly kind: 'ask'; readonly need: Need }

export function checkAge(
  ringing: Ringing,
  authority: TillAuthority,
  today: string,
): Result<AgeChecked> {
  const minimum = minimumAgeOf(ringing)
  if (minimum === 0) return succeed({ kind: 'free' })
  const { draft, answers, core } = ringing
  // Once is enough for one customer: as long as a line of this cart says for which age.
  const checked = draft.lines.reduce((most, line) => Math.max(most, line.ageChecked ?? 0), 0)
  if (checked >= minimum) return succeed({ kind: 'passed', minimum, authority })
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
    return passed(ringing, { ...authority, ...vouched.value }, minimum, age.how)
  }
  if (age.how === 'date-of-birth') {
    if (!isPlausibleBirth(age.bornOn, today)) return fail('date-implausible')
    if (isOldEnough(age.bornOn, minimum, today)) {
      return passed(ringing, authority, minimum, age.how)
    }
  }
  log(ringing, authority, { minimum, how: age.how, outcome: 'refused' })
  return fail('age-refused', { minimum })
}

type How = Fact<'age-checked'>['body']['how']

function passed(
  ringing: Ringing,
  authority: TillAuthority,
  minimum: number,
  how: How,
): Result<AgeChecked> {
  log(ringing, authority, { minimum, how, outcome: 'passed' })
  return succeed({ kind: 'passed', minimum, authority })
}

function log(
  { core, draft, sellable: { variant } }: Ringing,
  { context }: TillAuthority,
  how: Pick<Fact<'age-checked'>['body'], 'minimum' | 'how' | 'outcome'>,
): void {
  const body = { draft: draft.id, variant: variant.id, name: variant.name, ...how }
  core.keep(() => core.store.journal.append({ kind: 'age-checked', body }, context))
}

/** The day at the counter, by which age and dates are judged whatever business day it is. */
export function calendarDay({ businessDate }: Core, { context, shop }: TillAuthority): string {
  return businessDate(context.at, { ...shop.store, dayStartsAtMinute: 0 })
}
