import { describe, expect, it } from 'vitest'
import { initialState, type TerminalState } from '../../renderer/state/state.ts'
import { reduce } from '../../renderer/state/reduce.ts'
import type { Change } from '../../renderer/state/change.ts'
import type { DraftView, LineView, SaleView } from '../../src/contract/terminal/views.ts'
import { UNPAID } from '../fixtures/draft-view.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'

function line(id: string, change: Partial<LineView> = {}): LineView {
  const price = { unitPrice: unitPrice(1_000_000), amount: minor(100), rungAt: null }
  return {
    id,
    name: id,
    size: '',
    unit: 'piece',
    quantity: ONE,
    returned: null,
    discounts: [],
    ...price,
    ...change,
  }
}

function draft(version: number, change: Partial<DraftView> = {}): DraftView {
  const sums = { subtotal: minor(0), discount: minor(0), tax: minor(0), taxes: [], total: minor(0) }
  const rest = {
    given: [],
    coupons: [],
    quickAmounts: [],
    canUndo: false,
    parked: 0,
    touched: null,
    payment: null,
    customer: null,
  }
  return { id: 'first', version, lines: [], ...sums, ...UNPAID, ...rest, ...change }
}

function sale(id: string): SaleView {
  const extras = { givenBack: minor(0), cashRounding: minor(0), tip: minor(0) }
  const money = { total: minor(100), tendered: minor(100), change: minor(0), ...extras }
  const document = { language: 'en', direction: 'ltr', elements: [] } as const
  return {
    sale: id,
    receipt: 'T1',
    at: 0,
    ...money,
    tender: 'cash',
    document: { ...document, elements: [] },
  }
}

function after(...changes: readonly Change[]): TerminalState {
  return changes.reduce(reduce, initialState)
}

const drafted = (view: DraftView): Change => ({ kind: 'drafted', draft: view })
const announced = (view: DraftView): Change => ({
  kind: 'event',
  event: { kind: 'draft', draft: view },
})

