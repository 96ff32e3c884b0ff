import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeHue, inOrder, isSameName, withPlaced } from '../../src/domain/goods/department.ts'

const at = (id: string, position: number) => ({ id, position })
const FOUR = [at('a', 0), at('b', 1), at('c', 1), at('d', 7)]
const ids = (departments: readonly { readonly id: string }[]) => departments.map(({ id }) => id)

describe('the place of a department', () => {
  it.each([
    ['a new one at the front', 'x', null, 'xabcd'],
    ['a new one after another', 'x', 'b', 'abxcd'],
    ['a new one after one that is gone: at the end', 'x', 'gone', 'abcdx'],
    ['one that moves on', 'a', 'c', 'bcad'],
    ['one that moves back', 'd', 'a', 'adbc'],
    ['one that stays', 'b', 'a', 'abcd'],
  ])('is said by what stands before it: %s', (_, id, after, order) => {
    const moved = FOUR.find((each) => each.id === id) ?? at(id, 0)
    expect(ids(withPlaced(FOUR, moved, after)).join('')).toBe(order)
  })

  it('is one of its own, whatever stood where, and the others keep their order', () => {
    const positions = fc.array(fc.nat(20), { minLength: 1, maxLength: 30 })
    const holds = fc.property(positions, fc.nat(), fc.nat(), (positions, which, where) => {
      const all = positions.map((position, index) => at(`d${String(index)}`, position))
      const moved = all[which % all.length] ?? at('d0', 0)
      const after = all[where % all.length]?.id ?? null
      const placed = withPlaced(all, moved, after)
      expect(placed.map(({ position }) => position)).toEqual([...placed.keys()])
      expect(ids(inOrder(placed))).toEqual(ids(placed))
      const others = (each: readonly { id: string }[]) => ids(each).filter((id) => id !== moved.id)
      expect(others(placed)).toEqual(others(inOrder(all)))
    })
    fc.assert(holds)
  })
})

describe('a new department', () => {
  it('has the hue that the fewest have', () => {
    expect(freeHue([])).toBe(0)
    expect(freeHue([{ hue: 0 }, { hue: 1 }, { hue: 3 }])).toBe(2)
    const all = Array.from({ length: 12 }, (_, hue) => ({ hue }))
    expect(freeHue([...all, { hue: 0 }])).toBe(1)
  })

  it.each([
    ['Flowers', ' flowers ', true],
    ['Ca\u0301fe', 'C\u00E1FE', true],
    ['Flowers', 'Flower', false],
  ])('is called as another where a person would take them for one: %s, %s', (a, b, is) => {
    expect(isSameName(a, b)).toBe(is)
  })
})
