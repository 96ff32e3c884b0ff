/** Money that was paid for goods laid away goes back the way it came, the card first. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { saleTenderKey } from '../../src/domain/claim.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { wrongFigure } from '../../src/domain/journal/arithmetic.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { approve, paymentTerminal } from './devices.ts'
import { current, lastSale, shopWith, toCard } from './refund-stage.ts'
import { code, daysLater, draftCommand, entries, grant, MILK, NO_DEVICES } from './shop.ts'
import { payCash, present, pull, scan, value, type Shop } from './shop.ts'

const FEE = 50
const [BY_CARD, BY_CASH] = [200, 100]

const end = (shop: Shop, park: string) =>
  shop.terminal.layaways.end({ ...draftCommand(shop), park, as: 'given-up' })
const isWhole = async ({ file }: Shop) =>
  expect(await verifyDatabase(file, { check: 'full' })).toMatchObject({ broken: undefined })

/** Of it a card has paid a part, and cash another, each by a sale of its own. */
async function laidAway(...options: Parameters<typeof shopWith>) {
  const staged = await shopWith(...options)
  const { shop } = staged
  const layaways = { days: 30, deposit: rate(0), fee: minor(FEE) }
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...{ layaways } })
  grant(shop, 'manager', 'give-up-layaway', { kind: 'allowed' })
  await scan(shop, MILK.gtin, 4)
  const details = { name: 'Ada' }
  const { id } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: id }))
  const begun = value(shop.terminal.layaways.begin(draftCommand(shop)))
  const { park } = present(begun.layaway ?? undefined)
  value(await shop.terminal.layaways.pay({ command: v7(), park, amount: minor(BY_CARD) }))
  value(await shop.terminal.draft.payCard(draftCommand(shop)))
  const card = lastSale(shop)['sale'] as string
  value(await shop.terminal.layaways.pay({ command: v7(), park, amount: minor(BY_CASH) }))
  await payCash(shop, BY_CASH)
  return { ...staged, park, card, cash: lastSale(shop)['sale'] as string }
}

describe('goods laid away that are given up', () => {
  it('give the card back what it paid, by its receipt’s number, and the rest in cash', async () => {
    const { shop, payment, taken, park, card, cash } = await laidAway()
    const { draft } = value(await end(shop, park)) as { draft: { refund: unknown } }
    expect(draft.refund).toMatchObject({
      shares: [{ kind: 'card', amount: BY_CARD, detail: 'Debit ····4771' }],
      ...{ cash: BY_CASH - FEE, credit: 0, beyond: 0 },
    })
    expect(value(await toCard(shop))).toMatchObject({ outcome: 'taken' })
    // What went to the card stays there: the layaway is ended, and put back no more.
    expect(code(shop.terminal.draft.abandon(draftCommand(shop)))).toBe('tenders-taken')
    await payCash(shop, 0)
    expect(payment.reversed).toMatchObject([{ amountMinor: BY_CARD, original: { trace: '470' } }])
    const claim = present(taken.find(({ kind }) => kind === 'sale-tender'))
    expect(claim).toMatchObject({ key: saleTenderKey(card, 0), amount: BY_CARD })
    const sale = lastSale(shop)
    expect(sale).toMatchObject({
      layaway: {
        payments: [
          { sale: cash, amount: BY_CASH },
          { sale: card, amount: BY_CARD },
        ],
      },
      tenders: [
        { kind: 'layaway', amount: BY_CARD + BY_CASH },
        { kind: 'card', amount: -BY_CARD, back: { sale: card, tender: 0, claim: claim.id } },
        { kind: 'cash', amount: FEE - BY_CASH },
      ],
    })
    expect(shop.store.soldSales.find(card)?.refunded).toEqual({ 0: BY_CARD })
    await isWhole(shop)
    const { body } = present(entries(shop).at(-1)) as unknown as Entry<'sale-completed'>
    const layaway = present(body.layaway)
    const less = [{ sale: card, amount: minor(BY_CARD - 1) }]
    for (const payments of [undefined, [{ sale: cash, amount: minor(BY_CASH) }], less]) {
      const { payments: _, ...bare } = layaway
      const other = { ...bare, ...(payments && { payments }) }
      expect(wrongFigure({ ...body, layaway: other })).toContain('money goes back')
    }
    const more = [{ sale: card, amount: minor(BY_CARD + BY_CASH + 1) }]
    const beyond = { ...body, layaway: { ...layaway, payments: more } }
    expect(wrongFigure(beyond)).toContain('laid away')
  })

  it('pay it out to the card another day, and in cash only by somebody’s word', async () => {
    const { shop, payment, park } = await laidAway()
    daysLater(shop, 3)
    value(await end(shop, park))
    grant(shop, 'manager', 'refund-in-cash', { kind: 'approval' })
    const cash = { ...draftCommand(shop), tendered: minor(0) }
    expect(await shop.terminal.draft.payCash(cash)).toMatchObject({
      failure: { code: 'approval-needed', details: { amount: BY_CARD } },
    })
    value(await toCard(shop))
    await payCash(shop, 0)
    expect(payment.reversed).toEqual([])
    expect(payment.refunded).toMatchObject([{ amountMinor: BY_CARD, card: '4771' }])
    await isWhole(shop)
  })

  it('wait for a refund without a known end, which is asked for and given once', async () => {
    const { shop, payment, park } = await laidAway(() => new Promise(() => undefined))
    value(await end(shop, park))
    void toCard(shop)
    await new Promise((resolve) => setImmediate(resolve))
    const asked = paymentTerminal(approve)
    const again = shop.reopen({ devices: { ...NO_DEVICES, payment: asked } })
    const known = { kind: 'refund', state: 'unknown', amount: BY_CARD }
    expect(current(again).payment).toMatchObject(known)
    const cash = { ...draftCommand(again), tendered: minor(0) }
    expect(code(await again.terminal.draft.payCash(cash))).toBe('payment-unknown')
    value(await again.terminal.draft.resolvePayment(draftCommand(again)))
    await payCash(again, 0)
    expect([payment.reversed.length, asked.reversed.length, asked.inquired.length]).toEqual([
      ...[1, 0, 1],
    ])
    expect(lastSale(again)['tenders']).toMatchObject([{}, { amount: -BY_CARD }, { kind: 'cash' }])
    await isWhole(again)
  })

  it('give back in cash what nobody here knows the payment of', async () => {
    const { shop, park } = await laidAway()
    shop.store.soldSales.ofLayaway = () => []
    expect(value(await end(shop, park))).toMatchObject({
      draft: { refund: { shares: [], cash: BY_CARD + BY_CASH - FEE, beyond: 0 } },
    })
    await payCash(shop, 0)
    expect(lastSale(shop)['layaway']).not.toHaveProperty('payments')
    await isWhole(shop)
  })
})
