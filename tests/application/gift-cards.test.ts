import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { accountId } from '../../src/domain/accounts/account.ts'
import { minor } from '../../src/domain/money.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { testScanner } from './devices.ts'
import {
  CARD_CODES,
  code,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  pendingEvents,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
  type ShopOptions,
} from './shop.ts'

const CODE = 'GC42-8817-6655-9A1B'
const ACCOUNT = CARD_CODES.hashOf('GC42881766559A1B')!

/** A backend that answers as it is told, and notes what it was asked. */
function claimsThat(answer: (amount: number) => ClaimAnswer) {
  const [asked, released]: [number[], string[]] = [[], []]
  const claims: Claims = {
    take: ({ kind, key, amount }) => {
      if (kind === 'sale-line') return Promise.resolve({ outcome: 'granted', expiresAt: 0 })
      expect({ kind, key }).toEqual({ kind: 'gift-card', key: ACCOUNT })
      asked.push(amount)
      return Promise.resolve(answer(amount))
    },
    release: (ids) => void released.push(...ids),
  }
  return { claims, asked, released }
}

const granting = () => claimsThat(() => ({ outcome: 'granted', expiresAt: 0 }))
const silent = () => claimsThat(() => ({ outcome: 'unreachable' }))

async function shopWith(
  claims: Claims,
  offlineMost = 500,
  more: Partial<ShopOptions> = {},
): Promise<Shop> {
  const shop = await openTill({ claims, ...more })
  const giftCards = { amounts: [minor(1000)], offlineMost: minor(offlineMost) }
  pull(shop, 'settings', { ...shop.store.settings.store()!, ...{ giftCards } })
  return shop
}

/** What the backend tells of the card. */
function comeDown({ store, clock }: Shop, balance: number): void {
  const id = accountId('gift-card', ACCOUNT)
  const lastFour = '9A1B'
  const row = { id, kind: 'gift-card', account: ACCOUNT, lastFour, balance, contains: {} }
  store.transaction(() => store.documents.of('accounts').append(row, clock.now()))
}

const look = ({ terminal }: Shop) => value(terminal.giftCards.look({ code: CODE }))
const sell = ({ terminal }: Shop, amount: number) =>
  terminal.giftCards.sell({ command: v7(), code: CODE, amount: minor(amount) })
const pay = (shop: Shop, amount?: number) =>
  shop.terminal.giftCards.pay({
    ...{ ...draftCommand(shop), code: CODE },
    ...(amount !== undefined && { amount: minor(amount) }),
  })
const lastSale = (shop: Shop) =>
  entries(shop).findLast(({ kind }) => kind === 'sale-completed')!.body

