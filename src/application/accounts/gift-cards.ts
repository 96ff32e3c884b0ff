/** Gift cards at the till: looked at, sold, and taken for what is due. */
import type { z } from 'zod'
import type {
  CardView,
  lookAtCardSchema,
  sellCardSchema,
} from '../../contract/terminal/accounts.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { mostDrawn, NO_SUPPLY } from '../../domain/accounts/account.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { unitPrice, UNIT_PRICE_SCALE } from '../../domain/money.ts'
import { ONE } from '../../domain/quantity.ts'
import type { Line } from '../../domain/selling/draft.ts'
import { alsoNeeds, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { dueNow } from '../selling/due.ts'
import type { TakeHanded } from '../selling/hand-tender.ts'
import type { LinePutter } from '../selling/put-line.ts'
import { readShop } from '../shop.ts'
import { dueByCards, knownCard, shownCard } from './cards.ts'
import { createPayByCard, type PayByCard } from './pay.ts'

type SellInput = z.infer<typeof sellCardSchema>

export interface GiftCardUses {
  look(input: z.infer<typeof lookAtCardSchema>): Result<CardView>
  /** Puts money on a card as a line of the cart: it is on it once the sale is done. */
  sell(input: SellInput): Promise<Result<DraftView>>
  readonly pay: PayByCard
}

export function createGiftCardUses(
  core: Core,
  current: CurrentDraft,
  lines: LinePutter,
  take: TakeHanded,
): GiftCardUses {
  return {
    look({ code }) {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const card = shownCard(core, shop.value, code)
      if (!card.ok) return card
      const { account, lastFour, policy } = card.value
      const due = dueNow(core, current.get(), shop.value)
      const known = knownCard(core, due.draft, account)
      const isOnline = core.network.online()
      const most = mostDrawn({
        ...{ balance: known?.balance ?? dueByCards(due), due: dueByCards(due), isOnline },
        ...{ offlineMost: policy.offlineMost, unsentDraws: known?.unsentDraws ?? 1 },
      })
      return succeed({ lastFour, balance: known?.balance ?? null, most })
    },
    async sell(input) {
      const done = await lines.run('giftCards.sell', input.command, (authority) => {
        const line = loadLine(core, input, authority)
        return line.ok ? lines.put(line.value) : line
      })
      return done.ok ? succeed(current.view()) : done
    },
    pay: createPayByCard(core, current, take),
  }
}

/** No turnover and no tax: the goods that it buys one day have both (`docs/accounts.md`). */
function loadLine(core: Core, input: SellInput, authority: TillAuthority): Result<Line> {
  const { code, amount } = input
  const { shop, context } = authority
  const allowed = alsoNeeds(core, authority, 'sell-gift-card', { amount })
  if (!allowed.ok) return allowed
  const card = shownCard(core, shop, code)
  if (!card.ok) return card
  const { account, lastFour } = card.value
  return succeed({
    id: core.random.id(),
    ...{ variant: null, barcode: null, size: '', unit: 'piece', department: null },
    name: core.receiptWords(shop.store.locale).giftCard,
    ...{ quantity: ONE, unitPrice: unitPrice(amount * UNIT_PRICE_SCALE), price: null },
    ...{ taxClass: NO_SUPPLY, rates: [], items: [], addedAt: context.at, discountable: false },
    load: { kind: 'gift-card', account, lastFour },
  })
}
