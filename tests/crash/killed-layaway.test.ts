/** A real core dies around the commit of a deposit: goods are laid away by it, or there is none. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { setSettings } from '../../src/backend/setup/settings.ts'
import { minor } from '../../src/domain/money.ts'
import { rate } from '../../src/domain/rate.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { random } from '../backend/stage.ts'
import { SOON } from '../sync/stage.ts'
import { scan } from './stage.ts'
import { openKilledTill, reading, type KilledTill } from './steps/killed-till.ts'
import type { StepName } from './steps/named.ts'

// Each test waits for a core to start again, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let till: KilledTill
beforeAll(async () => {
  till = await openKilledTill()
  const { backend, tenant, store } = till.shop
  const layaways = { days: 30, deposit: rate(200_000), fee: minor(0) }
  expect(await setSettings(backend, { tenant, store }, { layaways })).toMatchObject({ ok: true })
}, 60_000)
afterAll(() => till.close())

const nobodyHears = (): void => undefined
const api = () => till.screen().api

async function seen() {
  const { id: draft, version } = await api().draft.current()
  return { command: random.id(), draft, version }
}

/** Goods of a customer in the cart, and then their deposit in their place. */
async function begin(): Promise<void> {
  await scan(till.screen())
  const { id: customer } = await api().customers.create({
    ...{ command: random.id(), details: { name: 'Ada' } },
  })
  await api().draft.setCustomer({ ...(await seen()), customer })
  // The rule comes down when it comes.
  await expect
    .poll(
      async () =>
        api()
          .layaways.begin(await seen())
          .catch(nobodyHears),
      SOON,
    )
    .toMatchObject({ layaway: null })
}

/** What the journal has of it, how much the shelf lost, and how often something waits. */
function kept() {
  return reading(till.file, (database) => {
    const kinds = database
      .prepare<[], string>(
        `SELECT kind FROM journal WHERE kind IN ('cart-parked', 'sale-completed') ORDER BY seq`,
      )
      .pluck()
      .all()
    const waiting = database.prepare<[], number>('SELECT count(*) FROM parked_cart').pluck().get()
    return { kinds, waiting }
  })
}

describe('a core that is killed while the deposit is paid', () => {
  it.each([
    ["before the sale's COMMIT", false],
    ["after the sale's COMMIT", true],
  ] as readonly [StepName, boolean][])(
    'at "%s" has laid away and sold, both or neither (%s), and both when it is asked again',
    async (step, isDone) => {
      await begin()
      const before = kept()
      const deposit = await api().draft.current()
      const payment = { ...(await seen()), tendered: minor(500) }
      till.orderDeath(step)
      api().draft.payCash(payment).catch(nobodyHears)
      await till.dieAndComeBack()
      const both = {
        kinds: [...before.kinds, 'cart-parked', 'sale-completed'],
        waiting: Number(before.waiting) + 1,
      }
      expect(kept()).toEqual(isDone ? both : before)
      const { total } = await api().draft.current()
      expect(total).toBe(isDone ? 0 : deposit.total)
      await api().draft.payCash(payment)
      expect(kept()).toEqual(both)
      expect(verifyJournal(till.file)).toMatchObject({ broken: undefined })
    },
  )
})
