/** Putting a cart aside. */
import { changeSeen } from './cart.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

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
