/** Variants as a grid: the first option down, the others across. */
import type { SellableView } from '../../../../src/contract/terminal/views.ts'

export interface Grid {
  /** Names of the options, in the product's order. */
  readonly names: readonly string[]
  readonly rows: readonly string[]
  /** One empty column where there is only one option. */
  readonly columns: readonly string[]
  /** By row and column; undefined where a combination does not exist. */
  readonly cells: readonly (readonly (SellableView | undefined)[])[]
}

/** Undefined where the goods are not told apart by the same options. */
export function gridOf(choices: readonly SellableView[]): Grid | undefined {
  const [first] = choices
  if (!first || first.options.length === 0) return undefined
  const names = first.options.map(({ name }) => name)
  const isAlike = choices.every(
    ({ options }) =>
      options.length === names.length && options.every(({ name }, at) => name === names[at]),
  )
  if (!isAlike) return undefined
  const rowOf = ({ options }: SellableView) => options[0]?.value ?? ''
  const columnOf = ({ options }: SellableView) =>
    options
      .slice(1)
      .map(({ value }) => value)
      .join(' / ')
  const rows = [...new Set(choices.map(rowOf))].toSorted(bySize)
  const columns = [...new Set(choices.map(columnOf))].toSorted(bySize)
  const cells = rows.map((row) =>
    columns.map((column) =>
      choices.find((each) => rowOf(each) === row && columnOf(each) === column),
    ),
  )
  return { names, rows, columns, cells }
}

/** Sizes of clothes as the trade orders them: no alphabet does. */
const SIZES = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', 'XXXL']

/** Sizes first and in their order, then the rest by name, `9` before `10`. */
function bySize(a: string, b: string): number {
  return placeOf(a) - placeOf(b) || a.localeCompare(b, undefined, { numeric: true })
}

function placeOf(value: string): number {
  const place = SIZES.indexOf(value.toUpperCase())
  return place === -1 ? SIZES.length : place
}
