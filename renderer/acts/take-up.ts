/** Going on with a cart that was put aside. */
import { command, endOfPanel, guarded, shown, type Desk } from './desk.ts'

export function resumeCart(desk: Desk, park: string): Promise<void> {
  return guarded(desk, async (desk) => {
    const close = endOfPanel(desk)
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) => client.parking.resume({ ...own, park }))
      const resumed = shown(desk, asked)
      if (!resumed) return
      const { draft, isQuoteOver } = resumed
      desk.store.change({ kind: 'drafted', draft })
      close()
      desk.tones.play('found')
      // A word, and nothing to be done: the customer is told that it costs otherwise now.
      if (isQuoteOver) {
        const trouble = { code: 'quote-over', details: {} } as const
        desk.store.change({ kind: 'trouble', trouble })
      }
    })
  })
}

/** By the number on its slip: at this till with nobody's help, of another till if it is told. */
export async function takeUpQuote(desk: Desk, number: string): Promise<void> {
  for (const everywhere of [false, true]) {
    const asked = await desk.connection.ask((client) => client.parking.list({ everywhere }))
    const listed = shown(desk, asked)
    if (!listed) return
    const cart = listed.carts.find(({ quote }) => quote?.quote === number)
    if (cart) return resumeCart(desk, cart.park)
    if (listed.asked === null) continue
    const code = listed.asked === 'answered' ? 'parked-taken' : 'parked-unreachable'
    shown(desk, { ok: false, trouble: { code, details: {} } })
  }
}
