/** Goods that come back to the till: found, claimed, refunded, and never more than were sold. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { saleLineKey, type Claim } from '../../src/domain/claim.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import type { SoldSale } from '../../src/domain/returns/sold.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import type { SoldSaleView } from '../../src/contract/terminal/returns.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import {
  BREAD,
  code,
  daysLater,
  draftCommand,
  entries,
  grant,
  LOCATION,
  MILK,
  openTill,
  payCash,
  PEOPLE,
  PINS,
  present,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'

/** A backend that answers what a test tells it, and remembers what it was asked. */
function backend(answer: ClaimAnswer = { outcome: 'granted', expiresAt: 0 }) {
  const taken: Claim[] = []
  const released: string[] = []
  const says = { answer }
  const claims: Claims = {
    take(claim) {
      taken.push(claim)
      return Promise.resolve(says.answer)
    },
    release: (ids) => void released.push(...ids),
  }
  return { claims, taken, released, says }
}

/** Three milks and a bread, sold for cash. */
async function sell(shop: Shop): Promise<SoldSaleView> {
  await scan(shop, MILK.gtin, 3)
  await scan(shop, BREAD.gtin)
  const { receipt } = await payCash(shop, 1000)
  return found(shop, receipt)
}

async function found(shop: Shop, text: string): Promise<SoldSaleView> {
  const { sales } = value(await shop.terminal.returns.find({ text, everywhere: false }))
  expect(sales).toHaveLength(1)
  return present(sales[0])
}

function returnOf(sale: SoldSaleView, counts: readonly number[], restock = true) {
  const lines = sale.lines.flatMap(({ id }, index) => {
    const count = counts[index] ?? 0
    const why = { reason: 'faulty', condition: 'opened', restock } as const
    return count === 0 ? [] : [{ line: id, quantity: pieces(count), ...why }]
  })
  return { command: v7(), sale: sale.id, lines }
}

const lastSale = (shop: Shop): SaleCompleted =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed'))
    .body as unknown as SaleCompleted

