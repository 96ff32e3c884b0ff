import { createHash } from 'node:crypto'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_DETAILS,
  PERSONAL_DOMAIN,
  type CustomerPatch,
} from '../../src/domain/customer/customer.ts'
import { hashOf } from '../../src/store/seal.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { pullCustomer, pullMerged, pullParted } from './pulled-customers.ts'
import {
  code,
  draftCommand,
  entries,
  pull,
  MILK,
  openTill,
  payCash,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const ADA = { name: 'Ada Lovelace', phone: '+44 20 7946 0958', email: 'ada@example.org' }

const create = ({ terminal }: Shop, details: CustomerPatch, command = v7()) =>
  value(terminal.customers.create({ command, details }))
const named = (shop: Shop, text: string) =>
  value(shop.terminal.customers.search({ text })).map((each) => each.details.name)
const sealed = ({ store }: Shop) =>
  store.delivery.entriesAfter(store.journal.head().epoch.id, 1, 1000)

describe('a customer', () => {
  it('is kept and found without the backend, and again after a restart', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    const again = shop.reopen()
    await signIn(again, 'manager')
    for (const text of ['ada', 'love', '7946', 'ada@example.org']) {
      expect(named(again, text)).toEqual(['Ada Lovelace'])
    }
    expect(again.store.customers.find(id)?.isProvisional).toBe(true)
  })

  it('is created once, however often the command is asked', async () => {
    const shop = await openTill()
    const command = v7()
    expect(create(shop, ADA, command).id).toBe(create(shop, ADA, command).id)
    expect(named(shop, 'ada')).toHaveLength(1)
  })

  it('leaves nothing personal in an entry’s own bytes but a digest', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    value(shop.terminal.customers.change({ command: v7(), customer: id, details: { name: 'A.' } }))
    const about = sealed(shop).filter((each) => each.personal !== null)
    expect(about).toHaveLength(2)
    for (const { canonical, personal } of about) {
      expect(canonical).not.toMatch(/Lovelace|7946|example\.org|A\./)
      const { body } = JSON.parse(canonical) as { body: object }
      const digest = createHash('sha256')
        .update(PERSONAL_DOMAIN)
        .update(personal ?? '')

      expect(body).toEqual({ customer: id, digest: digest.digest('hex') })
    }
    expect(JSON.stringify(entries(shop))).not.toContain('Lovelace')
  })

  it('changes by what was changed alone, and is found by its new name only', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    const changed = { command: v7(), customer: id, details: { ...ADA, name: 'Augusta King' } }
    const { details } = value(shop.terminal.customers.change(changed))
    expect(details).toMatchObject({ ...ADA, name: 'Augusta King' })
    expect(named(shop, 'love')).toEqual([])
    expect(named(shop, 'king')).toEqual(['Augusta King'])
    const last = sealed(shop).at(-1)?.personal
    expect(JSON.parse(last ?? '')).toMatchObject({ details: { name: 'Augusta King' } })
    expect(last).not.toContain('7946')
  })

  it('needs something to be found by', async () => {
    const shop = await openTill()
    const nothing = { command: v7(), details: { name: '  ', taxNumber: 'DE1' } }
    expect(code(shop.terminal.customers.create(nothing))).toBe('customer-nameless')
    expect(sealed(shop).some((each) => each.personal !== null)).toBe(false)
  })

  it('is shown as the backend has it once that contains what was written here', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    const details = { ...EMPTY_DETAILS, ...ADA, name: 'Countess of Lovelace' }
    pullCustomer(shop, { id, details, points: 12 })
    const found = value(shop.terminal.customers.search({ text: 'love' }))
    expect(found).toEqual([{ id, details, points: null, isProvisional: false }])
    value(shop.terminal.customers.change({ command: v7(), customer: id, details: { card: '77' } }))
    expect(named(shop, '77')).toEqual(['Countess of Lovelace'])
    expect(shop.store.customers.find(id)?.isProvisional).toBe(true)
  })

  it('is as it was written here again, where a restored backend has less of it', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    pullCustomer(shop, { id, details: { ...EMPTY_DETAILS, ...ADA }, points: 12 })
    const documents = shop.store.documents.of('customers')
    const nameless = { details: EMPTY_DETAILS, points: 3, contains: {} }
    const previous = documents.table.find(id)!
    const document = { ...previous, ...nameless, _meta: { lwt: 2 }, _rev: '2-test' }
    documents.write([{ previous, document }], 'test')
    const shown = { details: { ...EMPTY_DETAILS, ...ADA }, isProvisional: true }
    expect(shop.store.customers.find(id)).toMatchObject({ ...shown, points: 3 })
    documents.table.clear()
    expect(shop.store.customers.find(id)).toMatchObject({ ...shown, points: 0 })
  })
})

