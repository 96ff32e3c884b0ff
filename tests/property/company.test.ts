import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/domain/failure.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { extend, ONE, pieces, times } from '../../src/domain/quantity.ts'
import { addLine, removeLine, setNote, setQuantity, undo } from '../../src/domain/selling/cart.ts'
import { emptyDraft, type Draft, type Line } from '../../src/domain/selling/draft.ts'

/** A line and what stands below it: deposits and add-ons move with it, whatever is done. */

const SETTINGS = { seed: 20_261_126, numRuns: 300 }
const act = { at: 1, by: 'person' }

function lineOf(id: string, variant: string, count: number, price: number): Line {
  return {
    ...{ id, variant, barcode: null, name: variant, size: '', unit: 'piece', department: null },
    ...{ quantity: pieces(count), unitPrice: unitPrice(price * 10_000), price: variant },
    ...{ taxClass: 'standard', rates: [], items: [], addedAt: 0 },
  }
}

/** Goods by number: every second has a deposit, every third two of an add-on. */
function goods(which: number, id: string, count: number): readonly [Line, Line[]] {
  const line = lineOf(id, `goods ${String(which)}`, count, 100 + which)
  const company: Line[] = []
  const below = (as: 'deposit' | 'add-on', per: number) => {
    const child = lineOf(`${id} ${as}`, `${as} ${String(which)}`, count * per, 25)
    company.push({ ...child, belongsTo: { line: id, as, per: pieces(per) } })
  }
  if (which % 2 === 0) below('deposit', 1)
  if (which % 3 === 0) below('add-on', 2)
  return [line, company]
}

const acts = fc.array(
  fc.record({
    kind: fc.constantFrom('add', 'add', 'set', 'remove', 'undo', 'note'),
    which: fc.nat({ max: 30 }),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 40 },
)

type Act = { kind: string; which: number; count: number }

function play(draft: Draft, { kind, which, count }: Act, index: number): Result<Draft> {
  const target = draft.lines[which % Math.max(1, draft.lines.length)]
  if (kind === 'undo') return undo(draft, act)
  if (kind === 'add' || !target) {
    const [line, company] = goods(which % 7, `line ${String(index)}`, count)
    return addLine(draft, line, company)
  }
  if (kind === 'set') return setQuantity(draft, target.id, pieces(count), act)
  if (kind === 'note') return setNote(draft, target.id, count > 5 ? 'as a gift' : '')
  return removeLine(draft, target.id, act)
}

function live(all: readonly Act[]): Draft[] {
  const past = [emptyDraft('draft', 0)]
  all.forEach((each, index) => {
    const next = play(past.at(-1)!, each, index)
    if (next.ok) past.push(next.value)
  })
  return past
}

const worthOf = ({ lines }: Draft): number =>
  lines.reduce((sum, { unitPrice, quantity }) => sum + extend(unitPrice, quantity), 0)

const holds = (check: (draft: Draft) => void) =>
  fc.assert(
    fc.property(acts, (all) => live(all).forEach(check)),
    SETTINGS,
  )

describe('what belongs to a line', () => {
  it('stands right below it and has its quantity, whatever was done to the cart', () => {
    holds(({ lines }) => {
      let above: Line | undefined
      for (const line of lines) {
        if (!line.belongsTo) above = line
        else {
          expect(line.belongsTo.line).toBe(above?.id)
          expect(line.quantity).toBe(times(above!.quantity, line.belongsTo.per))
        }
      }
    })
  })

  it('never has a deposit missing, nor one without its goods', () => {
    holds(({ lines }) => {
      const withDeposit = lines.filter(({ variant }) => /^goods [0246]$/.test(variant ?? ''))
      const deposits = lines.filter(({ belongsTo }) => belongsTo?.as === 'deposit')
      expect(deposits.map((each) => each.belongsTo?.line)).toEqual(withDeposit.map(({ id }) => id))
    })
  })

  it('comes back by undo exactly as it was', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const forward = all.filter(({ kind }) => kind !== 'undo')
        const past = live(forward)
        let draft = past.at(-1)!
        while (draft.steps.length > 0) {
          const back = undo(draft, act)
          if (!back.ok) throw new Error(back.failure.code)
          draft = back.value
        }
        if (past.length > 50) return
        expect(draft.lines).toEqual([])
      }),
      SETTINGS,
    )
  })

  it('is refused where it would part from its line', () => {
    const [line, company] = goods(0, 'a', 2)
    const draft = addLine(emptyDraft('draft', 0), line, company)
    if (!draft.ok) throw new Error(draft.failure.code)
    for (const refused of [
      removeLine(draft.value, 'a deposit', act),
      setQuantity(draft.value, 'a deposit', ONE, act),
    ]) {
      expect(refused).toMatchObject({ failure: { code: 'line-linked' } })
    }
    expect(removeLine(draft.value, 'a add-on', act)).toMatchObject({ ok: true })
  })
})

describe('a bottle that comes back', () => {
  it('takes exactly its deposit off the total, and never meets the one that is paid', () => {
    const counts = fc.record({
      paid: fc.integer({ min: 1, max: 99 }),
      back: fc.integer({ min: 1, max: 99 }),
    })
    fc.assert(
      fc.property(counts, ({ paid, back }) => {
        const first = addLine(emptyDraft('draft', 0), lineOf('a', 'deposit', paid, 25))
        if (!first.ok) throw new Error(first.failure.code)
        const both = addLine(first.value, {
          ...lineOf('b', 'deposit', 1, 25),
          quantity: pieces(-back),
          isDepositBack: true,
        })
        if (!both.ok) throw new Error(both.failure.code)
        expect(both.value.lines).toHaveLength(2)
        expect(worthOf(both.value)).toBe((paid - back) * 25)
        const crossed = setQuantity(both.value, 'b', pieces(1), act)
        expect(crossed).toMatchObject({ failure: { code: 'limit-amount' } })
        const fewer = setQuantity(both.value, 'b', pieces(-1), act)
        if (!fewer.ok) throw new Error(fewer.failure.code)
        const taken = fewer.value.removals.reduce((sum, each) => sum + each.quantity, 0)
        expect(taken + 0).toBe((1 - back) * ONE)
      }),
      SETTINGS,
    )
  })
})
