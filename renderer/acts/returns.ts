/** Acts on goods that come back. */
import { quantityOf } from '../state/entry.ts'
import type { Brought } from '../state/state.ts'
import type { ReturnGoods, SoldSalesView } from '../../src/contract/terminal/returns.ts'
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

/** Without a receipt, by the code on the goods; as many as were typed before. */
export function bringBack(desk: Desk, step: Brought, text: string): Promise<void> {
  const { reason, condition, restock } = step
  const quantity = quantityOf(desk.store.state().entry)
  return guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.returns.bring({ ...own, text, quantity, reason, condition, restock }),
      )
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      desk.tones.play('found')
    })
  })
}
