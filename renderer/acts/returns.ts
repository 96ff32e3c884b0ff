/** Acts on goods that come back. */
import { quantityOf } from '../state/entry.ts'
import type { Brought } from '../state/state.ts'
import type { BringGoods, ReturnGoods, SoldSalesView } from '../../src/contract/terminal/returns.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import { command, endOfPanel, guarded, shown, type Desk } from './desk.ts'

export async function findSales(
  desk: Desk,
  text: string,
  everywhere: boolean,
): Promise<SoldSalesView | undefined> {
  const asked = await desk.connection.ask((client) => client.returns.find({ text, everywhere }))
  return shown(desk, asked)
}

/** Puts them in the cart and shows it; a second person is asked for where the store wants one. */
export function takeBack(
  desk: Desk,
  sale: string,
  lines: ReturnGoods['lines'],
  isGift: boolean,
): Promise<void> {
  const gift = isGift ? ({ gift: true } as const) : {}
  return guarded(desk, async (desk) => {
    const close = endOfPanel(desk)
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.returns.put({ ...own, sale, lines, ...gift }),
      )
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      close()
      desk.tones.play('found')
    })
  })
}

/**
 * Without a receipt, by the code on the goods or as they were found by their name; as many as were
 * typed before. A code that does not tell them is looked for; what has a number is asked for it.
 */
export function bringBack(
  desk: Desk,
  step: Brought,
  goods: BringGoods['goods'],
  serial?: string,
): Promise<void> {
  const { reason, condition, restock } = step
  const quantity = quantityOf(desk.store.state().entry)
  const why = { quantity, reason, condition, restock }
  return guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      seek(desk, { sought: '', numbered: null })
      const asked = await command(desk, (client, own) =>
        client.returns.bring({ ...own, goods, ...why, ...(serial && { serial }) }),
      )
      if (!asked.ok && asked.trouble.code === 'serial-missing') {
        return seek(desk, { sought: '', numbered: goods })
      }
      const isUnknown = !asked.ok && asked.trouble.code === 'variant-unknown'
      if (isUnknown && goods.by === 'code') seek(desk, { sought: goods.text, numbered: null })
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      desk.tones.play('found')
    })
  })
}

/** The form looks for it, unless somebody left it in the meantime. */
function seek({ store }: Desk, what: Pick<Brought, 'sought' | 'numbered'>): void {
  const { step } = store.state()
  if (step.name === 'brought') store.change({ kind: 'step', step: { ...step, ...what } })
}

/** As somebody chose it; of a whole family the answer is its variants, to choose one of. */
export async function bringChosen(
  desk: Desk,
  step: Brought,
  { variant, barcode, packQuantity, family }: SellableView,
): Promise<readonly SellableView[]> {
  if (family) {
    const { product } = family
    const asked = await desk.connection.ask((client) => client.catalogue.family({ product }))
    return shown(desk, asked) ?? []
  }
  const gtin = barcode === null ? null : { gtin: barcode, packQuantity }
  await bringBack(desk, step, { by: 'product', variant, barcode: gtin })
  return []
}
