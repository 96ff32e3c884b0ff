/** A shop with a payment terminal and gift cards, where goods are sold and come back. */
import { v7 } from 'uuid'
import { expect } from 'vitest'
import type { Claim } from '../../src/domain/claim.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import { approve, paymentTerminal } from './devices.ts'
import {
  CARD_CODES,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  present,
  pull,
  scan,
  value,
  type Shop,
  type ShopOptions,
} from './shop.ts'

export const DAY_MS = 86_400_000
export const GIFT_CODE = 'GC42-8817-6655-9A1B'
export const GIFT_ACCOUNT = present(CARD_CODES.hashOf('GC42881766559A1B'))
export const LINE = { reason: 'faulty', condition: 'opened', restock: true } as const

function backend() {
  const taken: Claim[] = []
  const released: string[] = []
  const says: { refund: ClaimAnswer } = { refund: { outcome: 'granted', expiresAt: 0 } }
  const claims: Claims = {
    take(claim) {
      taken.push(claim)
      const isRefund = claim.kind === 'sale-tender'
      return Promise.resolve(isRefund ? says.refund : { outcome: 'granted', expiresAt: 0 })
    },
    release: (ids) => void released.push(...ids),
  }
  return { claims, taken, released, says }
}

export async function shopWith(
  back: Parameters<typeof paymentTerminal>[2] = approve,
  more: Partial<ShopOptions> = {},
) {
  const payment = paymentTerminal(approve, back, back)
  const told = backend()
  const devices = { ...NO_DEVICES, payment }
  const shop = await openTill({ claims: told.claims, devices, ...more })
  const giftCards = { amounts: [], offlineMost: minor(500) }
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...{ giftCards } })
  return { shop, payment, ...told }
}

/** Milks, of which a card pays `byCard` and cash the rest; all but `kept` come back at once. */
export async function sold(shop: Shop, count: number, byCard: number, kept = 0) {
  await scan(shop, MILK.gtin, count)
  const rest = count * MILK.price - byCard
  const part = { ...draftCommand(shop), amount: minor(byCard) }
  const paid = value(await shop.terminal.draft.payCard(part))
  if (rest > 0) await payCash(shop, rest)
  else expect(paid.outcome).toBe('done')
  const sale = present(lastSale(shop)['sale']) as string
  return { sale, bringBack: () => bringBack(shop, sale, count - kept) }
}

export async function bringBack(shop: Shop, sale: string, count: number) {
  const line = present(present(shop.store.soldSales.find(sale)).lines[0])
  const lines = [{ line: line.id, quantity: pieces(count), ...LINE }]
  return value(await shop.terminal.returns.put({ command: v7(), sale, lines }))
}

export const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body
export const toCard = (shop: Shop) => shop.terminal.returns.refundToCard(draftCommand(shop))
export const current = (shop: Shop) => value(shop.terminal.draft.current())
