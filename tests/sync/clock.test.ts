/** Whole tills at a backend whose clock is not theirs. */
import { v7 } from 'uuid'
import { expect, it, onTestFinished } from 'vitest'
import type { StatusView } from '../../src/contract/terminal/views.ts'
import { clocksOf } from '../../src/backend/tills/clocks.ts'
import { minor } from '../../src/domain/money.ts'
import { READ_WITHIN_MS } from '../../src/domain/till/clock.ts'
import { businessDateOf } from '../../src/domain/time.ts'
import { clock } from '../backend/stage.ts'
import { signInAtCounter, type Counter } from './counter.ts'
import { openShop, SOON } from './stage.ts'

const AHEAD_MS = 3 * 86_400_000

async function openCorner(aheadMs: number) {
  const shop = await openShop(undefined, { ...clock, now: () => clock.now() - aheadMs })
  onTestFinished(() => shop.close())
  await shop.stock([1000])
  return { shop, screens: (await signInAtCounter(shop)).screens }
}

async function clockTold(screens: Counter['screens']): Promise<StatusView['clock']> {
  for await (const event of await screens.watch()) {
    if (event.kind === 'status' && event.status.clock !== null) return event.status.clock
  }
  return null
}

it('a clock that is days ahead is told, and an opening asks for the backend’s day', async () => {
  const { screens } = await openCorner(AHEAD_MS)
  const { at, server } = (await clockTold(screens)) ?? { at: 0, server: 0 }
  // An answer that was on its way for longer says nothing.
  expect(Math.abs(at - server - AHEAD_MS)).toBeLessThan(READ_WITHIN_MS)
  const [date, told] = [clock.now(), clock.now() - AHEAD_MS].map((instant) =>
    businessDateOf(instant, 'Europe/Berlin'),
  )
  const opening = { float: minor(0) }
  await expect(screens.till.open({ command: v7(), ...opening })).rejects.toMatchObject({
    code: 'business-date-needed',
    data: { date, told },
  })
  await screens.till.open({ command: v7(), ...opening, businessDate: told })
})

it.each([
  ['days ahead', AHEAD_MS, true],
  ['right', 0, false],
])('a till whose clock is %s tells that with its heads', async (_, aheadMs, isWrong) => {
  const { shop } = await openCorner(aheadMs)
  const { backend, ...place } = shop
  const told = async () => (await clocksOf(backend.database, place))[0]?.clock
  await expect.poll(told, SOON).toMatchObject({ isWrong })
  const { ahead, within } = (await told())!
  expect(Math.abs(ahead - aheadMs)).toBeLessThanOrEqual(within + READ_WITHIN_MS)
})
