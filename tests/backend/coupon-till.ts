/** A till with a bread in its cart and a coupon that its customer brings, and its backend. */
import { v7 } from 'uuid'
import { releaseClaim, takeClaim } from '../../src/backend/claims/take.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import type { Claims } from '../../src/ports/claims.ts'
import { BREAD, code, draftCommand, entries, openTill, payCash } from '../application/shop.ts'
import { present, pull, scan, value } from '../application/shop.ts'
import { EVERYTHING, promotion } from '../fixtures/pricing.ts'
import { id } from '../store/terminal.ts'
import { enrolTerminal, Journal, type Stage } from './stage.ts'

export const TENTH = promotion(
  id(201),
  { kind: 'cart-percent', target: EVERYTHING, minimum: minor(0), rate: rate(100_000) },
  { needsCoupon: true },
)
export const FULL = BREAD.price
export const LESS = BREAD.price * 0.9

/** A till with a bread in its cart, which reaches the backend while it is online. */
export async function openCouponTill(stage: Stage, text: string, good: Good = { singleUse: true }) {
  const { backend } = stage
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const road = { isOpen: true, asked: 0 }
  let releasing: Promise<unknown> = Promise.resolve()
  const claims: Claims = {
    async take(claim, draft) {
      await releasing
      if (!road.isOpen) return { outcome: 'unreachable' }
      road.asked += 1
      return value(await takeClaim(backend, terminal, { ...claim, draft }))
    },
    release(ids) {
      for (const each of ids) {
        releasing = releasing.then(() => road.isOpen && releaseClaim(backend, terminal, each))
      }
    },
  }
  const shop = await openTill({ claims })
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ location: stage.shop.location } })
  const coupon = { kind: 'coupon', code: text, promotion: TENTH.id, ...good }
  const pricing = shop.store.documents.of('pricing')
  for (const each of [TENTH, { id: v7(), ...coupon }]) pricing.append({ ...each }, shop.clock.now())
  await scan(shop, BREAD.gtin)
  const { draft } = shop.terminal
  const soldBody = () => {
    const entry = entries(shop).findLast(({ kind }) => kind === 'sale-completed')
    return entry?.body as unknown as SaleCompleted
  }
  return {
    ...{ shop, road },
    add: () => draft.addCoupon({ ...draftCommand(shop), code: text }),
    remove: () => value(draft.removeCoupon({ ...draftCommand(shop), code: text })),
    undo: () => value(draft.undo(draftCommand(shop))),
    abandon: () => value(draft.abandon(draftCommand(shop))),
    view: () => value(draft.current()),
    settled: () => releasing,
    soldBody,
    async sell() {
      await payCash(shop, 10_000)
      journal.append({ kind: 'sale-completed', body: soldBody() })
      await scan(shop, BREAD.gtin)
      return soldBody()
    },
    send: () => receive(backend, terminal, journal.entries),
  }
}

export interface Good {
  readonly singleUse: boolean
  readonly uses?: number
}

export type CouponTill = Awaited<ReturnType<typeof openCouponTill>>

export const used = async (till: CouponTill) => code(await till.add())

export async function overClaimed({ backend, shop }: Stage) {
  const { exceptions } = await exceptionsOf(backend.database, shop.tenant)
  return exceptions.flatMap((each) => (each.kind === 'over-claimed' ? [each] : []))
}
