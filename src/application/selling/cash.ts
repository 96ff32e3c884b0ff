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
import { takeTender, tendersOf } from '../../domain/selling/tendering.ts'
import { authoriseAtTill, signedIn, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { readShop, type Shop } from '../shop.ts'
import type { CompleteSale, Payable } from './complete.ts'
import type { CurrentDraft } from './current-draft.ts'
import { openForTender } from './drawer.ts'
import { dueOf, type Due } from './due.ts'
import type { Fiscal } from './fiscal.ts'
import { recordedSaleView } from './receipts.ts'

type PayCashInput = z.infer<typeof payCashSchema>
type TakeCashInput = z.infer<typeof takeCashSchema>

export interface CashUses {
  /** Local cash for all that is due; `tender-too-small` where it is less. */
  payCash(input: PayCashInput): Promise<Result<SaleView>>
  /** Cash of any currency that is taken, for a part or for all. */
  takeCash(input: TakeCashInput): Promise<Result<PaymentAnswer>>
}

const NO_MARKS: readonly string[] = []

/** What is remembered of such a command: the sale, or null where only a part was taken. */
interface Taken {
  readonly sale: string | null
}

interface CashParts {
  readonly core: Core
  readonly current: CurrentDraft
  readonly complete: CompleteSale
  readonly printing: PrintRunner
}

export function createCashUses(parts: CashParts, fiscal: Fiscal | undefined): CashUses {
  const { core, current } = parts
  const run = async (
    procedure: string,
    input: TakeCashInput,
    mayBePart: boolean,
  ): Promise<Result<PaymentAnswer>> => {
    const marks = fiscal ? await marksFor(parts, fiscal, input) : succeed(NO_MARKS)
    if (!marks.ok) return marks
    let view: (() => SaleView) | undefined
    const done = core.run(procedure, input.command, (at): Result<Taken> => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const cash = cashOf(parts, authority.value.shop, input)
      if (!cash.ok) return cash
      const { due, payable } = cash.value
      if (payable) {
        view = parts.complete({ ...payable, marks: marks.value }, authority.value)
        return succeed({ sale: due.draft.id })
      }
      if (!mayBePart) return fail('tender-too-small', { due: due.balance.cashDue })
      return takePart(parts, cash.value, authority.value)
    })
    if (!done.ok) return done
    if (view) return succeed({ outcome: 'done', sale: view() })
    const { sale } = done.value
    if (sale === null) return succeed({ outcome: 'taken', draft: current.view() })
    const sold = soldBefore(core, sale)
    return sold.ok ? succeed({ outcome: 'done', sale: sold.value }) : sold
  }
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

interface Cash {
  readonly due: Due
  readonly tender: Tender
  /** Undefined where it pays a part only. */
  readonly payable: Omit<Payable, 'marks'> | undefined
}

function cashOf({ core, current }: CashParts, shop: Shop, input: TakeCashInput): Result<Cash> {
  const due = dueOf(core, current, shop, input)
  if (!due.ok) return due
  const tender = tenderOf(shop, input)
  if (!tender.ok) return tender
  const { draft, totals, balance } = due.value
  if (balance.due < 0) return cashBack(due.value, input)
  const end = endInCash(balance.due, tender.value.amount, shop.store.cashRounding)
  const tenders = [...tendersOf(draft), tender.value]
  const payable = end && { draft, totals, tenders, ...end }
  return succeed({ due: due.value, tender: tender.value, payable })
}

/** Where more goes back than is bought nothing is handed over, and no change is given of it. */
function cashBack(due: Due, { tendered, currency }: TakeCashInput): Result<Cash> {
  const { draft, totals, balance } = due
  if (tendered !== 0 || currency !== null) return fail('input-invalid')
  const tender = { kind: 'cash', amount: balance.cashDue } as const
  const end = { change: minor(0), rounding: minor(balance.cashDue - balance.due) }
  return succeed({ due, tender, payable: { draft, totals, tenders: [tender], ...end } })
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

/** The money lies in the drawer, and the draft says so. */
function takePart(
  { core, current, printing }: CashParts,
  { due, tender }: Cash,
  { context, person }: Authority,
): Result<Taken> {
  if (tender.amount <= 0) return fail('limit-amount')
  const taken = { id: core.random.id(), tender, at: context.at, by: person.id }
  const after = takeTender(due.draft, taken)
  if (!after.ok) return after
  current.put(due.draft, after.value)
  openForTender(core, printing, context)
  return succeed({ sale: null })
}

/** The unit closes only what will be sold: whatever stands against it is answered by the commit. */
async function marksFor(
  parts: CashParts,
  unit: Fiscal,
  input: TakeCashInput,
): Promise<Result<readonly string[]>> {
  const { core, current } = parts
  const shop = readShop(core)
  const isReady = signedIn(core) !== undefined && core.store.tills.current() !== undefined
  const cash = shop.ok && isReady ? cashOf(parts, shop.value, input) : undefined
  if (cash?.ok !== true || !cash.value.payable) return succeed(NO_MARKS)
  const { draft, totals } = cash.value.due
  return current.hold(() => unit.finish(draft.id, totals.total))
}

/** The answer to a payment that was asked for again. */
export function soldBefore(core: Core, sale: string): Result<SaleView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const recorded = core.store.sales.find(sale)
  return recorded ? succeed(recordedSaleView(core, shop.value, recorded)) : fail('sale-unknown')
}