describe('the draft on the screen', () => {
  it('keeps the newer version when an older answer comes late', () => {
    const state = after(announced(draft(3, { lines: [line('a')] })), drafted(draft(2)))
    expect(state.draft?.version).toBe(3)
  })

  it('never comes back after its sale', () => {
    const state = after(
      announced(draft(3, { lines: [line('a')] })),
      { kind: 'sold', sale: sale('first') },
      announced(draft(0, { id: 'second' })),
      drafted(draft(4, { lines: [line('a')] })),
    )
    expect(state.draft?.id).toBe('second')
    expect(state.step.name).toBe('done')
  })

  it('keeps the very objects of lines that did not change', () => {
    const before = after(announced(draft(1, { lines: [line('a'), line('b')] })))
    const changed = draft(2, { lines: [line('a'), line('b', { quantity: pieces(2) })] })
    const next = reduce(before, announced(changed))
    expect(next.draft?.lines[0]).toBe(before.draft?.lines[0])
    expect(next.draft?.lines[1]).not.toBe(before.draft?.lines[1])
  })

  it('keeps the very list when it is told twice', () => {
    const told = () => draft(1, { lines: [line('a'), line('b')] })
    const before = after(announced(told()))
    expect(reduce(before, drafted(told())).draft?.lines).toBe(before.draft?.lines)
    const turned = draft(2, { lines: [line('b'), line('a')] })
    expect(reduce(before, drafted(turned)).draft?.lines.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('lights the touched line up again each time it is touched', () => {
    const first = after(
      announced(draft(0)),
      announced(draft(1, { lines: [line('a')], touched: 'a' })),
    )
    const again = reduce(first, announced(draft(2, { lines: [line('a')], touched: 'a' })))
    expect(first.lit).toStrictEqual({ line: 'a', turn: 1 })
    expect(again.lit).toStrictEqual({ line: 'a', turn: 2 })
    expect(
      reduce(again, drafted(draft(2, { lines: [line('a')], touched: 'a' }))).lit,
    ).toStrictEqual(again.lit)
  })

  it('selects the line that took the place of a removed one', () => {
    const lines = [line('a'), line('b'), line('c')]
    const state = after(
      announced(draft(1, { lines })),
      { kind: 'selected', line: 'b' },
      announced(draft(2, { lines: lines.filter((_, place) => place !== 1) })),
    )
    expect(state.selected).toBe('c')
  })
})

describe('a card payment whose end is not known', () => {
  const unknown = { intent: 'i', kind: 'payment', amount: minor(100), state: 'unknown' } as const

  it('locks the pay column, also after a restart', () => {
    const state = after(announced(draft(1, { lines: [line('a')], payment: unknown })))
    expect(state.step).toMatchObject({ name: 'card', phase: 'unknown' })
    expect(reduce(state, { kind: 'back' }).step.name).toBe('card')
    expect(reduce(state, { kind: 'scanning' }).step.name).toBe('card')
  })

  it('lets go when it was declined', () => {
    const state = after({
      kind: 'step',
      step: { name: 'card', phase: 'declined', reason: '' },
    })
    expect(reduce(state, { kind: 'back' }).step.name).toBe('sell')
  })
})

describe('a scan', () => {
  it('closes what lies in its way at once', () => {
    const state = after(
      { kind: 'panel', panel: 'help' },
      { kind: 'typed', text: 'choc' },
      { kind: 'scanning' },
    )
    expect(state).toMatchObject({ panel: null, step: { name: 'sell' }, entry: { text: '' } })
  })

  it('answered late leaves alone what was begun since', () => {
    const answer = { outcome: 'added', draft: draft(1, { lines: [line('a')] }) } as const
    const state = after(
      announced(draft(0)),
      { kind: 'scanning' },
      { kind: 'step', step: { name: 'cash' } },
      { kind: 'scanned', answer, quantity: ONE },
    )
    expect(state.step.name).toBe('cash')
    expect(state.draft?.lines).toHaveLength(1)
  })

  it('of an unknown code stands where the line would be and adds nothing', () => {
    const state = after(announced(draft(1)), {
      kind: 'scanned',
      answer: { outcome: 'unknown', text: '40063' },
      quantity: ONE,
    })
    expect(state.notice).toStrictEqual({ kind: 'unknown', text: '40063', quantity: ONE })
    expect(state.draft?.lines).toHaveLength(0)
  })
})

describe('a form in the cart', () => {
  it('that was opened anew stays when the one before has done its work', () => {
    const form = () => ({ name: 'price', line: null }) as const
    const [first, second] = [form(), form()]
    const opened = reduce(reduce(initialState, { kind: 'step', step: first }), {
      ...{ kind: 'step', step: second },
    })
    expect(reduce(opened, { kind: 'step-over', step: first }).step).toBe(second)
    expect(reduce(opened, { kind: 'step-over', step: second }).step.name).toBe('sell')
  })
})

describe('a panel', () => {
  it('that was opened since stays when the act of the one before is answered', () => {
    const open = (panel: 'menu' | 'parked') => ({ kind: 'panel', panel }) as const
    const state = reduce(reduce(initialState, open('parked')), open('menu'))
    expect(reduce(state, { kind: 'panel-over', panel: 'parked' }).panel).toBe('menu')
    expect(reduce(state, { kind: 'panel-over', panel: 'menu' }).panel).toBeNull()
  })
})

describe('one step back', () => {
  it('closes only what lies on top', () => {
    const full = after(
      { kind: 'step', step: { name: 'cash' } },
      { kind: 'trouble', trouble: { code: 'busy', details: {} } },
      { kind: 'panel', panel: 'menu' },
    )
    const first = reduce(full, { kind: 'back' })
    const second = reduce(first, { kind: 'back' })
    const third = reduce(second, { kind: 'back' })
    expect([first.panel, first.trouble?.code]).toStrictEqual([null, 'busy'])
    expect([second.trouble, second.step.name]).toStrictEqual([null, 'cash'])
    expect(third.step.name).toBe('sell')
  })
})

describe('what the core says', () => {
  it('makes everything that was read old when the link is back', () => {
    const lost = after({ kind: 'link', link: 'open' }, { kind: 'link', link: 'lost' })
    expect(reduce(lost, { kind: 'link', link: 'open' }).goods).toBe(lost.goods + 1)
  })

  it('shows one sale once, however often it is told', () => {
    const done = after(
      { kind: 'sold', sale: sale('first') },
      { kind: 'step', step: { name: 'sell' } },
    )
    const told = reduce(done, { kind: 'event', event: { kind: 'sold', sale: sale('first') } })
    expect(told.step.name).toBe('sell')
  })
})
