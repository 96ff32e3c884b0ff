/** The capability to sell, put together: the cart, its payments, and what a scanner does to it. */
import type { DraftView } from '../../contract/terminal/views.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { createAccountUses, type AccountUses } from '../accounts/accounts.ts'
import { createPayClaimed } from '../accounts/pay.ts'
import { createGiftCardUses, type GiftCardUses } from '../accounts/gift-cards.ts'
import type { Core } from '../core.ts'
import { createKnownSales, type KnownSales } from '../returns/known-sales.ts'
import { createRefundUses, type RefundUses } from '../returns/refund.ts'
import { createRefundToCard, type RefundToCard } from '../returns/refund-card.ts'
import { createLayawayUses, type LayawayUses } from '../layaways/layaways.ts'
import { createToldQuotes, type ToldQuotes } from '../parking/told-quotes.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createAbandon, type Abandon } from './abandon.ts'
import { createAddUses, type AddUses } from './add.ts'
import { createCancelPayment, type CancelPayment } from './cancel-payment.ts'
import { createCardUses, type CardUses } from './card.ts'
import { createCashUses, type CashUses } from './cash.ts'
import { createCompleteSale } from './complete.ts'
import { createTakeHanded } from './hand-tender.ts'
import { createCoupons, type Coupons } from './coupons.ts'
import { createCurrentDraft, type CurrentDraft } from './current-draft.ts'
import { createDiscountUses, type DiscountUses } from './discounts.ts'
import { createReturnDeposit, type ReturnDeposit } from './deposits.ts'
import { createEditUses, type EditUses } from './edit.ts'
import { createFiscal } from './fiscal.ts'
import { createPayments } from './payments.ts'
import { createLinePutter } from './put-line.ts'
import { createScan, type Scan } from './scan.ts'
import { createScannedListener, type ScannedListener } from './scanners.ts'
import { createSettlement } from './settle-payment.ts'
import { createSetTip, type SetTip } from './tip.ts'

export interface DraftUses extends AddUses, EditUses, DiscountUses, CashUses, CardUses {
  current(): Result<DraftView>
  readonly scan: Scan
  readonly returnDeposit: ReturnDeposit
  readonly abandon: Abandon
  readonly setTip: SetTip
  readonly cancelPayment: CancelPayment
}

export interface Selling {
  readonly uses: DraftUses
  readonly giftCards: GiftCardUses
  readonly accounts: AccountUses
  readonly layaways: LayawayUses
  readonly current: CurrentDraft
  readonly coupons: Coupons
  /** Sales of which goods may come back, and how their money does. */
  readonly known: KnownSales
  /** Quotes that may be sent by e-mail beside those of this till. */
  readonly quotes: ToldQuotes
  readonly refunds: RefundUses & { readonly refundToCard: RefundToCard }
  readonly scanned: ScannedListener
  /** At start: payments that were under way when the process died. */
  loseSight(): void
}

export function createSelling(core: Core, printing: PrintRunner, status: StatusTeller): Selling {
  const payments = createPayments(core)
  const known = createKnownSales(core)
  const current = createCurrentDraft(core, { payments, known })
  const fiscal = createFiscal(core)
  const complete = createCompleteSale(core, current, printing, status)
  const settlement = createSettlement(core, current, complete)
  const lines = createLinePutter(core, current, fiscal)
  const take = createTakeHanded({ core, current, complete, printing }, fiscal)
  const pay = createPayClaimed(core, current, take)
  const coupons = createCoupons(core, current)
  const scan = createScan(core, current, lines, { status, coupons })
  const cards = { core, current, payments, settlement, printing }
  return {
    current,
    coupons,
    known,
    quotes: createToldQuotes(),
    refunds: {
      ...createRefundUses(core, known, pay),
      refundToCard: createRefundToCard(cards, known, fiscal),
    },
    scanned: createScannedListener(core, scan),
    loseSight: () => settlement.loseSight(),
    giftCards: createGiftCardUses(core, current, lines, pay),
    layaways: createLayawayUses(core, { current, printing, lines, take, known }),
    accounts: createAccountUses(core, current, lines, { take, pay }),
    uses: {
      current: () => succeed(current.view()),
      scan,
      returnDeposit: createReturnDeposit(core, current, lines),
      ...createAddUses(core, current, lines),
      ...createEditUses(core, current),
      ...createDiscountUses(core, current, coupons),
      ...createCashUses(core, current, take, known),
      ...createCardUses(cards, fiscal),
      setTip: createSetTip(core, current),
      abandon: createAbandon(core, current, printing),
      cancelPayment: createCancelPayment(core, current, payments),
    },
  }
}
