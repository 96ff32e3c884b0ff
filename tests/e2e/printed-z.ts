/**
 * What a Z has to say on paper, line by line, made of this folder's own fold. Words, order and
 * figures are written down here once more: the paper is held to them and not to what prints it.
 */
import type { foldZ } from './fold-z.ts'

type Folded = ReturnType<typeof foldZ>
type Figures = Folded['report']['figures']

export interface Closing {
  readonly at: number
  readonly closedBy: string
  readonly countedBy: string
  /** Of the entry that closes it. */
  readonly hash: string
  readonly reason: string
  /** What no journal tells. */
  readonly unsent: { readonly entries: number; readonly sales: number }
  readonly nameOf: (person: string | null) => string
}

const TENDERS: Readonly<Record<string, string>> = { cash: 'Cash', voucher: 'Voucher' }
const MOVES: Readonly<Record<string, string>> = {
  ...{ 'paid-in': 'Paid in', 'paid-out': 'Paid out', 'safe-drop': 'To the safe' },
}
const HASH_DIGITS = 12

/** Each line with single spaces, from the number of the Z on; without rules and empty ones. */
export function linesOf(paper: string): string[] {
  const lines = paper.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '))
  const said = lines.filter((line) => line !== '' && !/^─+$/.test(line))
  return said.slice(said.findIndex((line) => line.startsWith('Z REPORT')))
}

export function printedZ(fold: Folded, closing: Closing): string[] {
  const { report, expected, counted, difference } = fold
  const { figures, openedAt, openedBy, float, first, last, perpetual } = report
  const place = ({ epoch, seq }: typeof first) =>
    `${String((epoch as { ordinal: number }).ordinal)}-${String(seq)}`
  const { unsent } = closing
  return [
    `Z REPORT ${String(fold.number)}`,
    'Till Counter 1',
    `Opened ${moment(openedAt)}`,
    `Opened by ${closing.nameOf(openedBy)}`,
    `Closed ${moment(closing.at)}`,
    `Counted by ${closing.countedBy}`,
    `Closed by ${closing.closedBy}`,
    ...soldLines(figures),
    ...takenLines(figures),
    ...watchedLines(figures),
    'Drawer',
    `Float ${amount(float)}`,
    ...figures.moves.map((move) => `${times(MOVES, move)} €${amount(move.amount)}`),
    `Expected in the drawer €${amount(expected)}`,
    `Counted €${amount(counted)}`,
    `${difference < 0 ? 'SHORT' : 'OVER'} €${amount(Math.abs(difference))}`,
    `Reason ${closing.reason}`,
    'People',
    ...figures.people.map(
      ({ person, sales, turnover }) =>
        `${closing.nameOf(person)} (${String(sales)}) ${amount(turnover)}`,
    ),
    `Entries ${place(first)} – ${place(last)}`,
    last.hash.slice(0, HASH_DIGITS),
    `Sales ever ${String(perpetual.sales)}`,
    ...Object.values(perpetual.turnover).map((ever) => `Turnover ever €${amount(ever)}`),
    unsent.entries === 0
      ? 'Not sent yet none'
      : `Not sent yet Entries ${String(unsent.entries)}, Sales ${String(unsent.sales)}`,
    `Entry ${closing.hash.slice(0, HASH_DIGITS)}`,
  ]
}

function soldLines({ sales, turnover, taxes, tax, net }: Figures): string[] {
  return [
    `Sales ${String(sales)}`,
    `Turnover €${amount(turnover)}`,
    ...taxes.map(
      ({ code, name, rate, base, tax: own }) =>
        `${code} ${name} ${String(rate / 10_000)}% on ${amount(base)} ${amount(own)}`,
    ),
    `Tax ${amount(tax)}`,
    `Net ${amount(net)}`,
  ]
}

function takenLines({ tenders, change, cashRounding, tips }: Figures): string[] {
  const line = (name: string, figure: number) => (figure === 0 ? [] : [`${name} ${amount(figure)}`])
  return [
    'Taken',
    ...tenders.flatMap(({ kind, count, amount: sum, taken, back }) => {
      if (back.count === 0) return [`${times(TENDERS, { kind, count })} ${amount(sum)}`]
      return [
        `${times(TENDERS, { kind, count: taken.count })} ${amount(taken.amount)}`,
        `Given back (${String(back.count)}) ${amount(0 - back.amount)}`,
        `Balance (${String(count)}) ${amount(sum)}`,
      ]
    }),
    ...line('Change', 0 - change),
    ...line('Rounding', cashRounding),
    ...line('Tips', tips),
  ]
}

function watchedLines(own: Figures): string[] {
  const counted = (name: string, { count, amount: sum }: Figures['returns']) =>
    `${name} (${String(count)}) ${amount(sum)}`
  return [
    counted('Promotions', own.promotions),
    counted('Discounts by hand', own.byHand),
    `Prices changed ${String(own.priceChanges)}`,
    counted('Goods returned', own.returns),
    counted('Taken out of carts', own.removals),
    counted('Carts given up', own.abandoned),
    counted('Payments given back', own.undone),
    `Drawer without sale ${String(own.noSales)}`,
    `Copies of receipts ${String(own.reprints)}`,
    `Approved by a second person ${String(own.approvals)}`,
    `Refused ${String(own.refusals)}`,
    `Figures read before ${String(own.reads)}`,
  ]
}

function times(
  names: Readonly<Record<string, string>>,
  { kind, count }: { readonly kind: string; readonly count: number },
): string {
  return `${names[kind] ?? kind} (${String(count)})`
}

function amount(cents: number): string {
  const whole = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return (cents / 100).toLocaleString('en', whole)
}

function moment(instant: number): string {
  const looks = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' } as const
  return new Date(instant).toLocaleString('en', looks).replaceAll(/\s+/g, ' ')
}
