import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/domain/failure.ts'
import { minor, sum } from '../../src/domain/money.ts'
import { emptyDraft, type Draft } from '../../src/domain/selling/draft.ts'
import { endInCash, TENDERS_LIMIT, worthOf, type Tender } from '../../src/domain/selling/tender.ts'
import {
  balanceOf,
  setTip,
  takeTender,
  tendersOf,
  undoTender,
} from '../../src/domain/selling/tendering.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 500 }
const act = { at: 1, by: 'person' }
const coins = fc.constantFrom(undefined, 5, 10, 100)
const CHF = { currency: 'CHF', rate: 1_073_100 }

const steps = fc.array(
  fc.record({
    act: fc.constantFrom('cash', 'foreign', 'card', 'undo', 'tip'),
    share: fc.integer({ min: 1, max: 99 }),
  }),
  { maxLength: 30 },
)

function done<Value>(result: Result<Value>, before: Value): Value {
  return result.ok ? result.value : before
}

interface Step {
  readonly act: 'cash' | 'foreign' | 'card' | 'undo' | 'tip'
  readonly share: number
}

/** One act of a cashier, a share of what is due at a time. */
function after(draft: Draft, { act: name, share }: Step, index: number, total: number): Draft {
  const { due } = balanceOf(draft, minor(total), undefined)
  const part = minor(Math.floor((due * share) / 100))
  const take = (tender: Tender) =>
    done(takeTender(draft, { id: String(index), tender, ...act }), draft)
  switch (name) {
    case 'cash':
      return part > 0 ? take({ kind: 'cash', amount: part }) : draft
    case 'foreign': {
      const tendered = minor(Math.floor(part / 2))
      const amount = worthOf(tendered, CHF, 'EUR')
      return amount > 0 ? take({ kind: 'foreign-cash', amount, tendered, ...CHF }) : draft
    }
    case 'card': {
      const shown = { intent: String(index), scheme: '', lastFour: null, authorisation: '' }
      return part > 0 ? take({ kind: 'card', amount: part, ...shown }) : draft
    }
    case 'undo':
      return done(undoTender(draft, draft.tenders[0]?.id ?? '', act), draft)
    case 'tip':
      return done(setTip(draft, minor(Math.floor((total * share) / 100)), minor(total)), draft)
  }
}

describe('a sale that is paid in parts', () => {
  const paid = fc.tuple(fc.integer({ min: 0, max: 100_000 }), coins, steps)

  it('comes to its total, its rounding and its tip, however it is split', () => {
    fc.assert(
      fc.property(paid, fc.integer({ min: 0, max: 20_000 }), ([total, coin, acts], more) => {
        const draft = acts.reduce(
          (before, step, index) => after(before, step, index, total),
          emptyDraft('draft', 0),
        )
        const { due, cashDue } = balanceOf(draft, minor(total), coin)
        const given = minor(Math.ceil((cashDue + more) / (coin ?? 1)) * (coin ?? 1))
        const end = endInCash(due, given, coin)
        expect(end).toBeDefined()
        const { change, rounding } = end!
        const tenders = sum([...tendersOf(draft).map(({ amount }) => amount), given])
        expect(tenders - change).toBe(total + rounding + draft.tip)
        expect(change % (coin ?? 1)).toBe(0)
        expect(Math.abs(rounding) * 2).toBeLessThanOrEqual(coin ?? 0)
        expect(draft.tenders.length).toBeLessThan(TENDERS_LIMIT)
      }),
      SETTINGS,
    )
  })

  it('is again what it was when all that was taken goes back', () => {
    fc.assert(
      fc.property(paid, ([total, coin, acts]) => {
        const taken = acts
          .filter(({ act: name }) => name !== 'undo' && name !== 'tip')
          .reduce(
            (before, step, index) => after(before, step, index, total),
            emptyDraft('draft', 0),
          )
        const back = taken.tenders.reduce(
          (before, { id }) => done(undoTender(before, id, act), before),
          taken,
        )
        expect(balanceOf(back, minor(total), coin).due).toBe(total)
        expect(back.undone.map(({ tender }) => tender)).toEqual(tendersOf(taken))
      }),
      SETTINGS,
    )
  })
})
