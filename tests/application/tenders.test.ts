import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { PaymentOutcome } from '../../src/ports/devices.ts'
import { approve, paymentTerminal } from './devices.ts'
import {
  BREAD,
  code,
  draftCommand,
  grant,
  MILK,
  payCash,
  PEOPLE,
  PINS,
  scan,
  signIn,
  value,
  type Shop,
  closeTill,
} from './shop.ts'
import { lastEntry, payCard, shopWith, soldBody, takeCash, undo, view } from './two-milks.ts'

const unknown = (): PaymentOutcome => ({ state: 'unknown', reason: 'link lost' })
const declined = (): PaymentOutcome => ({ state: 'declined', reason: '' })

describe('a sale that is paid in parts', () => {
  it('holds what was taken over a death of the core, and ends in one entry', async () => {
    const shop = await shopWith()
    expect(value(await takeCash(shop, 100))).toMatchObject({ outcome: 'taken' })
    expect(value(await payCard(shop, 50))).toMatchObject({ outcome: 'taken' })
    const again = shop.reopen()
    expect(view(again)).toMatchObject({ due: 108, tenders: [{ amount: 100 }, { amount: 50 }] })
    const sale = await payCash(again, 200)
    expect(sale).toMatchObject({ total: 258, tendered: 350, change: 92, tender: 'mixed' })
    expect(soldBody(again)).toMatchObject({
      tenders: [{ kind: 'cash' }, { kind: 'card', lastFour: '4771' }, { kind: 'cash' }],
      change: 92,
    })
    const { id } = again.store.tills.current()!
    expect(again.store.tills.expectedCash(id)).toBe(10_000 + 258 - 50)
    expect(view(again)).toMatchObject({ lines: [], tenders: [] })
  })

  it('ends with the card that pays the rest, and gives change from cash only', async () => {
    const shop = await shopWith()
    value(await takeCash(shop, 58))
    expect(value(await payCard(shop))).toMatchObject({ outcome: 'done', sale: { change: 0 } })
    expect(code(await payCard(await shopWith(), 259))).toBe('limit-amount')
  })

  it('answers a part that is asked for twice as before, and takes it once', async () => {
    const shop = await shopWith()
    const part = { ...draftCommand(shop), tendered: minor(100), currency: null }
    value(await shop.terminal.draft.takeCash(part))
    expect(value(await shop.terminal.draft.takeCash(part))).toMatchObject({ outcome: 'taken' })
    expect(view(shop).tenders).toHaveLength(1)
    value(await payCash(shop, 158).then((sale) => ({ ok: true, value: sale }) as const))
  })

  it('leaves its lines alone while money is there for them', async () => {
    const shop = await shopWith()
    value(await takeCash(shop, 100))
    const scanned = { text: MILK.gtin, symbology: null, quantity: 1000 as never }
    expect(code(await shop.terminal.draft.scan({ command: v7(), ...scanned }))).toBe(
      'tenders-taken',
    )
    const line = view(shop).lines[0]!.id
    expect(code(shop.terminal.draft.remove({ ...draftCommand(shop), line }))).toBe('tenders-taken')
    expect(code(closeTill(shop, 0))).not.toBe('ok')
  })

  it('takes no more parts than its entry holds, and can still be ended', async () => {
    const shop = await shopWith()
    for (let part = 0; part < 19; part += 1) value(await takeCash(shop, 1))
    expect(code(await takeCash(shop, 1))).toBe('limit-tenders')
    expect(code(await payCard(shop, 1))).toBe('limit-tenders')
    expect(await payCash(shop, 239)).toMatchObject({ change: 0 })
  })

  it('takes no part that is nothing, and no cash for all that is less', async () => {
    const shop = await shopWith()
    expect(code(await takeCash(shop, 0))).toBe('limit-amount')
    const less = { ...draftCommand(shop), tendered: minor(257) }
    expect(code(await shop.terminal.draft.payCash(less))).toBe('tender-too-small')
    expect(view(shop).tenders).toEqual([])
  })
})

