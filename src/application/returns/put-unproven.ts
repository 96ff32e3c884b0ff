/**
 * Takes goods back without a receipt, where the store does that: from somebody who is named, for no
 * more than the lowest price of late, and to store credit. `docs/returns.md` has the rule.
 */
import type { BringGoods } from '../../contract/terminal/returns.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { readScan } from '../../domain/barcode/scan.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { unitPrice, type UnitPrice } from '../../domain/money.ts'
import type { Extent } from '../../domain/permission.ts'
import { ONE, quantity, QUANTITY_SCALE, type Quantity } from '../../domain/quantity.ts'
import { DAY_MS, returnPolicyOf } from '../../domain/returns/policy.ts'
import { addReturn } from '../../domain/selling/cart.ts'
import type { Draft, Line } from '../../domain/selling/draft.ts'
import { givenBackIn, worthOf } from '../../domain/selling/extents.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import { alsoNeeds, authoriseAtTill, type Authority, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import { chosen } from '../selling/add.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { lineOf } from '../selling/line.ts'
import { findScanned } from '../selling/scan.ts'

export type PutUnproven = (input: BringGoods) => Promise<Result<DraftView>>

const PROCEDURE = 'returns.bring'

interface Brought {
  readonly authority: TillAuthority
  readonly draft: Draft
  readonly goods: Sellable
  readonly line: Line
  /** The lowest price since then counts. */
  readonly since: number
}

export function createPutUnproven(core: Core, current: CurrentDraft): PutUnproven {
  return async (input) => {
    let brought: Brought | undefined
    const granted = core.mayRun(PROCEDURE, input.command, (at) => {
      const found = findBrought(core, current, input, at)
      if (found.ok) brought = found.value
      return found
    })
    if (!granted.ok) return granted
    const asked = brought && (await core.lookup.lowest(brought.goods.variant.id, brought.since))
    const done = core.run(PROCEDURE, input.command, (at) => {
      const found = findBrought(core, current, input, at)
      if (!found.ok) return found
      const { authority, draft } = found.value
      const line = atMost(found.value.line, asked ?? undefined)
      const unproven = [...draft.lines.filter((each) => each.unproven), line]
      const allowed = alsoNeeds(core, authority, 'return-unproven', { amount: worthOf(unproven) })
      if (!allowed.ok) return allowed
      const before = draft.version === 0 ? { ...draft, openedAt: at } : draft
      const after = addReturn(before, line)
      if (!after.ok) return after
      return current.change(draft, after.value, allowed.value)
    })
    return done.ok ? succeed(current.view()) : done
  }
}

/** The goods and what they are worth as far as this till knows. */
function findBrought(
  core: Core,
  current: CurrentDraft,
  input: BringGoods,
  at: number,
): Result<Brought> {
  const extent = (who: Authority) => extentOf(core, current.get(), input, who)
  const authority = authoriseAtTill(core, at, 'return', extent)
  if (!authority.ok) return authority
  const policy = returnPolicyOf(authority.value.shop.store).withoutReceipt
  if (!policy) return fail('return-without-receipt')
  const draft = current.forLine()
  if (!draft.ok) return draft
  const { customer = null } = draft.value
  if (customer === null || !core.store.customers.find(customer)) return fail('return-customer')
  const since = sinceOf(policy, at)
  const line = broughtLine(core, authority.value, input, since)
  if (!line.ok) return line
  const { serial, variant } = line.value.line
  const isTwice = draft.value.lines.some(
    (each) => each.serial === serial && each.variant === variant,
  )
  if (serial !== undefined && isTwice) return fail('serial-repeated', { serial })
  return succeed({ authority: authority.value, draft: draft.value, since, ...line.value })
}

/** All that goes back in this cart, at the lowest prices that this till knows. */
function extentOf(core: Core, draft: Draft, input: BringGoods, who: Authority): Extent {
  const policy = returnPolicyOf(who.shop.store).withoutReceipt
  const brought = policy && broughtLine(core, who, input, sinceOf(policy, who.context.at))
  return givenBackIn(draft, brought?.ok === true ? worthOf([brought.value.line]) : 0)
}

function sinceOf({ lowestOfDays }: { readonly lowestOfDays: number }, at: number): number {
  return at - lowestOfDays * DAY_MS
}

/** Another till may have sold it for less than this one knows. */
function atMost(line: Line, asked: UnitPrice | undefined): Line {
  return asked === undefined || asked >= line.unitPrice ? line : { ...line, unitPrice: asked }
}

function broughtLine(
  core: Core,
  authority: Authority,
  { goods: brought, quantity: count, reason, condition, restock: restocked, serial }: BringGoods,
  since: number,
): Result<Pick<Brought, 'goods' | 'line'>> {
  const found = goodsOf(core, brought, authority)
  if (!found) return fail('variant-unknown')
  const { goods } = found
  const numbered = numberOf(goods, count, found.serial ?? serial)
  if (!numbered.ok) return numbered
  const { context, shop } = authority
  const line = lineOf(goods, count, core.random.id(), context.at)
  if (!line.ok) return line
  const { unit, items, quantity: whole } = line.value
  if (unit === 'piece' && whole % QUANTITY_SCALE !== 0) return fail('quantity-whole')
  const back: Line = {
    ...line.value,
    ...{ price: null, unitPrice: lowestOf(core, goods, shop.list.id, since) },
    ...{ quantity: quantity(0 - whole), items: restocked ? items : [], discountable: false },
    unproven: { reason, condition, restocked },
    ...numbered.value,
  }
  return succeed({ goods, line: back })
}

/** What each have a number of their own come back one by one, by it. */
function numberOf(
  { variant, packQuantity }: Sellable,
  count: Quantity,
  serial: string | undefined,
): Result<Pick<Line, 'serial'>> {
  if (variant.rules?.tracking !== 'serial') return succeed({})
  if (serial === undefined) return fail('serial-missing')
  const isOne = count === ONE && packQuantity === ONE
  return isOne ? succeed({ serial }) : fail('serial-needed')
}

interface Told {
  readonly goods: Sellable
  /** As their code says it. */
  readonly serial?: string | undefined
}

/** Two products under one code are told apart by whoever takes them: one is chosen by its name. */
function goodsOf(core: Core, goods: BringGoods['goods'], authority: Authority): Told | undefined {
  if (goods.by === 'product') {
    const product = chosen(core, goods, authority)
    return product && { goods: product }
  }
  const found = findScanned(core, readScan(goods.text), authority)
  if (found === 'misread') return undefined
  const [only, ...others] = found.goods
  return only && others.length === 0 ? { goods: only, serial: found.marks.serial } : undefined
}

function lowestOf(
  { store }: Core,
  { variant, price }: Sellable,
  list: string,
  since: number,
): UnitPrice {
  const lowest = store.catalogue.lowestPrice(variant.id, list, since) ?? price?.unitPrice
  return unitPrice(Math.min(lowest ?? 0, price?.unitPrice ?? 0))
}
