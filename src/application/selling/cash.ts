/** Taking cash: what is due is checked, and the cart becomes a sale. */
import type { z } from 'zod'
import type { payCashSchema } from '../../contract/terminal/commands.ts'
import type { SaleView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import { changeFor } from '../../domain/selling/tender.ts'
import { authoriseAtTill, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { CompleteSale } from './complete.ts'
import type { CurrentDraft } from './current-draft.ts'
import { dueOf } from './due.ts'
import type { Fiscal } from './fiscal.ts'
import { recordedSaleView } from './receipts.ts'

type PayCashInput = z.infer<typeof payCashSchema>
export type PayCash = (input: PayCashInput) => Promise<Result<SaleView>>

const NO_MARKS: readonly string[] = []

export function createPayCash(
  core: Core,
  current: CurrentDraft,
  complete: CompleteSale,
  fiscal: Fiscal | undefined,
): PayCash {
  const commit = (input: PayCashInput, marks: readonly string[]): Result<SaleView> => {
    let view: (() => SaleView) | undefined
    const done = core.run('draft.payCash', input.command, (at) => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const due = dueOf(core, current, authority.value.shop, input)
      if (!due.ok) return due
      const { total } = due.value.totals
      const change = changeFor(total, input.tendered)
      if (change === undefined) return fail('tender-too-small', { due: total })
      // Where more goes back than is bought nothing is handed over, and no change is given of it.
      const isRefund = total < 0
      if (isRefund && input.tendered !== 0) return fail('input-invalid')
      const tenders = [{ kind: 'cash', amount: isRefund ? total : input.tendered } as const]
      view = complete(
        { ...due.value, tenders, change: isRefund ? minor(0) : change, marks },
        authority.value,
      )
      return succeed({ sale: due.value.draft.id })
    })
    if (!done.ok) return done
    return view ? succeed(view()) : soldBefore(core, done.value.sale)
  }
  /**
   * The unit closes only what will be sold: whatever stands against it is answered by the commit.
   */
  const marksFor = async (
    unit: Fiscal,
    input: PayCashInput,
  ): Promise<Result<readonly string[]>> => {
    const shop = readShop(core)
    const due = shop.ok ? dueOf(core, current, shop.value, input) : shop
    const isReady = signedIn(core) !== undefined && core.store.tills.current() !== undefined
    if (!isReady || !due.ok) return succeed(NO_MARKS)
    const { draft, totals } = due.value
    if (changeFor(totals.total, input.tendered) === undefined) return succeed(NO_MARKS)
    return current.hold(() => unit.finish(draft.id, totals.total))
  }
  return async (input) => {
    if (!fiscal) return commit(input, NO_MARKS)
    const marks = await marksFor(fiscal, input)
    return marks.ok ? commit(input, marks.value) : marks
  }
}

/** The answer to a payment that was asked for again. */
export function soldBefore(core: Core, sale: string): Result<SaleView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const recorded = core.store.sales.find(sale)
  return recorded ? succeed(recordedSaleView(core, shop.value, recorded)) : fail('sale-unknown')
}
