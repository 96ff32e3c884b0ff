/** Each step of a sale is the last thing that a real core does; then it comes back. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { random } from '../backend/stage.ts'
import { seeded } from '../sync/proxy.ts'
import { BACK_AGAIN, journalAt, SOON } from '../sync/stage.ts'
import { GTIN, scan, watchFor } from './stage.ts'
import { openKilledTill, reading, type KilledTill } from './steps/killed-till.ts'
import { STEPS, type StepName } from './steps/named.ts'

// Each test waits for a core to start again, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let till: KilledTill
const sold: SaleView[] = []
const cards = new Set<string>()
const tried: StepName[] = []

beforeAll(async () => {
  till = await openKilledTill()
}, 60_000)
afterAll(() => till.close())

/** How many pieces are in the cart after a death at the step, and what that means. */
type Kept = [step: StepName, pieces: number, promise: string]

const nobodyHears = (): void => undefined

/** Gives an order that the core dies of, and asks for nothing else until it is back. */
async function dieOf(step: StepName, command: () => Promise<unknown>): Promise<void> {
  tried.push(step)
  till.orderDeath(step)
  command().catch(nobodyHears)
  await till.dieAndComeBack()
}

async function pieces(): Promise<number> {
  const { lines } = await till.screen().api.draft.current()
  return lines.reduce((total, line) => total + line.quantity, 0) / ONE
}

async function payable() {
  const { id: draft, version } = await till.screen().api.draft.current()
  return { command: random.id(), draft, version }
}

/** Pays what is in the cart, and waits until its receipt is out. */
async function finish(): Promise<void> {
  const payment = { ...(await payable()), tendered: minor(1000) }
  sold.push(await till.screen().api.draft.payCash(payment))
  await untilPrinted(sold.at(-1)?.receipt)
}

/** How often a receipt is on paper: in full and not as a copy, and as a copy. */
function onPaper(receipt: string | undefined): { plain: number; copies: number } {
  const all = till.counter.printer.receipts().filter(({ text }) => text.includes(String(receipt)))
  const copies = all.filter(({ text }) => /KOPIE|COPY/.test(text)).length
  return { plain: all.length - copies, copies }
}

async function untilPrinted(receipt: string | undefined): Promise<void> {
  await expect.poll(() => onPaper(receipt).plain, SOON).toBeGreaterThan(0)
}

describe('a core that is killed while something is scanned', () => {
  it.each([
    ['draft opened', 1, 'the scan never was'],
    ['line saved', 1, 'the scan never was'],
    ["before the draft's COMMIT", 1, 'the scan never was'],
    ["after the draft's COMMIT", 2, 'the scan counts'],
  ] as Kept[])('at "%s" has a cart of %i when it is back: %s', async (step, kept) => {
    await scan(till.screen())
    const second = { command: random.id(), text: GTIN, symbology: null, quantity: ONE }
    await dieOf(step, () => till.screen().api.draft.scan(second))
    expect(await pieces()).toBe(kept)
    await till.screen().api.draft.scan(second)
    expect(await pieces()).toBe(2)
    await finish()
  })
})

describe('a core that is killed while cash is taken', () => {
  it.each([
    ["before the sale's COMMIT", 1, 'the cart is still there'],
    ["after the sale's COMMIT", 0, 'the sale stands'],
    ['answer sent', 0, 'the sale stands'],
  ] as Kept[])('at "%s" has a cart of %i when it is back: %s', async (step, kept) => {
    await scan(till.screen())
    const payment = { ...(await payable()), tendered: minor(500) }
    await dieOf(step, () => till.screen().api.draft.payCash(payment))
    expect(await pieces()).toBe(kept)
    const sale = await till.screen().api.draft.payCash(payment)
    expect(await till.screen().api.draft.payCash(payment)).toEqual(sale)
    sold.push(sale)
    await untilPrinted(sale.receipt)
  })
})

/** What a person does who sees an unknown payment: asks the device, or looks at its own slip. */
async function resolveAsPerson(charged: number): Promise<void> {
  const { api } = till.screen()
  const answer = await api.draft.resolvePayment(await payable())
  if (answer.outcome === 'done') return soldByCard(answer.sale)
  if (answer.outcome !== 'unknown') return finish()
  const outcome = charged > 0 ? 'charged' : 'not-charged'
  const settled = await api.draft.settlePayment({ ...(await payable()), outcome })
  if (settled.outcome === 'done') return soldByCard(settled.sale)
  await finish()
}

function soldByCard(sale: SaleView): void {
  sold.push(sale)
  cards.add(sale.sale)
}

describe('a core that is killed while a card is charged', () => {
  it.each([
    ['payment intent committed', 0],
    ['first byte to the payment terminal', 0],
    ['payment asked for', 1],
    ['approval received', 1],
    ['before the settling COMMIT', 1],
  ] as const)(
    'at "%s" shows the payment as unknown, and never charges twice',
    async (step, most) => {
      const { payment } = till.counter
      const before = payment.payments.length
      await scan(till.screen())
      const command = await payable()
      await dieOf(step, () => till.screen().api.draft.payCard(command))
      const draft = await till.screen().api.draft.current()
      expect(draft).toMatchObject({ id: command.draft, payment: { state: 'unknown' } })
      // What was asked before is answered, and asks the device for nothing more.
      expect(await till.screen().api.draft.payCard(command)).toMatchObject({ outcome: 'unknown' })
      await expect.poll(() => payment.payments.length - before, SOON).toBe(most)
      await resolveAsPerson(most)
      expect(payment.payments.length - before).toBe(most)
      await untilPrinted(sold.at(-1)?.receipt)
    },
  )

  it('at "after the settling COMMIT" has the sale, and charges nothing more', async () => {
    const { payment } = till.counter
    const before = payment.payments.length
    await scan(till.screen())
    const command = await payable()
    await dieOf('after the settling COMMIT', () => till.screen().api.draft.payCard(command))
    const answer = await till.screen().api.draft.payCard(command)
    if (answer.outcome !== 'done') throw new Error(answer.outcome)
    soldByCard(answer.sale)
    expect(payment.payments.length - before).toBe(1)
    await untilPrinted(answer.sale.receipt)
  })
})

