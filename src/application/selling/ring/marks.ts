/** Serial, batch and date: read with the code, or asked for. */
import { dayOfMark } from '../../../domain/barcode/mark-date.ts'
import { fail, succeed } from '../../../domain/failure.ts'
import { ONE } from '../../../domain/quantity.ts'
import type { Draft } from '../../../domain/selling/draft.ts'
import { SELLING_RULES } from '../../../domain/settings.ts'
import type { TillAuthority } from '../../authority.ts'
import type { Core } from '../../core.ts'
import { leftOf } from '../../returns/views.ts'
import type { Finding, Ringing } from './goods.ts'
import { NOTHING } from './goods.ts'

/**
 * Each serial is sold once: a second one of the same number in the cart is a double scan, and one
 * that this till sold before comes back first.
 */
export function trackOf({ core, sellable, count, marks, answers, draft }: Ringing): Finding {
  const { tracking } = sellable.variant.rules ?? {}
  if (tracking === 'serial') {
    const serial = marks.serial ?? answers.serial
    if (serial === undefined) return succeed({ detail: {}, needs: [{ kind: 'serial' }] })
    if ((count ?? ONE) !== ONE || sellable.packQuantity !== ONE) return fail('serial-needed')
    const { id } = sellable.variant
    const isTaken = draft.lines.some(
      (line) => line.serial === serial && line.variant === id && !line.returned,
    )
    if (isTaken) return fail('serial-repeated', { serial })
    const sold = soldWith(core, draft, id, serial)
    if (sold) return fail('serial-sold', { serial, receipt: sold.receipt })
    return succeed({ detail: { serial }, needs: [] })
  }
  const lot = marks.batch ?? answers.lot
  if (lot !== undefined) return succeed({ detail: { lot }, needs: [] })
  return tracking === 'lot' ? succeed({ detail: {}, needs: [{ kind: 'lot' }] }) : succeed(NOTHING)
}

/** By which it left this till, and still is away as far as anybody here knows. */
function soldWith({ store }: Core, draft: Draft, variant: string, serial: string) {
  return store.soldSales.ofSerial(variant, serial).find((sale) =>
    sale.lines.some((line) => {
      const isIt = line.serial === serial && line.variant === variant && line.quantity > 0
      return isIt && leftOf(sale, line, draft) > 0
    }),
  )
}

/** Past its date it is blocked, asked about or marked, as the store has it. */
export function expiryOf(
  { marks, answers }: Ringing,
  authority: TillAuthority,
  today: string,
): Finding {
  const expiry = marks.expiry === undefined ? undefined : dayOfMark(marks.expiry, today)
  if (expiry === undefined) return succeed(NOTHING)
  if (expiry >= today) return succeed({ detail: { expiry }, needs: [] })
  const { expired } = authority.shop.store.selling ?? SELLING_RULES
  if (expired === 'block') return fail('expired', { expiry })
  if (expired === 'approval' && answers.sellExpired !== true) {
    return succeed({ detail: {}, needs: [{ kind: 'expired', expiry }] })
  }
  return succeed({ detail: { expiry, soldExpired: true }, needs: [] })
}
