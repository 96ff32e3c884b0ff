/** A priced cart in the few lines in which the golden files keep it. */
import type { PricedCart } from '../../../src/domain/pricing/priced.ts'
import { COUNTRIES } from './countries.ts'
import { countryOf, type FoldedLine } from './fold.ts'
import { compare, fraction, NOUGHT, plus, total, write, type Fraction } from './fraction.ts'
import type { WrittenCart } from './written.ts'

interface Row {
  readonly id: string
  readonly gross: Fraction
  readonly net: Fraction
  readonly total: Fraction
  readonly relief: Fraction
  /** By the code of its rate; what it is of an exempt customer is 0. */
  readonly taxes: readonly (readonly [code: string, tax: Fraction])[]
}

/** `a gross net tax total` for each line, then each rate's tax, then what the customer pays. */
export function summaryOfFold(cart: WrittenCart, lines: readonly FoldedLine[]): string[] {
  const { classes } = countryOf(cart)
  return summary(
    cart,
    lines.map((line) => {
      const rates = classes[line.taxClass] ?? []
      const taxes = line.taxes.map((tax, index) => [rates[index]?.code ?? '', tax] as const)
      return { ...line, taxes }
    }),
  )
}

export function summaryOfEngine(cart: WrittenCart, priced: PricedCart): string[] {
  const exact = (amount: number): Fraction =>
    fraction(BigInt(amount), 10n ** BigInt(countryOf(cart).decimals))
  const lines = summary(
    cart,
    priced.lines.map((line) => ({
      id: line.id,
      gross: exact(line.gross),
      net: exact(line.net),
      total: exact(line.total),
      relief: exact(line.relief),
      taxes: line.taxes.map(({ code, tax }) => [code, exact(tax)] as const),
    })),
  )
  // The engine's own sums, which the fold has to find from the lines.
  const { discount, tax, total, relief } = priced
  const end = lastLine(cart, exact(discount), exact(tax), exact(relief), exact(total))
  return [...lines.slice(0, -1), end]
}

function summary(cart: WrittenCart, rows: readonly Row[]): string[] {
  const { decimals } = COUNTRIES[cart.country]!
  const text = (amount: Fraction): string => write(amount, decimals)
  const lines = rows.map((row) => {
    const tax = total(row.taxes.map(([, each]) => each))
    return [row.id, ...[row.gross, row.net, tax, row.total].map(text)].join(' ')
  })
  const byCode = new Map<string, Fraction>()
  for (const [code, tax] of rows.flatMap(({ taxes }) => taxes)) {
    byCode.set(code, plus(byCode.get(code) ?? NOUGHT, tax))
  }
  const taxes = [...byCode].map(([code, tax]) => `${code} ${text(tax)}`)
  const sum = (figure: (row: Row) => Fraction): Fraction => total(rows.map(figure))
  const discount = total(rows.map(({ gross, net }) => plus(gross, negative(net))))
  const end = lastLine(
    cart,
    discount,
    total([...byCode.values()]),
    sum(({ relief }) => relief),
    sum((row) => row.total),
  )
  return [...lines, ...taxes, end]
}

function lastLine(
  cart: WrittenCart,
  discount: Fraction,
  tax: Fraction,
  relief: Fraction,
  paid: Fraction,
): string {
  const text = (amount: Fraction): string => write(amount, countryOf(cart).decimals)
  const relieved = compare(relief, NOUGHT) === 0 ? '' : ` relief ${text(relief)}`
  return `discount ${text(discount)} tax ${text(tax)}${relieved} total ${text(paid)}`
}

function negative({ numerator, denominator }: Fraction): Fraction {
  return fraction(-numerator, denominator)
}
