/** Taking cash: all that is due makes the cart a sale, a part of it stays in the draft. */
import type { z } from 'zod'
import type {
  payCashSchema,
  PaymentAnswer,
  takeCashSchema,
} from '../../contract/terminal/commands.ts'
import type { SaleView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import { endInCash, worthOf, type Tender } from '../../domain/selling/tender.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { Core } from '../core.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import { beyondCash, refundPlanOf } from '../returns/refund-plan.ts'
import type { Shop } from '../shop.ts'
import type { CurrentDraft } from './current-draft.ts'
import { dueOf, type Due } from './due.ts'
import type { Handed, TakeHanded } from './hand-tender.ts'

type PayCashInput = z.infer<typeof payCashSchema>
type TakeCashInput = z.infer<typeof takeCashSchema>

export interface CashUses {
  /** Local cash for all that is due; `tender-too-small` where it is less. */
  payCash(input: PayCashInput): Promise<Result<SaleView>>
  /** Cash of any currency that is taken, for a part or for all. */
  takeCash(input: TakeCashInput): Promise<Result<PaymentAnswer>>
}

export function createCashUses(
  core: Core,
  current: CurrentDraft,
  take: TakeHanded,
  known: KnownSales,
): CashUses {
  const run = (procedure: string, input: TakeCashInput, mayBePart: boolean) =>
    take({
      ...{
        procedure,
        input,
        mayBePart,
        handed: (shop) => cashOf(core, current, shop, input, known),
      },
      alsoNeeds({ due }) {
        const extent = beyondCash(known, due)
        return extent && { permission: 'refund-in-cash', extent }
      },
    })
  return {
    takeCash: (input) => run('draft.takeCash', input, true),
    async payCash(input) {
      const answer = await run('draft.payCash', { ...input, currency: null }, false)
      if (!answer.ok) return answer
      if (answer.value.outcome !== 'done') throw new Error('cash for all of it made no sale')
      return succeed(answer.value.sale)
    },
  }
}

function cashOf(
  core: Core,
  current: CurrentDraft,
  shop: Shop,
  input: TakeCashInput,
  known: KnownSales,
): Result<Handed> {
  const due = dueOf(core, current, shop, input)
  if (!due.ok) return due
  const tender = tenderOf(shop, input)
  if (!tender.ok) return tender
  const { draft, totals, balance } = due.value
  if (balance.due < 0) {
    const isCredit = (refundPlanOf(known, due.value)?.credit ?? 0) > 0
    return isCredit ? fail('refund-to-credit') : cashBack(due.value, input)
  }
  const end = endInCash(balance.due, tender.value.amount, shop.store.cashRounding)
  const tenders = [...tendersOf(draft), tender.value]
  const payable = end && { draft, totals, tenders, ...end }
  return succeed({ due: due.value, tender: tender.value, payable })
}

/** Where more goes back than is bought nothing is handed over, and no change is given of it. */
function cashBack(due: Due, { tendered, currency }: TakeCashInput): Result<Handed> {
  const { draft, totals, balance } = due
  if (tendered !== 0 || currency !== null) return fail('input-invalid')
  const tender = { kind: 'cash', amount: balance.cashDue } as const
  const end = { change: minor(0), rounding: minor(balance.cashDue - balance.due) }
  const tenders = [...tendersOf(draft), tender]
  return succeed({ due, tender, payable: { draft, totals, tenders, ...end } })
}

function tenderOf({ store }: Shop, { tendered, currency }: TakeCashInput): Result<Tender> {
  if (currency === null || currency === store.currency) {
    return succeed({ kind: 'cash', amount: tendered })
  }
  const exchange = store.foreignCash?.find((each) => each.currency === currency)
  if (!exchange) return fail('currency-not-taken', { currency })
  const amount = worthOf(tendered, exchange, store.currency)
  return succeed({ kind: 'foreign-cash', amount, currency, tendered, rate: exchange.rate })
}
