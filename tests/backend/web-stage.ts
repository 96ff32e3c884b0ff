/** A store with goods on the shelf, a till, and shoppers who order online. */
import type { DatabasePlace } from '../../src/backend/database/open.ts'
import { write } from '../../src/backend/database/write.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { placeOrder } from '../../src/backend/orders/place.ts'
import { entriesOf } from '../../src/backend/sales/shown.ts'
import { setSettings } from '../../src/backend/setup/settings.ts'
import { shopOf, type Shop } from '../../src/backend/setup/shop.ts'
import { orderInputSchema, type OrderInput } from '../../src/contract/backend/orders.ts'
import { personalText, type CustomerPatch } from '../../src/domain/customer/customer.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import { minor } from '../../src/domain/money.ts'
import { openStage, random, stockItems, type Stage } from './stage.ts'
import { enrolTerminal, Journal } from './stage.ts'

export interface Goods {
  readonly variant: string
  readonly item: string
}

export interface WebStage extends Stage {
  readonly web: Shop
  readonly department: string
  /** Goods at a price, in minor units, and so many pieces of them. */
  goods(price: number, pieces: number, changes?: object): Promise<Goods>
  /** What an order of these goods says, paid online; `changes` go before it. */
  wish(goods: readonly (readonly [Goods, number])[], changes: object): OrderInput
  order(wish: OrderInput): ReturnType<typeof placeOrder>
}

/** Points, gift cards and a group that pays less. */
export async function openWebStage(place?: DatabasePlace): Promise<WebStage> {
  const stage = await openStage(place)
  const { backend } = stage
  const web = await shopOf(backend.database, stage.shop.tenant, stage.shop.store)
  if (!web) throw new Error('no shop was founded')
  const settings = {
    store: web.store,
    loyalty: { perUnit: 1000, excluded: [], worth: 1, offlineMost: 100 },
    giftCards: { amounts: [], offlineMost: minor(2000) },
  }
  const set = await setSettings(backend, web, settings)
  if (!set.ok) throw new Error(set.failure.code)
  const department = random.id()
  await insertDepartment(stage, department)
  return {
    ...{ ...stage, web, department },
    goods: (price, pieces, changes = {}) =>
      makeGoods(stage, web, department, { price, pieces, changes }),
    wish: (goods, changes) => wishOf(goods, changes),
    order: (wish) => placeOrder(backend, web, wish),
  }
}

function wishOf(goods: readonly (readonly [Goods, number])[], changes: object): OrderInput {
  const total = 'total' in changes ? Number(changes.total) : 0
  return orderInputSchema.parse({
    order: random.id(),
    lines: goods.map(([{ variant }, count]) => ({ variant, quantity: count * 1000 })),
    coupons: [],
    payment: { provider: 'Payer', reference: random.id(), amount: total },
    ...changes,
  })
}

async function insertDepartment({ backend, shop }: Stage, id: string): Promise<void> {
  await write(backend, shop.tenant, async (transaction) => {
    const row = { tenant: shop.tenant, id, name: 'Goods', position: 1, hue: 1, minimum_age: null }
    await transaction.insertInto('department').values(row).execute()
    return { value: undefined }
  })
}

interface Made {
  readonly price: number
  readonly pieces: number
  readonly changes: object
}

async function makeGoods(
  stage: Stage,
  { tenant, priceList }: Shop,
  department: string,
  { price, pieces, changes }: Made,
): Promise<Goods> {
  const [item = ''] = await stockItems(stage, [pieces * 1000])
  const [variant, product] = [random.id(), random.id()]
  await write(stage.backend, tenant, async (transaction) => {
    const named = { tenant, name: 'Cup', department }
    await transaction
      .insertInto('product')
      .values({ ...named, id: product, brand: '', description: '' })
      .execute()
    await transaction
      .insertInto('variant')
      .values({
        ...{ ...named, id: variant, product, size: '', sku: variant, unit: 'piece' },
        ...{ tax_class: 'standard', options: null, rules: null, ...changes },
      })
      .execute()
    await transaction
      .insertInto('variant_item')
      .values({ tenant, variant, item, quantity: 1000 })
      .execute()
    const listed = { list: priceList, valid_from: 0, valid_to: null, unit_price: price * 10_000 }
    await transaction
      .insertInto('price')
      .values({ tenant, id: random.id(), variant, ...listed })
      .execute()
    return { value: undefined }
  })
  return { variant, item }
}

/** A till that has sent everything that it wrote. */
export async function openTill(stage: Stage) {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  const beside = new Map<string, string>()
  journal.open()
  const send = async () => {
    const sealed = journal.entries.map((each): SealedEntry => {
      return { ...each, personal: beside.get(each.id) ?? null }
    })
    return receive(stage.backend, terminal, sealed)
  }
  const tellAll = async (facts: readonly Fact[]) => {
    for (const fact of facts) journal.append(fact)
    return send()
  }
  return {
    terminal,
    tellAll,
    async tell(fact: Fact) {
      const answers = await tellAll([fact])
      return answers.at(-1)
    },
    async customer(patch: CustomerPatch) {
      const customer = random.id()
      const personal = personalText('ab'.repeat(16), patch)
      const digest = personalDigestOf(personal)
      const entry = journal.append({ kind: 'customer-created', body: { customer, digest } })
      beside.set(entry.id, personal)
      await send()
      return customer
    },
  }
}

/** The sale that an order became. */
export async function saleOfOrder({ backend, shop }: Stage, order: string) {
  const [entry] = await entriesOf(backend.database, shop.tenant, [order])
  if (!entry) throw new Error('the order is no sale')
  return entry
}
