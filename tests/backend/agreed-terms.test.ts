/** Sales whose prices were agreed before, by a quote, as intake judges them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { promotionsOf } from '../../src/backend/pricing/known.ts'
import { createPromotion } from '../../src/backend/pricing/promotions.ts'
import { firstShop, type Shop } from '../../src/backend/setup/shop.ts'
import { promotionInputSchema } from '../../src/contract/backend/promotions.ts'
import { EMPTY_DETAILS } from '../../src/domain/customer/customer.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { emptyDraft, type Draft, type Line } from '../../src/domain/selling/draft.ts'
import { parkedDraftSchema } from '../../src/domain/selling/parked.ts'
import { priceDraft, type PricingRules } from '../../src/domain/selling/priced-cart.ts'
import { saleLinesOf } from '../../src/domain/selling/sale.ts'
import { pricingOf } from '../../src/domain/selling/sale-pricing.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { cents, EVERYTHING, percent, promotion, taxed } from '../fixtures/pricing.ts'
import { clock, enrolTerminal, Journal, openStage, random, type Stage } from './stage.ts'

const CLUB = random.id()
const BUYER = { groups: [CLUB], exempt: false }

let stage: Stage
let shop: Shop
let rules: PricingRules
beforeAll(async () => {
  stage = await openStage()
  const found = await firstShop(stage.backend.database)
  if (found === undefined) throw new Error('no shop was founded')
  shop = found
  const half = { kind: 'percent', target: EVERYTHING, rate: percent(50) } as const
  const { id: _, kind: __, ...input } = promotion('x', half, { groups: [CLUB] })
  await createPromotion(stage.backend, shop.tenant, promotionInputSchema.parse(input))
  const promotions = await promotionsOf(stage.backend.database, shop.tenant)
  rules = { store: { id: shop.store, zone: shop.zone }, taxIncluded: true, promotions }
})
afterAll(() => stage.close())

const detailsOf = (groups: readonly string[]) =>
  JSON.stringify({ ...EMPTY_DETAILS, name: 'Ada', groups })

async function customerIn(groups: readonly string[]): Promise<string> {
  const id = random.id()
  const kept = { phone_key: '', email_key: '', created_at: 0, changed_at: 0, merged_into: null }
  const row = { tenant: shop.tenant, id, details: detailsOf(groups), ...kept }
  await stage.backend.database.insertInto('customer').values(row).execute()
  return id
}

const leave = (customer: string) =>
  stage.backend.database
    .updateTable('customer')
    .set({ details: detailsOf([]) })
    .where('id', '=', customer)
    .execute()

function cartOf(customer: string): Draft {
  const line: Line = {
    ...{ id: random.id(), variant: null, barcode: null, name: 'Hamper', size: '', unit: 'piece' },
    ...{ department: null, quantity: pieces(1), unitPrice: cents(1500), price: null },
    ...{ taxClass: 'standard', rates: [taxed(19)], items: [], addedAt: 0 },
  }
  const draft = emptyDraft(random.id(), clock.now())
  return { ...draft, version: 1, customer, lines: [line], buyer: BUYER }
}

function quoted(draft: Draft) {
  const park = random.id()
  const { total } = priceDraft(draft, rules)
  const quote = { number: 1, quote: 'Q-T9-1-000001', until: '2099-01-01' }
  const body = { park, total, draft: parkedDraftSchema.parse(draft), quote }
  const claim = { id: random.id(), kind: 'parked-cart', key: park, amount: 1 } as const
  const resumed = { kind: 'cart-resumed', body: { park, draft: draft.id, claim } } as const
  return { park, given: { kind: 'cart-parked', body } as const, resumed }
}

function soldBy(draft: Draft, agreed: string, number: number): Fact<'sale-completed'> {
  const priced = priceDraft(draft, rules)
  const { subtotal, tax, total, taxes, engine } = priced
  const body = {
    ...{ sale: draft.id, number, receipt: `T9-1-00000${String(number)}`, currency: 'EUR', engine },
    ...{ taxIncluded: true, priceList: shop.priceList, openedAt: draft.openedAt, removals: [] },
    lines: saleLinesOf(draft.lines, priced),
    pricing: { ...pricingOf(draft, priced, rules), agreed },
    ...{ taxes, subtotal, tax, total, change: 0, movements: [], marks: [] },
    ...{ customer: draft.customer, tenders: [{ kind: 'cash', amount: total }] },
  }
  return { kind: 'sale-completed', body } as unknown as Fact<'sale-completed'>
}

async function differing(): Promise<string[]> {
  const { exceptions } = await exceptionsOf(stage.backend.database, shop.tenant)
  return exceptions.flatMap((each) => (each.kind === 'price-difference' ? [each.receipt] : []))
}

async function openTill() {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const send = async (...facts: Fact[]) => {
    for (const fact of facts) journal.append(fact)
    return receive(stage.backend, terminal, journal.entries)
  }
  return { send }
}

describe('a sale at prices that a quote had agreed', () => {
  it('is right where its customer left the group since, and only that very sale', async () => {
    const { send } = await openTill()
    const customer = await customerIn([CLUB])
    const draft = cartOf(customer)
    const { park, given, resumed } = quoted(draft)
    await send(given)
    await leave(customer)
    await send(resumed, soldBy(draft, park, 1))
    expect(await differing()).toEqual([])
    await send(soldBy({ ...draft, id: random.id() }, park, 2))
    expect(await differing()).toEqual(['T9-1-000002'])
  })

  it('is right where the quote was agreed anew after its customer had left', async () => {
    const { send } = await openTill()
    const customer = await customerIn([CLUB])
    const draft = cartOf(customer)
    const first = quoted(draft)
    await send(first.given)
    await leave(customer)
    const again = { park: first.park, at: clock.now() as never }
    const second = quoted({ ...draft, id: random.id(), quoted: again })
    const sold = { ...draft, id: second.given.body.draft.id }
    await send(first.resumed, second.given, second.resumed, soldBy(sold, second.park, 4))
    expect(await differing()).not.toContain('T9-1-000004')
  })

  it('is told where its customer never was in the group', async () => {
    const { send } = await openTill()
    const draft = cartOf(await customerIn([]))
    const { park, given, resumed } = quoted(draft)
    await send(given, resumed, soldBy(draft, park, 3))
    expect(await differing()).toContain('T9-1-000003')
  })
})
