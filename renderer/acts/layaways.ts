/** Laying goods away, paying for them in parts, and ending that. */
import type { LayawayEnd } from '../../src/domain/selling/layaway.ts'
import type { Minor } from '../../src/domain/money.ts'
import { command, endOfPanel, guarded, shown, type Desk } from './desk.ts'
import { followed, seenDraft } from './pay.ts'

/**
 * Lays the cart's goods away: their deposit is in the cart then, and they go with its sale. Where
 * the store wants none they are away at once, and it is asked what is paid.
 */
export function layAway(desk: Desk): Promise<void> {
  return guarded(desk, async (desk) => {
    const close = endOfPanel(desk)
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) => client.layaways.begin({ ...own, ...seen }))
      const answer = shown(desk, asked)
      if (!answer) return
      const { draft, layaway } = answer
      desk.store.change({ kind: 'drafted', draft })
      if (layaway) desk.store.change({ kind: 'layaway', park: layaway.park })
      else close()
      desk.tones.play('found')
    })
  })
}

/** As a line of the cart: it is paid as any other. */
export function payLayaway(desk: Desk, park: string, amount: Minor): Promise<void> {
  return guarded(desk, async (desk) => {
    const close = endOfPanel(desk)
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.layaways.pay({ ...own, park, amount }),
      )
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      close()
      desk.tones.play('found')
    })
  })
}

/** The cart becomes a sale at once where what was paid is all of it. */
export function endLayaway(desk: Desk, park: string, as: LayawayEnd): Promise<void> {
  return guarded(desk, async (desk) => {
    const close = endOfPanel(desk)
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) =>
        client.layaways.end({ ...own, ...seen, park, as }),
      )
      const answer = shown(desk, asked)
      if (!answer) return
      followed(desk, answer, 'payment')
      close()
      desk.tones.play('found')
    })
  })
}
