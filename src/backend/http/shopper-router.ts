/** What a shopper does on the store's page as the customer that they are. */
import { checkOut } from '../checkout/check-out.ts'
import { giftCardBalance } from '../checkout/gift-card.ts'
import { setConsent, shopperAccount } from '../shoppers/account.ts'
import { askCode, signIn } from '../shoppers/attempts.ts'
import { endSession, SESSION_LASTS_MS, shopperOf, type Shopper } from '../shoppers/sessions.ts'
import type { Shop } from '../setup/shop.ts'
import { guarded, publicShop, requireShopping, type RequestContext } from './context.ts'
import { raise, valueOf } from './refusal.ts'

export const shopperRouter = {
  askCode: guarded.shopper.askCode.handler(async ({ input, context }) => {
    const { callers, mails } = requireShopping(context)
    const { backend, remote } = context
    // Each counts, whoever's address it is: another caller's mailbox is not to be flooded.
    if (!callers.allows(remote)) throw raise('busy')
    callers.wasWrong(remote)
    const shop = await publicShop(context)
    return valueOf(await askCode(backend, { shop, mails }, input.email))
  }),
  signIn: guarded.shopper.signIn.handler(async ({ input, context }) => {
    const { callers, cookie } = requireShopping(context)
    const { backend, remote } = context
    if (!callers.allows(remote)) throw raise('busy')
    const { tenant } = await publicShop(context)
    const signed = await signIn(backend, tenant, input)
    if (!signed.ok) callers.wasWrong(remote)
    cookie.keep(valueOf(signed).token, SESSION_LASTS_MS)
    return { signedIn: true }
  }),
  signOut: guarded.shopper.signOut.handler(async ({ context }) => {
    const { cookie } = requireShopping(context)
    const { tenant } = await publicShop(context)
    if (cookie.token !== undefined) await endSession(context.backend, tenant, cookie.token)
    cookie.forget()
    return { signedIn: false }
  }),
  me: guarded.shopper.me.handler(async ({ context }) => {
    const shop = await publicShop(context)
    const shopper = await shopperIn(context, shop)
    const { database } = context.backend
    return { account: shopper ? await shopperAccount(database, shop, shopper) : null }
  }),
  setConsent: guarded.shopper.setConsent.handler(async ({ input, context }) => {
    const shop = await publicShop(context)
    const shopper = await shopperIn(context, shop)
    if (!shopper) throw raise('not-signed-in')
    await setConsent(context.backend, shop, shopper, input.email)
    return { email: input.email }
  }),
  giftCard: guarded.shopper.giftCard.handler(async ({ input, context }) => {
    const { callers } = requireShopping(context)
    if (!callers.allows(context.remote)) throw raise('busy')
    const { tenant } = await publicShop(context)
    const balance = await giftCardBalance(context.backend.database, tenant, input.code)
    if (balance === undefined) callers.wasWrong(context.remote)
    if (balance === undefined) throw raise('gift-card-unknown')
    return { balance }
  }),
  checkOut: guarded.shopper.checkOut.handler(async ({ input, context }) => {
    const { callers } = requireShopping(context)
    if (!callers.allows(context.remote)) throw raise('busy')
    const shop = await publicShop(context)
    const shopper = await shopperIn(context, shop)
    const answer = await checkOut(context.backend, shop, input, shopper?.customer)
    const isGuess = !answer.ok && answer.failure.code === 'gift-card-unknown'
    const isDeclined = answer.ok && answer.value.outcome === 'declined'
    // Codes of gift cards are not to be guessed here, nor cards of others to be tried.
    if (isGuess || isDeclined) callers.wasWrong(context.remote)
    return valueOf(answer)
  }),
}

/** Undefined for somebody who is not signed in. */
export function shopperIn(context: RequestContext, { tenant }: Shop): Promise<Shopper | undefined> {
  const { token } = requireShopping(context).cookie
  return shopperOf(context.backend.database, tenant, { token, now: context.backend.clock.now() })
}
