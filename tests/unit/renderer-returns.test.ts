import { describe, expect, it } from 'vitest'
import { countOf, returnOf, stepped, withCount } from '../../renderer/screens/returns/chosen.ts'
import type { SoldLineView } from '../../src/contract/terminal/returns.ts'
import { quantity } from '../../src/domain/quantity.ts'

const SCREWS = { id: 'screws', unit: 'piece', returnable: 40_000 } as SoldLineView
const CABLE = { id: 'cable', unit: 'metre', returnable: 5500 } as SoldLineView

describe('how much of a sold line comes back', () => {
  it('is typed: whole pieces, parts of what is measured, and never more than there is', () => {
    expect(countOf(SCREWS, '40')).toBe(40_000)
    expect(countOf(SCREWS, '41')).toBeUndefined()
    expect(countOf(SCREWS, '1.5')).toBeUndefined()
    expect(countOf(CABLE, '2,25')).toBe(2250)
    expect(countOf(CABLE, '6')).toBeUndefined()
    expect(countOf(CABLE, '0')).toBeUndefined()
  })

  it('is stepped by one, down to nothing and up to all that is left', () => {
    expect(stepped(CABLE, 0, 1)).toBe(1000)
    expect(stepped(CABLE, 5000, 1)).toBe(5500)
    expect(stepped(CABLE, 500, -1)).toBe(0)
  })

  it('is no return while it is nothing', () => {
    const none = withCount({}, SCREWS, quantity(0))
    expect(returnOf(none, 'faulty', 'opened')).toBeUndefined()
    const some = withCount(none, SCREWS, quantity(40_000))
    expect(returnOf(some, 'faulty', 'opened')).toMatchObject([{ quantity: 40_000 }])
  })
})