describe('erasing a customer', () => {
  it('takes the personal data from every entry and breaks no chain', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    value(shop.terminal.customers.change({ command: v7(), customer: id, details: { card: '9' } }))
    const before = sealed(shop).map((each) => each.hash)
    expect(code(shop.terminal.customers.erase({ command: v7(), customer: id }))).toBe('ok')
    const after = sealed(shop)
    expect(after.map((each) => each.hash).slice(0, before.length)).toEqual(before)
    expect(after.every((each) => hashOf(each.canonical) === each.hash)).toBe(true)
    expect(after.every((each) => each.personal === null)).toBe(true)
    expect(named(shop, 'ada')).toEqual([])
    expect(JSON.stringify(shop.store.customers.find(id) ?? 'gone')).toBe('"gone"')
  })

  it('by a row that comes down does the same here', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    pullCustomer(shop, { id, details: null, points: 0 })
    expect(sealed(shop).every((each) => each.personal === null)).toBe(true)
    expect(named(shop, 'ada')).toEqual([])
  })
})

describe('a customer of a sale', () => {
  it('is shown with the cart, and the entry names only the id', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
    await scan(shop, MILK.gtin)
    expect(value(shop.terminal.draft.current()).customer?.details.name).toBe('Ada Lovelace')
    await payCash(shop, 100_000)
    const sale = entries(shop).find((entry) => entry.kind === 'sale-completed')
    expect(sale?.body['customer']).toBe(id)
    expect(value(shop.terminal.draft.current()).customer).toBeNull()
  })

  it('is named by a scan of the card, before the first line or after it', async () => {
    const shop = await openTill()
    const { id } = create(shop, { ...ADA, card: 'HF-000123' })
    shop.clock.pass(60_000)
    await scan(shop, 'HF-000123')
    expect(value(shop.terminal.draft.current()).customer?.id).toBe(id)
    await scan(shop, MILK.gtin)
    await scan(shop, 'HF-000123')
    expect(value(shop.terminal.draft.current()).lines).toHaveLength(1)
    await payCash(shop, 100_000)
    const sale = entries(shop).find((entry) => entry.kind === 'sale-completed')
    expect(sale?.body).toMatchObject({ customer: id, openedAt: shop.clock.now() })
  })

  it('can be taken from it again, and somebody unknown cannot be put there', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
    const stranger = shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: v7() })
    expect(code(stranger)).toBe('customer-unknown')
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: null }))
    await scan(shop, MILK.gtin)
    await payCash(shop, 100_000)
    const sale = entries(shop).find((entry) => entry.kind === 'sale-completed')
    expect(sale?.body).not.toHaveProperty('customer')
  })

  it('who is erased while the cart is open is nobody when it is paid', async () => {
    const shop = await openTill()
    const { id } = create(shop, ADA)
    await scan(shop, MILK.gtin)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
    value(shop.terminal.customers.erase({ command: v7(), customer: id }))
    expect(value(shop.terminal.draft.current()).customer).toBeNull()
    await payCash(shop, 100_000)
    const sale = entries(shop).find((entry) => entry.kind === 'sale-completed')
    expect(sale?.body).not.toHaveProperty('customer')
  })
})