async function dieOfPrinting(step: StepName): Promise<SaleView> {
  await scan(till.screen())
  const payment = { ...(await payable()), tendered: minor(500) }
  await dieOf(step, () => till.screen().api.draft.payCash(payment))
  const sale = await till.screen().api.draft.payCash(payment)
  sold.push(sale)
  return sale
}

describe('a core that is killed while it prints', () => {
  it('at "drawer job sending" shows the drawer as unknown, and pulses no second time', async () => {
    const before = till.counter.printer.drawer().pulses
    await dieOfPrinting('drawer job sending')
    const [job] = (await till.status()).printJobs.filter(({ kind }) => kind === 'drawer')
    expect(job).toMatchObject({ state: 'unknown' })
    await scan(till.screen())
    await finish()
    // The one pulse is that of the sale that came after.
    await expect.poll(() => till.counter.printer.drawer().pulses - before, SOON).toBe(1)
    await settle(job?.id, 'cancelled')
  })

  it('at "receipt half printed" shows it as unknown, and prints again as a copy only', async () => {
    const sale = await dieOfPrinting('receipt half printed')
    const [job] = (await till.status()).printJobs
    expect(job).toMatchObject({ kind: 'receipt', state: 'unknown', receipt: sale.receipt })
    await scan(till.screen())
    await finish()
    expect(onPaper(sale.receipt).copies).toBe(0)
    await settle(job?.id, 'sent-again')
    await expect.poll(() => onPaper(sale.receipt).copies, SOON).toBe(1)
    expect(onPaper(sale.receipt).plain).toBeLessThanOrEqual(1)
  })

  it('at "print job settled" has nothing to print and nothing to ask', async () => {
    const sale = await dieOfPrinting('print job settled')
    expect((await till.status()).printJobs).toEqual([])
    await scan(till.screen())
    await finish()
    expect(onPaper(sale.receipt)).toEqual({ plain: 1, copies: 0 })
  })
})

async function settle(job: string | undefined, outcome: 'cancelled' | 'sent-again'): Promise<void> {
  if (job === undefined) throw new Error('there is no such job')
  await till.screen().api.receipts.settle({ command: random.id(), job, outcome })
}

describe('a core that is killed while it delivers', () => {
  it.each(['push sent', 'push answered, unread'] as const)(
    'at "%s" delivers each entry once',
    async (step) => {
      const sale = await dieOfPrinting(step)
      await watchFor(till.screen(), (event) =>
        event.kind === 'status' && event.status.unsent.entries === 0 ? true : undefined,
      )
      const entries = await journalAt(till.shop)
      const own = entries.filter(({ canonical }) => canonical?.includes(`"${sale.receipt}"`))
      expect(own.map(({ state }) => state)).toEqual(['applied'])
    },
  )
})

const ACCIDENTS = ['core killed', 'screen gone', 'backend gone', 'none'] as const
type Accident = (typeof ACCIDENTS)[number]
/** A sale takes a few milliseconds: some accidents come before it, some in it, some after it. */
const LATEST_MS = 25

async function happen(accident: Accident): Promise<void> {
  if (accident === 'core killed') return till.killNow()
  if (accident === 'screen gone') return till.openScreen()
  if (accident === 'none') return
  await till.shop.goAway()
  await till.shop.comeBack()
}

describe('a bad day', () => {
  it('of random accidents to core, screen and backend makes one sale of each payment', async () => {
    const chance = seeded(20_261_124)
    const accidents = [...ACCIDENTS, ...ACCIDENTS, ...ACCIDENTS]
      .map((accident) => ({ accident, place: chance() }))
      .toSorted((one, other) => one.place - other.place)
    for (const { accident } of accidents) {
      await scan(till.screen())
      const payment = { ...(await payable()), tendered: minor(500) }
      till.screen().api.draft.payCash(payment).catch(nobodyHears)
      await new Promise((resolve) => setTimeout(resolve, chance() * LATEST_MS))
      await happen(accident)
      sold.push(await till.screen().api.draft.payCash(payment))
    }
    expect(new Set(sold.map(({ sale }) => sale)).size).toBe(sold.length)
  }, 120_000)
})

describe('after all of it', () => {
  it('every step was tried, and each sale is there once: here, paid and delivered', async () => {
    expect(new Set(tried)).toEqual(new Set(STEPS))
    expect(verifyJournal(till.file)).toMatchObject({ sales: sold.length, broken: undefined })
    const receipts = sold.map(({ receipt }) => receipt)
    expect(receipts.map((receipt) => Number(receipt.split('-').at(-1)))).toEqual(
      receipts.map((_, index) => index + 1),
    )
    expect(till.counter.payment.payments).toHaveLength(cards.size)
    const local = reading(till.file, (connection) =>
      connection.prepare('SELECT hash FROM journal ORDER BY epoch_ordinal, seq').pluck().all(),
    )
    const arrived = async () => (await journalAt(till.shop)).map(({ hash }) => hash)
    await expect.poll(arrived, BACK_AGAIN).toEqual(local)
    expect(new Set((await journalAt(till.shop)).map(({ state }) => state))).toEqual(
      new Set(['applied']),
    )
  })
})
