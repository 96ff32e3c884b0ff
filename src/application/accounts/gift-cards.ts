/** Gift cards at the till: looked at, sold, and taken for what is due. */
import type { z } from 'zod'
import type {
  CardView,
  lookAtCardSchema,
  payByCardSchema,
  sellCardSchema,
} from '../../contract/terminal/accounts.ts'
import type { draftCommandSchema, PaymentAnswer } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { mostDrawn } from '../../domain/accounts/account.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, UNIT_PRICE_SCALE } from '../../domain/money.ts'
import { alsoNeeds, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueNow } from '../selling/due.ts'
import type { LinePutter } from '../selling/put-line.ts'
import { readShop } from '../shop.ts'
import { noteSource } from './credit-note.ts'
import { tenderBy } from './draw.ts'
import { loadLine } from './load.ts'
import type { ReadCards } from './read-cards.ts'
import type { PayClaimed } from './pay.ts'
import { cardSource, dueByAccounts, knownOf } from './source.ts'

export interface GiftCardUses extends Pick<ReadCards, 'follow'> {
  look(input: z.infer<typeof lookAtCardSchema>): Result<CardView>
  /** Puts money on a card as a line of the cart: it is on it once the sale is done. */
  sell(input: z.infer<typeof sellCardSchema>): Promise<Result<DraftView>>
  /** All that is due, or a part of it; what goes back to a customer may go onto one. */
  pay(input: z.infer<typeof payByCardSchema>): Promise<Result<PaymentAnswer>>
  /** What goes back, or what of it may go to nobody but an account, as a note with a code. */
  note(input: z.infer<typeof draftCommandSchema>): Promise<Result<PaymentAnswer>>
}

export function createGiftCardUses(
  core: Core,
  current: CurrentDraft,
  lines: LinePutter,
  pay: PayClaimed,
): GiftCardUses {
  return {
    follow: core.readCards.follow,
    look({ code }) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const card = cardSource(core, shop.value, code)
      if (!card.ok) return card
      const { lastFour, offlineMost } = card.value
      const due = dueNow(core, current.get(), shop.value)
      const known = knownOf(core, due.draft, card.value)
      const isOnline = core.network.online()
      const most = mostDrawn({
        ...{ balance: known?.balance ?? dueByAccounts(due), due: dueByAccounts(due), isOnline },
        ...{ offlineMost, unsentDraws: known?.unsentDraws ?? 1 },
      })
      return succeed({ lastFour, balance: known?.balance ?? null, most })
    },
    async sell({ command, code, amount }) {
      const done = await lines.run('giftCards.sell', command, (authority) => {
        const sold = soldBefore(core, current, authority)
        const extent = { amount: minor(sold + amount) }
        const allowed = alsoNeeds(core, authority, 'sell-gift-card', extent)
        if (!allowed.ok) return allowed
        const card = cardSource(core, authority.shop, code)
        if (!card.ok) return card
        return lines.put(loadLine(core, card.value, amount, authority), authority)
      })
      return done.ok ? succeed(current.view()) : done
    },
    pay: ({ code, amount, ...input }) =>
      pay('giftCards.pay', input, async (shop, due) => {
        const card = cardSource(core, shop, code)
        return card.ok ? tenderBy(core, card.value, due, amount) : card
      }),
    note: (input) =>
      pay('giftCards.note', input, async (shop, due) => {
        if (due.balance.due >= 0) return fail('limit-amount')
        const note = noteSource(core, shop, due.draft.id)
        return note.ok ? tenderBy(core, note.value, due, undefined) : note
      }),
  }
}

/** What the person put on gift cards in this session, and what the cart puts on some. */
function soldBefore(
  { store: { tills } }: Core,
  current: CurrentDraft,
  { person, session }: TillAuthority,
): number {
  const inCart = current
    .get()
    .lines.filter(({ load }) => load?.kind === 'gift-card')
    .reduce((sum, { unitPrice }) => sum + unitPrice / UNIT_PRICE_SCALE, 0)
  return inCart + tills.cardsSoldBy(person.id, session.entry)
}
