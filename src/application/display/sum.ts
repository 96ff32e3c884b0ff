/** How what the customer sees adds up: while it is rung up and paid for, and once it is sold. */
import type { DisplaySum } from '../../contract/terminal/display.ts'
import type { DraftView, SaleView } from '../../contract/terminal/views.ts'
import { minor, sum, type Minor } from '../../domain/money.ts'

type Row = DisplaySum['rows'][number]

type Summed = Pick<DraftView, 'subtotal' | 'total' | 'tip' | 'tenders' | 'due' | 'cashDue'>

export function sumOf(
  draft: Summed,
  { taxIncluded }: { readonly taxIncluded: boolean },
): DisplaySum {
  const { subtotal, total, tip, due, cashDue, tenders } = draft
  // Nothing else stands between the two.
  const onTop = rowsOf([[taxIncluded ? 'relief' : 'tax', minor(total - subtotal)]])
  const inCash = cashDue === due ? null : minor(Math.abs(cashDue))
  const paid = sum(tenders.map(({ amount }) => amount))
  const isAsked = tip === 0 && tenders.length === 0
  const between = isAsked
    ? []
    : [
        totalRow(total),
        ...rowsOf([
          ['tip', tip],
          ['paid', paid],
        ]),
      ]
  const kind = due < 0 ? 'back' : isAsked ? 'total' : 'due'
  return { rows: [...onTop, ...between], result: { kind, amount: minor(Math.abs(due)) }, inCash }
}

type Sold = Pick<
  SaleView,
  'total' | 'tip' | 'cashRounding' | 'tendered' | 'givenBack' | 'change' | 'tender'
>

/** Its total is the first row: the lines are gone. */
export function paidSumOf(sale: Sold): DisplaySum {
  const { total, tip, cashRounding, tendered, givenBack, change, tender } = sale
  const paid = minor(tendered + givenBack)
  const asked = [
    totalRow(total),
    ...rowsOf([
      ['tip', tip],
      ['rounding', cashRounding],
    ]),
  ]
  if (givenBack > 0) {
    const amount = minor(givenBack + change)
    return {
      rows: [...asked, ...rowsOf([['paid', paid]])],
      result: { kind: 'back', amount },
      inCash: null,
    }
  }
  const isCounted = change > 0 || tender === 'cash' || tender === 'foreign-cash'
  if (!isCounted) return { rows: asked, result: { kind: 'paid', amount: paid }, inCash: null }
  return {
    rows: [...asked, { kind: 'paid', amount: paid }],
    result: { kind: 'change', amount: change },
    inCash: null,
  }
}

function totalRow(amount: Minor): Row {
  return { kind: 'total', amount }
}

/** Those that are something. */
function rowsOf(all: readonly (readonly [Row['kind'], Minor])[]): Row[] {
  return all.flatMap(([kind, amount]) => (amount === 0 ? [] : [{ kind, amount }]))
}
