import { describe, expect, it } from 'vitest'
import { add } from '../../renderer/acts/cart.ts'
import { createTurn, type Desk } from '../../renderer/acts/desk.ts'
import { cancelPayment, moneyBack, settlePayment } from '../../renderer/acts/pay.ts'
import { wayOfRefund } from '../../renderer/acts/refunds.ts'
import type { TerminalClient } from '../../renderer/connection/link.ts'
import { troubleOf } from '../../renderer/connection/trouble.ts'
import { initialState, type Step } from '../../renderer/state/state.ts'
import { createStore } from '../../renderer/state/store.ts'
import type { DraftView, SellableView } from '../../src/contract/terminal/views.ts'
import { UNPAID } from '../fixtures/draft-view.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'

const DRAFT: DraftView = {
  ...{ id: 'first', version: 3, lines: [], subtotal: minor(100), tax: minor(0), taxes: [] },
  ...{
    total: minor(100),
    ...UNPAID,
    quickAmounts: [],
    canUndo: true,
    parked: 0,
    touched: null,
    payment: null,
    ...{ customer: null, discount: minor(0), given: [], coupons: [] },
  },
}
const held = { intent: 'i', amount: minor(100), kind: 'payment' } as const

/** A desk whose core answers what a test says, and keeps what it was asked. */
function deskAt(step: Step, payment: DraftView['payment'], answer: () => Promise<unknown>) {
  const asked: unknown[] = []
  const ask = (input: unknown) => {
    asked.push(input)
    return answer()
  }
  const client = { draft: { add: ask, cancelPayment: ask, settlePayment: ask } }
  const played: string[] = []
  const store = createStore({ ...initialState, step, draft: { ...DRAFT, payment } })
  const desk = {
    ...{ store, inTurn: createTurn(), tones: { play: (tone: string) => played.push(tone) } },
    connection: {
      ask: async (act: (client: TerminalClient) => Promise<unknown>) =>
        act(client as unknown as TerminalClient).then(
          (value) => ({ ok: true, value }),
          (error: Error) => ({ ok: false, trouble: troubleOf(error.message) }),
        ),
    },
  } as unknown as Desk
  return { asked, desk, played, store }
}

const waiting: Step = { name: 'card', phase: 'waiting', reason: '' }
const unknown: Step = { name: 'card', phase: 'unknown', reason: '' }

describe("a person's word on an unknown payment", () => {
  it('that nothing was charged frees the sale without another word', async () => {
    const freed = { outcome: 'declined', draft: DRAFT, reason: '' }
    const payment = { ...held, state: 'unknown' } as const
    const { asked, desk, store } = deskAt(unknown, payment, async () => freed)
    await settlePayment(desk, 'not-charged')
    expect(asked).toMatchObject([{ draft: 'first', version: 3, outcome: 'not-charged' }])
    expect(store.state()).toMatchObject({ step: { name: 'sell' }, draft: { payment: null } })
  })

  it('that the core refuses leaves the column as it was, and says why', async () => {
    const payment = { ...held, state: 'unknown' } as const
    const refused = () => Promise.reject(new Error('not-permitted'))
    const { desk, store } = deskAt(unknown, payment, refused)
    await settlePayment(desk, 'charged')
    expect(store.state()).toMatchObject({
      ...{ step: { name: 'card', phase: 'unknown' }, trouble: { code: 'not-permitted' } },
    })
  })
})

describe('giving a card payment up', () => {
  it('waits for the end that the payment itself tells', async () => {
    const payment = { ...held, state: 'started' } as const
    const { asked, desk, store } = deskAt(waiting, payment, async () => null)
    await cancelPayment(desk)
    expect(asked).toMatchObject([{ draft: 'first', version: 3 }])
    expect(store.state()).toMatchObject({ step: waiting, trouble: null })
  })

  it('that comes too late says nothing: the payment has said it', async () => {
    const late = deskAt(waiting, { ...held, state: 'started' }, async () => {
      late.store.change({ kind: 'step', step: { name: 'card', phase: 'declined', reason: '' } })
      throw new Error('draft-changed')
    })
    await cancelPayment(late.desk)
    expect(late.store.state().trouble).toBeNull()
  })
})

describe('a product that was chosen', () => {
  it('is asked for by the code that it was found by and its very pack', async () => {
    const { asked, desk } = deskAt({ name: 'sell' }, null, async () => ({
      outcome: 'added',
      draft: DRAFT,
    }))
    const goods: SellableView = {
      ...{ variant: 'v', name: 'Milk', size: '', unit: 'piece', sku: '', onHand: null },
      ...{ barcode: '04006381333948', packQuantity: pieces(6), unitPrice: unitPrice(1) },
      ...{ options: [], family: null },
    }
    await add(desk, goods)
    await add(desk, { ...goods, barcode: null, packQuantity: ONE })
    expect(asked).toMatchObject([
      { variant: 'v', barcode: { gtin: '04006381333948', packQuantity: pieces(6) } },
      { variant: 'v', barcode: null },
    ])
  })
})

describe('money that goes back', () => {
  const nothing = { shares: [], cash: 0, credit: 0, beyond: 0, unreached: [] }
  const back = (quantity: number, total: number, credit = 0) =>
    ({
      ...{ ...DRAFT, total, due: total, lines: [{ quantity, returned: null }] },
      refund: { ...nothing, credit },
    }) as unknown as DraftView

  it('is told for all that comes back, with or without a receipt', () => {
    expect(moneyBack(back(-1000, -48))).toBe(48)
    expect(moneyBack(back(-1000, 0))).toBe(0)
    expect(moneyBack(back(-1000, 20))).toBeNull()
    expect(moneyBack(back(1000, 0))).toBeNull()
  })

  it('names the account or the note where it goes to nobody else', () => {
    const draft = back(-1000, -48, 48)
    const accounts = [{ kind: 'store-credit' }] as unknown as DraftView['accounts']
    expect(wayOfRefund({ ...draft, accounts })).toBe('tender.store-credit')
    expect(wayOfRefund({ ...draft, accounts: [] })).toBe('refund.note')
    const mixed = { ...draft, refund: { ...nothing, credit: 40, cash: 8 } } as unknown as DraftView
    expect(wayOfRefund(mixed)).toBe('refund.as-paid')
  })
})
