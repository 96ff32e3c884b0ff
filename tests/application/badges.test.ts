import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { badgeText, pinText } from '../../src/domain/badge.ts'
import { testScanner } from './devices.ts'
import {
  CARD_CODES,
  code,
  DISABLED,
  entries,
  MILK,
  NO_DEVICES,
  openShop,
  openTill,
  PEOPLE,
  personOf,
  PINS,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const BADGE = { cashier: 'B-4288-1766', manager: 'B-5599-0011', disabled: 'B-0000-1111' } as const

function withBadges(shop: Shop): Shop {
  const holders = [
    [PEOPLE.cashier, BADGE.cashier],
    [PEOPLE.manager, BADGE.manager],
    [DISABLED, BADGE.disabled],
  ] as const
  for (const [id, badge] of holders) {
    const person = present(shop.store.settings.staffMember(id))
    pull(shop, 'settings', { ...person, ...{ badge: CARD_CODES.hashOf(badgeText(badge)) } })
  }
  return shop
}

const show = ({ terminal }: Shop, text: string) =>
  terminal.draft.scan({ command: v7(), text, symbology: null, quantity: null })
const whoIsIn = (shop: Shop) => shop.store.signIns.current()?.staff

describe('a badge', () => {
  it('lets its holder in, and its code is kept nowhere', async () => {
    const shop = withBadges(openShop())
    expect(value(await show(shop, BADGE.cashier))).toMatchObject({ outcome: 'badge' })
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'staff-signed-in', actor: PEOPLE.cashier })
    expect(JSON.stringify([entries(shop), shop.log.lines])).not.toContain('4288')
  })

  it('changes who is at the till in the middle of a sale, and the cart stays', async () => {
    const shop = withBadges(await openTill())
    await scan(shop, MILK.gtin, 2)
    value(await show(shop, BADGE.cashier))
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
    expect(value(shop.terminal.draft.current()).lines).toHaveLength(1)
  })

  it('is read from a scanner of the counter as well, also while nobody is in', async () => {
    const scanner = testScanner()
    const devices = { ...NO_DEVICES, scanners: [{ kind: 'serial' as const, scanner }] }
    const shop = withBadges(openShop({ devices }))
    scanner.scan(MILK.gtin)
    scanner.scan(BADGE.cashier)
    await expect.poll(() => whoIsIn(shop)).toBe(PEOPLE.cashier)
  })

  it('of somebody who may not work here is refused, and one of nobody is none', async () => {
    const shop = withBadges(openShop())
    expect(code(await show(shop, BADGE.disabled))).toBe('badge-unknown')
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'sign-in-refused', body: { staff: DISABLED, reason: 'disabled' } },
    })
    expect(code(await show(shop, 'B-9999-9999'))).toBe('not-signed-in')
    expect(whoIsIn(shop)).toBeUndefined()
  })

  it('vouches for what somebody else does', async () => {
    const shop = withBadges(await openTill())
    await signIn(shop, 'cashier')
    await scan(shop, MILK.gtin)
    const { lines, id, version } = value(shop.terminal.draft.current())
    const change = (badge: string) => {
      const draft = { command: v7(), draft: id, version, line: lines[0]!.id }
      const input = { ...draft, unitPrice: 1_000_000 as never, reason: 'damaged' }
      return shop.terminal.doGuarded(
        { ...input, approval: { badge } },
        shop.terminal.draft.changePrice,
      )
    }
    expect(code(await change('B-9999-9999'))).toBe('badge-unknown')
    expect(code(await change(BADGE.cashier))).toBe('approver-not-permitted')
    expect(code(await change(BADGE.manager))).toBe('ok')
    const kinds = entries(shop).map(({ kind, body }) => [kind, body['reason']])
    expect(kinds).toContainEqual(['approval-refused', 'badge-unknown'])
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'act-approved' })
  })

  it('is that person’s word where a screen waits for one, and lets nobody in', async () => {
    const scanner = testScanner()
    const devices = { ...NO_DEVICES, scanners: [{ kind: 'serial' as const, scanner }] }
    const shop = withBadges(await openTill({ devices }))
    await signIn(shop, 'cashier')
    const words = shop.terminal.scanner.follow({ of: 'badges' })
    scanner.scan(BADGE.manager)
    expect(await words.next()).toEqual({ kind: 'code', text: BADGE.manager })
    expect(whoIsIn(shop)).toBe(PEOPLE.cashier)
    words.close()
    scanner.scan(BADGE.manager)
    await vi.waitFor(() => expect(whoIsIn(shop)).toBe(PEOPLE.manager))
  })
})

describe('a PIN under the shop’s own key', () => {
  const peppered = (shop: Shop): Shop => {
    const keyed = present(CARD_CODES.hashOf(pinText(PINS.cashier)))
    const person = personOf(PEOPLE.cashier, 'cashier', keyed, false)
    pull(shop, 'settings', { ...person, ...{ pin: { ...person.pin, isPeppered: true } } })
    return shop
  }
  const attempt = ({ terminal }: Shop, pin: string) =>
    terminal.staff.signIn({ command: v7(), staff: PEOPLE.cashier, pin })

  it('lets in as any other, and only at a terminal that has the key', async () => {
    const shop = peppered(openShop())
    expect(code(await attempt(shop, '0000'))).toBe('pin-wrong')
    expect(code(await attempt(shop, PINS.cashier))).toBe('ok')
    const strange = peppered(openShop({ cardCodes: { hashOf: () => undefined } }))
    expect(code(await attempt(strange, PINS.cashier))).toBe('key-changed')
    expect(strange.store.signIns.refusals(PEOPLE.cashier).count).toBe(0)
  })
})
