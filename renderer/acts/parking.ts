/** Putting a cart aside, and going on with one that was. */
import { changeSeen } from './cart.ts'
import { command, endOfPanel, guarded, shown, type Desk } from './desk.ts'

/** With something in the cart that is put aside; with nothing in it, those that were are shown. */
export function parkOrShow(desk: Desk): void {
  const { draft, panel } = desk.store.state()
  if (draft && draft.lines.length > 0) void park(desk)
  else desk.store.change({ kind: 'panel', panel: panel === 'parked' ? null : 'parked' })
}

async function park(desk: Desk): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.parking.park(seen),
    () => desk.tones.play('found'),
  )
}

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

/** Puts the cart aside as a quote, and shows it among what waits. */
export function giveQuote(desk: Desk): Promise<void> {
  return guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const { draft: seen } = desk.store.state()
      if (!seen) return
      const asked = await command(desk, (client, own) =>
        client.parking.quote({ ...own, draft: seen.id, version: seen.version }),
      )
      const given = shown(desk, asked)
      if (!given) return
      desk.store.change({ kind: 'drafted', draft: given.draft })
      desk.store.change({ kind: 'panel', panel: 'parked' })
      desk.tones.play('found')
    })
  })
}
