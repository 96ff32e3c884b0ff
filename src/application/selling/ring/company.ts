/** What stands below a line: the deposit of its container, and what the customer took with it. */
import type { AddOnGroup, Variant } from '../../../domain/catalogue/documents.ts'
import { fail, succeed, type Result } from '../../../domain/failure.ts'
import { ONE, pieces, times, type Quantity } from '../../../domain/quantity.ts'
import type { Line } from '../../../domain/selling/draft.ts'
import type { Need } from '../../../domain/selling/needs.ts'
import type { Sellable } from '../../../ports/catalogue.ts'
import type { TillAuthority } from '../../authority.ts'
import type { Core } from '../../core.ts'
import { lineOf } from '../line.ts'
import type { Ringing } from './goods.ts'

export interface Chosen {
  readonly needs: readonly Need[]
  readonly wishes: readonly string[]
  /** Variants to sell with each one of the line. */
  readonly lines: readonly { readonly variant: string; readonly per: Quantity }[]
}

/** What was chosen of the groups of the variant, and which groups are still to be asked for. */
export function addOnsOf(ringing: Ringing, authority: TillAuthority): Result<Chosen> {
  const { core, sellable, answers } = ringing
  const needs: Need[] = []
  const wishes: string[] = []
  const lines: { variant: string; per: Quantity }[] = []
  for (const id of sellable.variant.rules?.addOns ?? []) {
    const group = core.store.catalogue.addOnGroup(id)
    if (!group) continue
    const answer = answers.addOns?.find((each) => each.group === id)
    if (!answer) {
      needs.push(needOf(core, group, authority))
      continue
    }
    const taken = answer.chosen.reduce((sum, { count }) => sum + count, 0)
    if (taken < group.minimum || taken > group.maximum) return fail('input-invalid')
    for (const { choice, count } of answer.chosen) {
      const chosen = group.choices[choice]
      if (!chosen) return fail('input-invalid')
      if (chosen.variant === null) wishes.push(chosen.name)
      else lines.push({ variant: chosen.variant, per: pieces(count) })
    }
  }
  return succeed({ needs, wishes, lines })
}

function needOf({ store: { catalogue } }: Core, group: AddOnGroup, authority: TillAuthority): Need {
  const { shop, context } = authority
  const priceOf = (variant: string | null) =>
    variant === null
      ? null
      : (catalogue.byVariant(variant, shop.list.id, context.at)?.price?.unitPrice ?? null)
  const { id, name, minimum, maximum, choices } = group
  return {
    ...{ kind: 'add-ons', group: id, name, minimum, maximum },
    choices: choices.map((each) => ({ name: each.name, unitPrice: priceOf(each.variant) })),
  }
}

/** What is taken with the goods. What has a number of its own is scanned for itself. */
export function addedBy(
  core: Core,
  chosen: Chosen['lines'],
  authority: TillAuthority,
): Result<readonly Variant[]> {
  const added = chosen.flatMap((each) => sellableOf(core, each.variant, authority)?.variant ?? [])
  const isNumbered = added.some(({ rules }) => rules?.tracking === 'serial')
  return isNumbered ? fail('serial-needed') : succeed(added)
}

/**
 * The lines below a line: first its deposit, then the add-ons. A deposit that has no price here is
 * a mistake of the catalogue: the goods are not sold without it.
 */
export function companyOf(
  { core, sellable }: Ringing,
  line: Line,
  chosen: Chosen['lines'],
  authority: TillAuthority,
): Result<readonly Line[]> {
  const deposit = sellable.variant.rules?.deposit
  const wanted = [
    ...(deposit === undefined ? [] : [{ as: 'deposit', variant: deposit, per: ONE } as const]),
    ...chosen.map((each) => ({ as: 'add-on', ...each }) as const),
  ]
  const company: Line[] = []
  for (const { as, variant, per } of wanted) {
    const below = sellableOf(core, variant, authority)
    if (!below) return fail('variant-unknown')
    const count = times(line.quantity, per)
    const made = lineOf(below, count, core.random.id(), authority.context.at)
    if (!made.ok) return made
    // What is only lent is lent at its price: nothing is taken off it.
    const lent = as === 'deposit' ? ({ discountable: false } as const) : {}
    company.push({ ...made.value, ...lent, belongsTo: { line: line.id, as, per } })
  }
  return succeed(company)
}

function sellableOf(
  { store: { catalogue } }: Core,
  variant: string,
  { shop, context }: TillAuthority,
): Sellable | undefined {
  return catalogue.byVariant(variant, shop.list.id, context.at)
}