describe('a tender that is undone', () => {
  it('of cash goes back at once, opens the drawer, and stays known', async () => {
    const shop = await shopWith()
    value(await takeCash(shop, 100))
    const [cash] = view(shop).tenders
    expect(value(await undo(shop, cash!.id))).toMatchObject({ outcome: 'undone' })
    expect(view(shop)).toMatchObject({ due: 258, tenders: [] })
    await payCash(shop, 258)
    expect(soldBody(shop)).toMatchObject({
      tenders: [{ kind: 'cash', amount: 258 }],
      undone: [{ tender: { kind: 'cash', amount: 100 }, by: PEOPLE.manager }],
    })
  })

  it('of a card is taken back by the device that took it, by its own numbers', async () => {
    const payment = paymentTerminal(approve)
    const shop = await shopWith({}, payment)
    value(await payCard(shop, 100))
    const [card] = view(shop).tenders
    expect(value(await undo(shop, card!.id))).toMatchObject({ outcome: 'undone' })
    expect(payment.reversed).toMatchObject([
      { amountMinor: 100, original: { trace: '470', receipt: '0470' } },
    ])
    expect(lastEntry(shop)).toMatchObject({
      ...{ kind: 'payment-settled', actor: PEOPLE.manager },
      body: { kind: 'reversal', outcome: 'approved', amount: 100, withoutSale: false },
    })
    expect(view(shop)).toMatchObject({ due: 258, tenders: [] })
    expect(payment.paid).toHaveLength(1)
  })

  it('of a card that the device will not take back still counts as paid', async () => {
    const shop = await shopWith({}, paymentTerminal(approve, approve, declined))
    value(await payCard(shop, 100))
    const [card] = view(shop).tenders
    expect(value(await undo(shop, card!.id))).toMatchObject({ outcome: 'declined' })
    expect(view(shop)).toMatchObject({ due: 158, tenders: [{ amount: 100 }], payment: null })
    expect(value(await undo(shop, card!.id))).toMatchObject({ outcome: 'declined' })
  })

  it('with an end that nobody knows is locked, and asked for, never done twice', async () => {
    const payment = paymentTerminal(approve, approve, unknown)
    const shop = await shopWith({}, payment)
    value(await payCard(shop, 100))
    const [card] = view(shop).tenders
    expect(value(await undo(shop, card!.id))).toMatchObject({ outcome: 'unknown' })
    const again = shop.reopen()
    expect(view(again).payment).toMatchObject({ kind: 'reversal', state: 'unknown' })
    expect(code(await undo(again, card!.id))).toBe('payment-unknown')
    expect(code(await takeCash(again, 158))).toBe('payment-unknown')
    const resolved = await again.terminal.draft.resolvePayment(draftCommand(again))
    expect(value(resolved)).toMatchObject({ outcome: 'undone' })
    expect(view(again)).toMatchObject({ due: 258, tenders: [], payment: null })
    expect(payment.reversed).toHaveLength(1)
  })

  it.each([
    ['charged', 'declined', 158],
    ['not-charged', 'undone', 258],
  ] as const)('ends by the word that the card is %s', async (word, outcome, due) => {
    const shop = await shopWith({}, paymentTerminal(approve, unknown, unknown))
    value(await payCard(shop, 100))
    value(await undo(shop, view(shop).tenders[0]!.id))
    const said = { ...draftCommand(shop), outcome: word }
    expect(value(await shop.terminal.draft.settlePayment(said))).toMatchObject({ outcome })
    expect(view(shop)).toMatchObject({ due, payment: null })
  })
})

describe('a sale that is given up after money was taken', () => {
  const abandon = (shop: Shop, pin?: string) => {
    const input = {
      ...draftCommand(shop),
      ...(pin !== undefined && { approval: { staff: PEOPLE.manager, pin } }),
    }
    return shop.terminal.doGuarded(input, shop.terminal.draft.abandon)
  }

  it('needs approval, also where the money went back before', async () => {
    const shop = await shopWith()
    await signIn(shop, 'cashier')
    value(await takeCash(shop, 100))
    expect(code(await abandon(shop))).toBe('approval-needed')
    value(await undo(shop, view(shop).tenders[0]!.id))
    expect(code(await abandon(shop))).toBe('approval-needed')
    expect(code(await abandon(shop, PINS.manager))).toBe('ok')
    expect(lastEntry(shop)).toMatchObject({
      ...{ kind: 'cart-abandoned', actor: PEOPLE.cashier, approver: PEOPLE.manager },
      body: { undone: [{ tender: { kind: 'cash', amount: 100 } }] },
    })
  })

  it('needs approval too for whatever is taken out of it, in each way', async () => {
    const shop = await shopWith()
    await signIn(shop, 'cashier')
    grant(shop, 'cashier', 'remove-line', { kind: 'allowed' })
    await scan(shop, BREAD.gtin)
    value(await takeCash(shop, 100))
    value(await undo(shop, view(shop).tenders[0]!.id))
    const { draft } = shop.terminal
    const [milk] = view(shop).lines
    const removeFirst = (pin?: string) => {
      const approval = pin === undefined ? {} : { approval: { staff: PEOPLE.manager, pin } }
      const input = { ...draftCommand(shop), line: view(shop).lines[0]!.id, ...approval }
      return shop.terminal.doGuarded(input, draft.remove)
    }
    const needed = {
      ok: false,
      failure: { code: 'approval-needed', details: { permission: 'void-tendered' } },
    }
    // All but one cheap line, one piece less, and what came last.
    expect(await removeFirst()).toMatchObject(needed)
    const lowered = { line: milk!.id, quantity: ONE }
    expect(draft.setQuantity({ ...draftCommand(shop), ...lowered })).toMatchObject(needed)
    expect(draft.undo(draftCommand(shop))).toMatchObject(needed)
    expect(view(shop).total).toBe(508)
    // More of it is nobody's loss.
    await scan(shop, BREAD.gtin)
    expect(code(await removeFirst(PINS.manager))).toBe('ok')
    expect(lastEntry(shop)).toMatchObject({
      ...{ kind: 'act-approved', approver: PEOPLE.manager },
      body: { permission: 'void-tendered' },
    })
    expect(await removeFirst()).toMatchObject(needed)
    expect(code(await removeFirst(PINS.manager))).toBe('ok')
    expect(view(shop).lines).toEqual([])
  })

  it('gives its cash back, and waits for what a card paid', async () => {
    const shop = await shopWith()
    value(await takeCash(shop, 100))
    value(await payCard(shop, 50))
    expect(code(await abandon(shop))).toBe('tenders-taken')
    value(await undo(shop, view(shop).tenders[1]!.id))
    expect(code(await abandon(shop))).toBe('ok')
    expect(lastEntry(shop)?.body['undone']).toHaveLength(2)
    const { id } = shop.store.tills.current()!
    expect(shop.store.tills.expectedCash(id)).toBe(10_000)
  })
})
