import { describe, expect, it } from 'vitest'
import { gridOf } from '../../renderer/screens/cart/questions/grid.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'

const shirt = (...values: readonly string[]) =>
  ({
    variant: values.join(' '),
    options: values.map((value, at) => ({ name: at === 0 ? 'Size' : 'Colour', value })),
  }) as unknown as SellableView

describe('the grid of variants', () => {
  it('stands in the order of sizes, whatever order they came in, with holes where none is', () => {
    const grid = gridOf([shirt('XL', 'Red'), shirt('M', 'Sand'), shirt('S', 'Red')])
    expect(grid).toMatchObject({ names: ['Size', 'Colour'], rows: ['S', 'M', 'XL'] })
    expect(grid?.columns).toEqual(['Red', 'Sand'])
    const shown = grid?.cells.map((row) => row.map((cell) => cell?.variant))
    expect(shown).toEqual([
      ['S Red', undefined],
      [undefined, 'M Sand'],
      ['XL Red', undefined],
    ])
  })

  it('counts numbers by their value, and is no grid of goods with other options', () => {
    expect(gridOf(['38', '9', '100'].map((size) => shirt(size)))?.rows).toEqual(['9', '38', '100'])
    expect(gridOf([shirt('S'), shirt('S', 'Red')])).toBeUndefined()
  })
})
