/**
 * Lays the cart's goods away for its customer. Where the store wants a deposit, that stands in the
 * cart, and the goods leave the shelf with its sale and not before; else they do at once.
 */
import type { z } from 'zod'
import type { draftCommandSchema } from '../../contract/terminal/commands.ts'
import type { BegunLayawayView } from '../../contract/terminal/layaways.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { LAYAWAYS_LIMIT, layawayOf, type Layaway } from '../../domain/selling/layaway.ts'
import { layingAway } from '../../domain/selling/laying-away.ts'
import { parkedDraftOf, type ParkedDraft } from '../../domain/selling/parked.ts'
import { authoriseAtTill } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedDraft, withBuyer } from '../pricing.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { Shop } from '../shop.ts'
import { layawayView, waitingHere } from './known.ts'
import { paymentLine } from './payment-line.ts'
import { recordLayaway } from './record.ts'

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
      const { context, shop } = authority.value
      const open = current.expect(input)
      if (!open.ok) return open
      const goods = withBuyer(core, open.value)
      const parked = goodsToWait(goods)
      if (!parked.ok) return parked
      const priced = pricedDraft(core, shop, open.value)
      const agreement = agreed(core, shop, priced, context.businessDate)
      if (!agreement.ok) return agreement
      const layaway = agreement.value
      const begun = { park: random.id(), layaway, total: priced.total }
      const first = minor(Math.min(layaway.least, priced.total))
      if (first > 0) {
        const stands = { ...begun, before: minor(0) }
        const deposit = paymentLine(core, stands, first, authority.value)
        const { buyer } = goods
        const after = layingAway(open.value, { ...begun, later: random.id(), deposit, buyer })
        current.put(open.value, after)
      } else {
        // Money that was given back would be in no entry.
        if (open.value.undone.length > 0) return fail('tenders-taken')
        const waits = { goods, parked: parked.value, priced, paid: minor(0) }
        recordLayaway(core, printing, authority.value, { ...begun, ...waits })
        current.clear()
      }
      return succeed({ park: begun.park, businessDate: context.businessDate })
    })
    if (!done.ok) return done
    const { park, businessDate } = done.value
    const cart = store.parkedCarts.find(park)
    const waiting = cart && waitingHere(cart)
    const layaway = waiting ? layawayView(core, waiting, businessDate) : null
    return succeed({ draft: current.view(), layaway })
  }
}

/** Goods alone, and somebody whose they are. */
function goodsToWait(draft: Draft): Result<ParkedDraft> {
  // What was given back is told by the deposit's sale.
  const parked = parkedDraftOf({ ...draft, undone: [] })
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
