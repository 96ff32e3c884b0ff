/**
 * Lays the cart's goods away for its customer: they leave the shelf, and wait to be paid in parts.
 * The first part is asked for next; until it is paid they wait all the same.
 */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import type { BegunLayawayView } from '../../contract/terminal/layaways.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import { composeLayaway } from '../../domain/receipt/layaway-slip.ts'
import { receiptWords } from '../../domain/receipt/template.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { LAYAWAYS_LIMIT, layawayOf, type Layaway } from '../../domain/selling/layaway.ts'
import { parkedDraftOf, type ParkedDraft } from '../../domain/selling/parked.ts'
import { movementsOf } from '../../domain/selling/sale.ts'
import { authoriseAtTill, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { letGoOf } from '../selling/claimed.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { slipFactsOf } from '../selling/slip-facts.ts'
import type { Shop } from '../shop.ts'
import { layawayView, waitingHere } from './known.ts'

export type BeginLayaway = (input: z.infer<typeof draftCommandSchema>) => Result<BegunLayawayView>

interface Begun {
  readonly park: string
  readonly businessDate: string
}

export function createBeginLayaway(
  core: Core,
  current: CurrentDraft,
  printing: PrintRunner,
): BeginLayaway {
  const { store, random } = core
  return (input) => {
    const done = core.run('layaways.begin', input.command, (at): Result<Begun> => {
      const authority = authoriseAtTill(core, at, 'sell')
      if (!authority.ok) return authority
      const { context, shop, person } = authority.value
      const open = current.expect(input)
      if (!open.ok) return open
      const draft = goodsToWait(open.value)
      if (!draft.ok) return draft
      const priced = pricedDraft(core, shop, open.value)
      const layaway = agreed(core, shop, priced, context.businessDate)
      if (!layaway.ok) return layaway
      const cart = { park: random.id(), total: priced.total, draft: draft.value }
      const body = { ...cart, layaway: layaway.value }
      const movements = movementsOf(open.value.lines, shop.store.location)
      const entry = store.journal.append(
        { kind: 'cart-parked', body: { ...body, movements } },
        context,
      )
      store.stockWork.move(entry, movements)
      store.parkedCarts.put({ ...body, at, by: person.id })
      const customer = store.customers.find(draft.value.customer ?? '')?.details.name ?? ''
      const slip = { layaway: layaway.value, priced, customer, entryHash: entry.hash }
      print(core, printing, authority.value, { ...slip, draft: open.value })
      letGoOf(core, open.value)
      current.clear()
      return succeed({ park: cart.park, businessDate: context.businessDate })
    })
    if (!done.ok) return done
    const { park, businessDate } = done.value
    const cart = store.parkedCarts.find(park)
    const waiting = cart && waitingHere(cart)
    if (!waiting) return fail('layaway-unknown')
    const layaway = layawayView(core, waiting, businessDate)
    const deposit = minor(Math.min(waiting.layaway.least, waiting.total))
    return succeed({ draft: current.view(), layaway, deposit })
  }
}

/** Goods alone, and somebody whose they are. */
function goodsToWait(draft: Draft): Result<ParkedDraft> {
  const parked = parkedDraftOf(draft)
  if (!parked.ok) return parked
  if (!draft.customer) return fail('layaway-customer')
  if (draft.lines.some(({ load }) => load !== undefined)) return fail('layaway-goods')
  return parked
}

function agreed(
  { store }: Core,
  { store: settings, terminal }: Shop,
  { total }: PricedCart,
  businessDate: string,
): Result<Layaway> {
  const rule = settings.layaways
  if (!rule) return fail('layaways-not-made')
  if (total <= 0) return fail('layaway-goods')
  if (store.parkedCarts.layaways() >= LAYAWAYS_LIMIT) {
    return fail('limit-layaways', { limit: LAYAWAYS_LIMIT })
  }
  const number = store.parkedCarts.nextLayaway()
  const { epoch } = store.journal.head()
  return succeed(layawayOf(rule, businessDate, { total, code: terminal.code, epoch, number }))
}

interface Slip {
  readonly layaway: Layaway
  readonly draft: Draft
  readonly priced: PricedCart
  readonly customer: string
  readonly entryHash: string
}

function print(
  core: Core,
  printing: PrintRunner,
  authority: Authority,
  { layaway, draft, priced, customer, entryHash }: Slip,
): void {
  if (!core.devices().printer) return
  const words = receiptWords(authority.shop.store, core.receiptWords)
  const facts = { layaway, customer, paid: minor(0), entryHash }
  const document = composeLayaway({ ...slipFactsOf(authority, draft, priced), ...facts }, words)
  printing.add({ id: core.random.id(), kind: 'layaway', sale: null, document }, authority.context)
}
