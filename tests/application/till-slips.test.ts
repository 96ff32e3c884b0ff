/** Slips of tenders that are no cash are counted blind, by what the store takes. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { countTillSchema } from '../../src/contract/terminal/till.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import type { StoreSettings } from '../../src/domain/settings.ts'
import { createSessionFold } from '../../src/store/verify/sessions.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { draftCommand, entries, pendingEvents, present, value, type Shop } from './shop.ts'
import { payCard, shopWith } from './two-milks.ts'

const VOUCHERS = ['Meal', 'Town']

/** Two milks for 258: 100 by card, the rest by a meal voucher of 500 that gives no change. */
async function soldWith(till: StoreSettings['till']): Promise<Shop> {
  const shop = await shopWith({ vouchers: VOUCHERS, ...(till && { till }) })
  value(await payCard(shop, 100))
  const voucher = { name: 'Meal', number: '4711', face: minor(500) }
  value(await shop.terminal.accounts.payByVoucher({ ...draftCommand(shop), ...voucher }))
  return shop
}

async function asked(shop: Shop) {
  const events = await pendingEvents(shop.terminal.watch())
  return present(events.flatMap((event) => (event.kind === 'shop' ? (event.shop ?? []) : []))[0])
    .slips
}

const count = (shop: Shop, tenders?: readonly object[]) => {
  const session = present(shop.store.tills.current()).id
  const own = { command: v7(), session, after: 0, counted: minor(10_000) }
  const counted = shop.terminal.till.count({ ...own, ...(tenders && { tenders }) } as never)
  return { session, counted }
}
const review = (shop: Shop, session: string) =>
  value(shop.terminal.till.review({ command: v7(), session }))

describe('slips', () => {
  it('are asked for by what the store takes, whatever was taken', async () => {
    const all = [{ kind: 'card' }, ...VOUCHERS.map((name) => ({ kind: 'voucher', name }))]
    const before = await shopWith({ vouchers: VOUCHERS })
    expect(await asked(before)).toEqual({ asked: all, isNeeded: false })
    expect(await asked(await soldWith(undefined))).toEqual({ asked: all, isNeeded: false })
    const wanted = await asked(await soldWith({ slips: ['voucher'] }))
    expect(wanted).toEqual({ asked: all.slice(1), isNeeded: true })
    expect(await asked(await soldWith({ slips: [] }))).toEqual({ asked: [], isNeeded: true })
  })

  it('are held to their number and to what stands on them, and go with the Z', async () => {
    const shop = await soldWith({ tolerance: 50 })
    const { session } = count(shop, [
      { kind: 'card', counted: 60, slips: 2 },
      { kind: 'voucher', name: 'Meal', counted: 500, slips: 1 },
      { kind: 'voucher', name: 'Town', counted: 0 },
    ])
    const found = [
      { kind: 'card', expected: 100, counted: 60, difference: -40, slips: 2, expectedSlips: 1 },
      {
        ...{ kind: 'voucher', name: 'Meal', expected: 500, counted: 500, difference: 0 },
        ...{ slips: 1, expectedSlips: 1 },
      },
      { kind: 'voucher', name: 'Town', expected: 0, counted: 0, difference: 0 },
    ]
    // Within the tolerance: the number is shown, the amount decides.
    expect(review(shop, session)).toMatchObject({ tenders: found, needsReason: false })
    value(shop.terminal.till.close({ command: v7(), session, count: 1 }))
    const closed = entries(shop).find(({ kind }) => kind === 'session-closed')
    expect(closed?.body['tenders']).toEqual(found)
    expect(JSON.stringify(value(shop.terminal.till.readZ({ command: v7(), session })))).toContain(
      'Voucher Meal (1): Counted',
    )
    expect((await verifyDatabase(shop.file, { check: 'quick' })).broken).toBeUndefined()
  })

  it('that the store wants counted were not there where nobody says them', async () => {
    const shop = await soldWith({ tolerance: 50, slips: ['voucher'] })
    const { session } = count(shop, [{ kind: 'voucher', name: 'Town', counted: 0, slips: 0 }])
    const { tenders, needsReason } = review(shop, session)
    expect(tenders).toMatchObject([
      { name: 'Town', difference: 0 },
      { name: 'Meal', counted: 0, expected: 500, slips: 0, expectedSlips: 1 },
    ])
    expect(needsReason).toBe(true)
    const other = await soldWith(undefined)
    const { session: unsaid } = count(other)
    expect(review(other, unsaid)).toMatchObject({ tenders: [], needsReason: false })
  })

  it('that a Z holds to something else than was taken are found', async () => {
    const shop = await soldWith({ tolerance: 50 })
    const meal = { kind: 'voucher', name: 'Meal', counted: 500, slips: 1 }
    const { session } = count(shop, [meal])
    value(shop.terminal.till.close({ command: v7(), session, count: 1 }))
    const journal = entries(shop) as unknown as Entry[]
    const folded = (change: (text: string) => string) => {
      const fold = createSessionFold()
      return journal.flatMap((entry) => {
        if (entry.kind !== 'session-closed') return fold.take(entry, {} as never) ?? []
        const { perpetual } = present(entry.body.z).report
        const tenders = change(JSON.stringify(entry.body.tenders))
        const body = { ...entry.body, tenders: JSON.parse(tenders) as never }
        return fold.take({ ...entry, body }, { perpetual, z: 0 } as never) ?? []
      })
    }
    expect(folded((text) => text)).toEqual([])
    for (const [from, to] of [
      ['"expected":500', '"expected":400'],
      ['"expectedSlips":1', '"expectedSlips":2'],
      ['"difference":0', '"difference":1'],
      ['"name":"Meal"', '"name":"Town"'],
    ] as const) {
      const wrong = folded((text) => text.replace(from, to))
      expect(wrong).toEqual(['its slips are held to something else than was taken'])
    }
  })

  it('are said once each', () => {
    const [one, other] = [60, 40].map((counted) => ({ kind: 'card', counted }))
    const said = (...tenders: unknown[]) =>
      countTillSchema.safeParse({
        ...{ command: v7(), session: v7(), after: 0, counted: 0, tenders },
      }).success
    expect(said(one)).toBe(true)
    expect(said(one, other)).toBe(false)
    expect(said({ ...one, name: 'Meal' }, { ...other, name: 'Town' })).toBe(true)
  })
})