describe('a gift card that is sold', () => {
  it('is a line without tax and no turnover, and is worth its amount at once', async () => {
    const shop = await shopWith(silent().claims)
    await scan(shop, MILK.gtin)
    value(await sell(shop, 2500))
    await payCash(shop, 2629)
    const { lines, taxes, total } = lastSale(shop) as never as Record<string, never[]>
    expect(total).toBe(2629)
    expect(lines?.[1]).toMatchObject({
      ...{ name: 'Gift card', amount: 2500, taxes: [], discountable: false },
      load: { kind: 'gift-card', account: ACCOUNT, lastFour: '9A1B' },
    })
    expect(taxes).toHaveLength(1)
    expect(shop.store.journal.perpetual()).toEqual({ sales: 1, turnover: { EUR: 129 } })
    expect(look(shop)).toMatchObject({ lastFour: '9A1B', balance: 2500 })
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('is not discounted, not priced anew and not multiplied', async () => {
    const shop = await shopWith(silent().claims)
    const [line] = value(await sell(shop, 2500)).lines
    const given = { line: line!.id, reason: 'why not' }
    const tenth = { kind: 'percent', rate: 100_000 } as never
    const { draft } = shop.terminal
    expect(code(draft.discount({ ...draftCommand(shop), ...given, discount: tenth }))).toBe(
      'not-discountable',
    )
    const cheaper = { ...draftCommand(shop), ...given, unitPrice: 1 as never }
    expect(code(draft.changePrice(cheaper))).toBe('not-discountable')
    const twice = { ...draftCommand(shop), line: line!.id, quantity: 2000 as never }
    expect(code(draft.setQuantity(twice))).toBe('load-alone')
    expect(code(draft.repeat(draftCommand(shop)))).toBe('repeat-scan')
  })

  it('is not paid for with a gift card, though the goods beside it are', async () => {
    const { claims, asked } = granting()
    const shop = await shopWith(claims)
    comeDown(shop, 5000)
    value(await sell(shop, 2500))
    expect(code(await pay(shop))).toBe('gift-card-for-goods')
    await scan(shop, MILK.gtin)
    expect(value(await pay(shop))).toMatchObject({ outcome: 'taken', draft: { due: 2500 } })
    expect(asked).toEqual([129])
  })

  it('is read by a scanner of the core for the screen that asks, without its code', async () => {
    const scanner = testScanner()
    const scanners = [{ kind: 'serial' as const, scanner }]
    const { claims, asked } = granting()
    const shop = await shopWith(claims, 500, { devices: { ...NO_DEVICES, scanners } })
    comeDown(shop, 5000)
    const cards = shop.terminal.giftCards.follow()
    scanner.scan(CODE)
    const { card } = present(await cards.next())
    expect(card).not.toContain(CODE.replaceAll('-', '').slice(0, 8))
    expect(value(shop.terminal.giftCards.look({ code: card }))).toMatchObject({ balance: 5000 })
    scanner.scan('no card at all!')
    const { card: none } = present(await cards.next())
    expect(code(shop.terminal.giftCards.look({ code: none }))).toBe('gift-card-unknown')
    cards.close()
    await scan(shop, MILK.gtin)
    const paid = await shop.terminal.giftCards.pay({ ...draftCommand(shop), code: card })
    expect(value(paid)).toMatchObject({ outcome: 'done' })
    expect(asked).toEqual([129])
    // Where no screen asks, what is known here is told by name alone.
    const events = shop.terminal.watch()
    await pendingEvents(events)
    scanner.scan(CODE)
    await vi.waitFor(async () => {
      const told = (await pendingEvents(events)).find(({ kind }) => kind === 'scanned')
      expect(told).toMatchObject({ answer: { outcome: 'gift-card', card: /^read:/ } })
    })
    const aside = shop.terminal.scanner.follow({ of: 'codes' })
    scanner.scan(CODE)
    expect(await aside.next()).toEqual({ kind: 'card' })
  })

  it('leaves its code nowhere on the disk', async () => {
    const shop = await shopWith(granting().claims)
    comeDown(shop, 5000)
    value(await sell(shop, 2500))
    await payCash(shop, 2500)
    const scanned = { command: v7(), text: CODE, symbology: null, quantity: null }
    expect(value(await shop.terminal.draft.scan(scanned))).toEqual({ outcome: 'gift-card' })
    const other = { ...scanned, command: v7(), text: 'GC99-8817-6655-0000' }
    const unknown = { outcome: 'unknown', text: other.text }
    expect(value(await shop.terminal.draft.scan(other))).toEqual(unknown)
    await scan(shop, MILK.gtin)
    value(await pay(shop))
    const folder = dirname(shop.file)
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name)).toString('latin1')
      expect(bytes).not.toContain('42881766')
      expect(bytes).not.toContain('4288-1766')
      expect(bytes).not.toContain('8817-6655')
    }
  })
})