describe('goods that come back', () => {
  it('are paid back from the drawer, and go to the shelf only where they shall', async () => {
    const { claims, taken } = backend()
    const shop = await openTill({ claims })
    const sale = await sell(shop)
    const { id: session } = present(shop.store.tills.current())
    const before = shop.store.tills.expectedCash(session)
    value(await shop.terminal.returns.put(returnOf(sale, [2, 0])))
    value(await shop.terminal.returns.put(returnOf(sale, [0, 1], false)))
    const draft = value(shop.terminal.draft.current())
    expect(draft.total).toBe(-2 * MILK.price - BREAD.price)
    expect(draft.lines[0]).toMatchObject({
      ...{ quantity: -2 * ONE, amount: -2 * MILK.price },
      returned: { receipt: sale.receipt, reason: 'faulty', word: 'granted' },
    })
    const sold = await payCash(shop, 0)
    expect([sold.total, sold.change]).toEqual([draft.total, 0])
    expect(shop.store.tills.expectedCash(session)).toBe(before + draft.total)

    const body = lastSale(shop)
    expect(body.tenders).toEqual([{ kind: 'cash', amount: draft.total }])
    expect(body.tax).toBeLessThan(0)
    expect(body.movements).toEqual([{ item: MILK.item, location: LOCATION, quantity: 2 * ONE }])
    expect(body.claims).toEqual(taken)
    expect(taken.map(({ key, amount }) => [key, amount])).toEqual([
      [saleLineKey(sale.id, present(sale.lines[0]).id), 2 * ONE],
      [saleLineKey(sale.id, present(sale.lines[1]).id), ONE],
    ])
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('are exchanged for others in one sale and one entry', async () => {
    const shop = await openTill({ claims: backend().claims })
    const sale = await sell(shop)
    value(await shop.terminal.returns.put(returnOf(sale, [0, 1])))
    await scan(shop, MILK.gtin, 3)
    const { total, lines } = value(shop.terminal.draft.current())
    expect(lines.map((line) => line.quantity)).toEqual([0 - ONE, 3 * ONE])
    expect(total).toBe(3 * MILK.price - BREAD.price)
    await payCash(shop, 500)
    expect(lastSale(shop)).toMatchObject({ total, change: 500 - total })
  })

  it('never share a line with the same goods that are bought', async () => {
    const shop = await openTill({ claims: backend().claims })
    const sale = await sell(shop)
    value(await shop.terminal.returns.put(returnOf(sale, [1, 0])))
    await scan(shop, MILK.gtin)
    const { lines, total } = value(shop.terminal.draft.current())
    expect([lines.map((line) => line.quantity), total]).toEqual([[0 - ONE, ONE], 0])
    await payCash(shop, 0)
    expect(lastSale(shop).movements).toEqual([])
  })

  it('never are more than were sold: at once, in the cart, or after the sale', async () => {
    const shop = await openTill({ claims: backend().claims })
    const sale = await sell(shop)
    const { returns } = shop.terminal
    expect(code(await returns.put(returnOf(sale, [4, 0])))).toBe('return-too-many')
    value(await returns.put(returnOf(sale, [2, 0])))
    expect(code(await returns.put(returnOf(sale, [2, 0])))).toBe('return-too-many')
    await payCash(shop, 0)
    expect((await found(shop, sale.receipt)).lines[0]).toMatchObject({
      ...{ sold: 3 * ONE, returned: 2 * ONE, returnable: ONE },
    })
    expect(code(await returns.put(returnOf(sale, [2, 0])))).toBe('return-too-many')
    value(await returns.put(returnOf(sale, [1, 0])))
    await payCash(shop, 0)
    const again = shop.reopen()
    expect((await found(again, sale.receipt)).lines[0]?.returnable).toBe(0)
  })

  it('are refused where the backend says that others take them', async () => {
    const { claims, says, released } = backend()
    const shop = await openTill({ claims })
    const sale = await sell(shop)
    says.answer = { outcome: 'refused', reason: 'used-up', remaining: 0 }
    expect(code(await shop.terminal.returns.put(returnOf(sale, [1, 0])))).toBe('return-taken')
    expect(value(shop.terminal.draft.current()).lines).toEqual([])
    expect(released).toEqual([])
  })

  it('go back without the backend’s word up to what the store risks, and no further', async () => {
    const { claims, taken } = backend({ outcome: 'unreachable' })
    const shop = await openTill({ claims })
    const settings = present(shop.store.settings.store())
    const returns = { windowDays: 30, salesKeptDays: 60, offlineLimit: minor(300) }
    pull(shop, 'settings', { ...settings, ...{ returns } })
    const sale = await sell(shop)
    const many = returnOf(sale, [2, 1])
    expect(code(await shop.terminal.returns.put(many))).toBe('return-needs-backend')
    // Once nobody answered the first, nobody is made to wait for the second.
    expect(taken).toHaveLength(1)
    value(await shop.terminal.returns.put(returnOf(sale, [2, 0])))
    const more = await shop.terminal.returns.put(returnOf(sale, [1, 0]))
    expect(code(more)).toBe('return-needs-backend')
    await payCash(shop, 0)
    const [line] = lastSale(shop).lines
    expect(line?.returned?.word).toBe('none')
    expect(lastSale(shop).claims).toMatchObject([{ amount: 2 * ONE }])
  })

  it('can go elsewhere when they are taken out of the cart, or it is given up', async () => {
    const { claims, taken, released } = backend()
    const shop = await openTill({ claims })
    const sale = await sell(shop)
    const { draft, returns } = shop.terminal
    value(await returns.put(returnOf(sale, [1, 0])))
    const [line] = value(draft.current()).lines
    value(draft.remove({ ...draftCommand(shop), line: present(line).id }))
    expect(released).toEqual([taken[0]?.id])
    value(await returns.put(returnOf(sale, [0, 1])))
    value(draft.undo(draftCommand(shop)))
    value(await returns.put(returnOf(sale, [1, 0])))
    value(draft.abandon(draftCommand(shop)))
    expect(released).toEqual(taken.map(({ id }) => id))
  })

  it('later than the window need a second person', async () => {
    const { claims, released, taken } = backend()
    const shop = await openTill({ claims })
    grant(shop, 'manager', 'return-late', { kind: 'approval' })
    const sale = await sell(shop)
    daysLater(shop, 31)
    expect((await found(shop, sale.receipt)).late).toBe(true)
    const input = returnOf(sale, [1, 0])
    expect(code(await shop.terminal.returns.put(input))).toBe('approval-needed')
    expect(released).toEqual(taken.map(({ id }) => id))
    const approval = { staff: PEOPLE.admin, pin: PINS.admin }
    value(
      await shop.terminal.doGuarded({ ...input, approval }, (bare) =>
        shop.terminal.returns.put(bare),
      ),
    )
    expect(value(shop.terminal.draft.current()).lines).toHaveLength(1)
  })

  it('asked for twice by one command come back once', async () => {
    const { claims, taken } = backend()
    const shop = await openTill({ claims })
    const input = returnOf(await sell(shop), [1, 0])
    value(await shop.terminal.returns.put(input))
    value(await shop.terminal.returns.put(input))
    expect(value(shop.terminal.draft.current()).lines).toHaveLength(1)
    expect(taken).toHaveLength(1)
  })
})

describe('a sale whose goods come back', () => {
  it('is found by its receipt or the end of it, its total, its day and its goods', async () => {
    const shop = await openTill({ claims: backend().claims })
    const sale = await sell(shop)
    await scan(shop, BREAD.gtin, 2)
    await payCash(shop, 1000)
    for (const text of [sale.receipt, sale.receipt.toLowerCase(), '1', '6.37', '6,37', 'mil']) {
      expect((await found(shop, text)).id).toBe(sale.id)
    }
    const find = async (text: string) =>
      value(await shop.terminal.returns.find({ text, everywhere: false })).sales.length
    expect([await find('bread'), await find('2026-01-01'), await find('cheese')]).toEqual([2, 0, 0])
    expect(await find(present(shop.store.tills.current()).businessDate)).toBe(2)
  })

  it('may be another till’s, come down, with what came back of it elsewhere', async () => {
    const shop = await openTill({ claims: backend().claims })
    const own = await sell(shop)
    const document = { ...present(shop.store.soldSales.find(own.id)), ...elsewhere(own) }
    shop.store.documents.of('sales').append({ ...document, contains: {} }, shop.clock.now())
    const sale = await found(shop, 'T9-1-000007')
    expect(sale.lines[0]).toMatchObject({ returned: ONE, returnable: 2 * ONE })
    value(await shop.terminal.returns.put(returnOf(sale, [2, 0])))
    await payCash(shop, 0)
    // The row that came down does not contain this return; a later one does.
    expect((await found(shop, 'T9-1-000007')).lines[0]?.returnable).toBe(0)
    const { epoch, seq } = shop.store.journal.head()
    const returned = { [present(sale.lines[0]).id]: quantity(3 * ONE) }
    pull(shop, 'sales', { id: sale.id, ...{ returned, contains: { [epoch.id]: seq } } })
    expect((await found(shop, 'T9-1-000007')).lines[0]?.returned).toBe(3 * ONE)
  })

  it('is asked for at the backend where it is not known here', async () => {
    const told: SoldSale[] = []
    const find = () => Promise.resolve({ sales: told, contains: {} })
    const lookup = { ...NO_LOOKUP, find }
    const shop = await openTill({ claims: backend().claims, lookup })
    const own = await sell(shop)
    told.push({ ...present(shop.store.soldSales.find(own.id)), ...elsewhere(own), returned: {} })
    const text = 'T9-1-000007'
    const { returns } = shop.terminal
    expect(value(await returns.find({ text, everywhere: false })).sales).toEqual([])
    const answer = value(await returns.find({ text, everywhere: true }))
    expect(answer).toMatchObject({ asked: 'answered', sales: [{ receipt: text }] })
    value(await returns.put(returnOf(present(answer.sales[0]), [3, 0])))
    await payCash(shop, 0)
    const after = value(await returns.find({ text, everywhere: true }))
    expect(after.sales[0]?.lines[0]?.returnable).toBe(0)
  })
})

/** The same goods, sold by a till of another name, of which one came back since. */
function elsewhere({ lines }: SoldSaleView) {
  return { id: v7(), receipt: 'T9-1-000007', returned: { [present(lines[0]).id]: quantity(ONE) } }
}