describe('the points of a customer', () => {
  const giving = async () => {
    const shop = await openTill()
    const loyalty = { perUnit: 2000, excluded: [], worth: 1, offlineMost: 500 }
    pull(shop, 'settings', { ...shop.store.settings.store()!, ...{ loyalty } })
    const { id } = create(shop, ADA)
    const buy = async (count: number) => {
      await scan(shop, MILK.gtin, count)
      value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
      const { total } = value(shop.terminal.draft.current())
      await payCash(shop, 100_000)
      return Math.floor(total / 50)
    }
    const shown = () => value(shop.terminal.customers.search({ text: 'ada' }))[0]?.points
    return { shop, id, buy, shown }
  }

  it('are counted with the sale, stand in its entry, and show without the backend', async () => {
    const { shop, buy, shown } = await giving()
    expect(shown()).toBe(0)
    const first = await buy(3)
    const second = await buy(5)
    expect(first).toBeGreaterThan(0)
    expect(shown()).toBe(first + second)
    const sales = entries(shop).filter((entry) => entry.kind === 'sale-completed')
    expect(sales.map((entry) => entry.body['points'])).toEqual([
      { earned: first, redeemed: 0 },
      { earned: second, redeemed: 0 },
    ])
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('are the pulled balance and what that does not contain', async () => {
    const { shop, id, buy, shown } = await giving()
    await buy(3)
    pullCustomer(shop, { id, details: { ...EMPTY_DETAILS, ...ADA }, points: 1000 })
    expect(shown()).toBe(1000)
    expect(await buy(2).then((earned) => 1000 + earned)).toBe(shown())
  })

  it('are also those that the balance lacks of whoever turned out to be the customer', async () => {
    const { shop, id, buy, shown } = await giving()
    const other = v7()
    pullCustomer(shop, { id: other, details: { ...EMPTY_DETAILS, ...ADA }, points: 1000 })
    const before = await buy(3)
    pullMerged(shop, id, other)
    expect(shown()).toBe(1000 + before)
    expect(shop.store.customers.find(id)).toEqual(shop.store.customers.find(other))
    pullParted(shop, id)
    expect(shop.store.customers.find(other)?.points).toBe(1000)
  })

  it('are not shown where the store gives none', async () => {
    const shop = await openTill()
    expect(create(shop, ADA).points).toBeNull()
  })
})

describe('a customer who was merged', () => {
  it('is changed and erased as whom it turned out to be, and nothing of it stays', async () => {
    const shop = await openTill()
    const [ada, other] = [create(shop, ADA).id, create(shop, { name: 'A. Lovelace' }).id]
    pullCustomer(shop, { id: ada, details: { ...EMPTY_DETAILS, ...ADA }, points: 0 })
    pullMerged(shop, other, ada)
    const changed = { command: v7(), customer: other, details: { card: '77' } }
    expect(value(shop.terminal.customers.change(changed))).toMatchObject({
      ...{ id: ada, details: { name: 'Ada Lovelace', card: '77' } },
    })
    expect(code(shop.terminal.customers.erase({ command: v7(), customer: other }))).toBe('ok')
    expect(entries(shop).at(-1)?.body).toEqual({ customer: ada })
    expect(sealed(shop).every((each) => each.personal === null)).toBe(true)
    expect(shop.store.customers.find(other)).toBeUndefined()
  })

  it('is whom it turned out to be, also for a cart that still names it', async () => {
    const shop = await openTill()
    const [ada, other] = [create(shop, ADA).id, create(shop, { name: 'A. Lovelace' }).id]
    await scan(shop, MILK.gtin)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: other }))
    pullCustomer(shop, { id: ada, details: { ...EMPTY_DETAILS, ...ADA }, points: 0 })
    pullMerged(shop, other, ada)
    expect(named(shop, 'lovelace')).toEqual(['Ada Lovelace'])
    expect(shop.store.customers.find(other)?.id).toBe(ada)
    await payCash(shop, 100_000)
    const sale = entries(shop).find((entry) => entry.kind === 'sale-completed')
    expect(sale?.body['customer']).toBe(ada)
  })
})
