/** Acts with a gift card: shown, paid with, loaded. Its code stays on the screen that read it. */
import type { Minor } from '../../src/domain/money.ts'
import { command, endOfStep, guarded, shown, type Desk } from './desk.ts'
import { followed, mayPay, seenDraft } from './pay.ts'

/** Asks for a card, or looks at the one that was scanned. */
export function beginGiftCard(desk: Desk, code = ''): void {
  const { shop, draft } = desk.store.state()
  if (!shop?.giftCards) return
  const isEmpty = (draft?.lines.length ?? 0) === 0
  // Money can be put on a card without any goods beside it.
  if (isEmpty || mayPay(desk))
    desk.store.change({ kind: 'step', step: { name: 'gift-card', code } })
}

/** Cards that scanners read which the core reads itself, until the answer is called. */
export function followCards(desk: Desk): () => void {
  return desk.connection.follow(
    (client) => client.giftCards.follow(),
    ({ card }) => {
      beginGiftCard(desk, card)
      desk.tones.play('found')
    },
  )
}

/** All that it can pay where no amount is named; what goes back to the customer goes onto it. */
export async function payByGiftCard(desk: Desk, code: string, amount?: Minor): Promise<void> {
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const part = amount === undefined ? {} : { amount }
      const asked = await command(desk, (client, own) =>
        client.giftCards.pay({ ...own, ...seen, code, ...part }),
      )
      const answer = shown(desk, asked)
      if (answer) followed(desk, answer, 'payment')
    })
  })
}

/** As a line of the sale: the money is on the card once the sale is done. */
export async function loadGiftCard(desk: Desk, code: string, amount: Minor): Promise<void> {
  const end = endOfStep(desk)
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.giftCards.sell({ ...own, code, amount }),
      )
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      desk.tones.play('found')
      end()
    })
  })
}