describe('a gift card that pays', () => {
  it('pays all of it under a claim that the entry names, and keeps what is left', async () => {
    const { claims, asked } = granting()
    const shop = await shopWith(claims)
    comeDown(shop, 5000)
    await scan(shop, MILK.gtin, 2)
    expect(look(shop)).toEqual({ lastFour: '9A1B', balance: 5000, most: 258 })
    expect(value(await pay(shop))).toMatchObject({ outcome: 'done', sale: { change: 0 } })
    const body = lastSale(shop)
    const [tender] = body['tenders'] as { claim: string }[]
    expect(tender).toMatchObject({ kind: 'gift-card', amount: 258, left: 4742, word: 'granted' })
    expect(body['claims']).toEqual([
      { id: tender!.claim, kind: 'gift-card', key: ACCOUNT, amount: 258 },
    ])
    expect(asked).toEqual([258])
    expect(look(shop)).toMatchObject({ balance: 4742 })
    const session = shop.store.tills.current()!.id
    expect(shop.store.tills.expectedCash(session)).toBe(10_000)
  })

  it('pays a part, and lets go of its claim when it is undone or the cart given up', async () => {
    const { claims, released } = granting()
    const shop = await shopWith(claims)
    comeDown(shop, 200)
    await scan(shop, MILK.gtin, 2)
    const taken = value(await pay(shop))
    expect(taken).toMatchObject({ outcome: 'taken', draft: { due: 58 } })
    expect(look(shop)).toMatchObject({ balance: 0, most: 0 })
    const [tender] = value(shop.terminal.draft.current()).tenders
    value(await shop.terminal.draft.undoTender({ ...draftCommand(shop), tender: tender!.id }))
    expect(released).toHaveLength(1)
    value(await pay(shop, 100))
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    expect(released).toHaveLength(2)
    expect(look(shop)).toMatchObject({ balance: 200 })
  })

  it('takes what the backend says is left, where this till thought there was more', async () => {
    const { claims, asked } = claimsThat((amount) =>
      amount > 70
        ? { outcome: 'refused', reason: 'used-up', remaining: 70 }
        : { outcome: 'granted', expiresAt: 0 },
    )
    const shop = await shopWith(claims)
    comeDown(shop, 5000)
    await scan(shop, MILK.gtin, 2)
    expect(code(await pay(shop, 258))).toBe('gift-card-short')
    expect(value(await pay(shop))).toMatchObject({ outcome: 'taken', draft: { due: 188 } })
    expect(asked).toEqual([258, 258, 70])
  })

  it('is asked for once: the same command again gets the same sale', async () => {
    const { claims, asked } = granting()
    const shop = await shopWith(claims)
    comeDown(shop, 5000)
    await scan(shop, MILK.gtin)
    const input = { ...draftCommand(shop), code: CODE }
    const first = value(await shop.terminal.giftCards.pay(input))
    expect(value(await shop.terminal.giftCards.pay(input))).toEqual(first)
    expect(asked).toHaveLength(1)
  })
})

describe('a gift card without a connection', () => {
  it('pays once up to the cap, until the backend has heard of it', async () => {
    const shop = await shopWith(silent().claims, 200)
    shop.network.online = false
    comeDown(shop, 5000)
    await scan(shop, MILK.gtin, 2)
    expect(code(await pay(shop, 258))).toBe('gift-card-needs-backend')
    expect(value(await pay(shop))).toMatchObject({ outcome: 'taken', draft: { due: 58 } })
    expect(code(await pay(shop))).toBe('gift-card-needs-backend')
    await payCash(shop, 58)
    expect(lastSale(shop)).toMatchObject({ tenders: [{ word: 'none' }, { kind: 'cash' }] })
    await scan(shop, MILK.gtin)
    expect(code(await pay(shop))).toBe('gift-card-needs-backend')
    expect(look(shop)).toMatchObject({ balance: 4800, most: 0 })
  })

  it('is refused where the store wants that, or nobody here has heard of it', async () => {
    const shop = await shopWith(silent().claims, 0)
    await scan(shop, MILK.gtin)
    expect(code(await pay(shop))).toBe('gift-card-unknown')
    comeDown(shop, 5000)
    expect(code(await pay(shop))).toBe('gift-card-needs-backend')
  })

  it('is refused by a store that has none, and for what is no code', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    expect(code(await pay(shop))).toBe('gift-cards-not-taken')
    const other = await shopWith(silent().claims)
    expect(code(other.terminal.giftCards.look({ code: '12 34' }))).toBe('gift-card-unknown')
  })
})

describe('what a gift card paid for and comes back', () => {
  it('goes back onto a card, and in cash only by a second person’s word', async () => {
    const shop = await shopWith(granting().claims)
    comeDown(shop, 5000)
    await scan(shop, MILK.gtin, 2)
    value(await pay(shop))
    const { sale, lines } = lastSale(shop) as { sale: string; lines: { id: string }[] }
    await signIn(shop, 'cashier')
    const why = { reason: 'faulty', condition: 'as-new', restock: true } as const
    const back = { line: lines[0]!.id, quantity: 1000 as never, ...why }
    const put = () => shop.terminal.returns.put({ command: v7(), sale, lines: [back] })
    value(await put())
    const paidOut = () => shop.terminal.draft.payCash({ ...draftCommand(shop), tendered: minor(0) })
    expect(await paidOut()).toMatchObject({
      failure: { code: 'approval-needed', details: { permission: 'refund-in-cash', amount: 129 } },
    })
    expect(value(await pay(shop))).toMatchObject({ outcome: 'done', sale: { total: -129 } })
    expect(lastSale(shop)).toMatchObject({
      tenders: [{ kind: 'gift-card', amount: -129, account: ACCOUNT, claim: null }],
    })
    expect(look(shop)).toMatchObject({ balance: 5000 - 129 })
    value(await put())
    await signIn(shop, 'manager')
    expect(value(await paidOut())).toMatchObject({ total: -129 })
  })
})
