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
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      close()
      desk.tones.play('found')
    })
  })
}
