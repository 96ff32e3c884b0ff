import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import { LABELS_LIMIT, type ProposedLabels } from '../../src/contract/terminal/labels.ts'
import { PRINT_JOBS_LIMIT } from '../../src/contract/terminal/views.ts'
import { unitPrice, type UnitPrice } from '../../src/domain/money.ts'
import type { LabelPrinter, LabelRequest, PrintOutcome } from '../../src/ports/devices.ts'
import { readyPrinter } from './devices.ts'
import {
  BREAD,
  code,
  HAMPER,
  kinds,
  LIST,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  scan,
  UNPRICED,
  value,
  type Shop,
} from './shop.ts'

interface TestLabelPrinter extends LabelPrinter {
  readonly asked: LabelRequest[]
  answer: (job: LabelRequest) => PrintOutcome | Promise<PrintOutcome>
}

function labelPrinter(): TestLabelPrinter {
  const printer: TestLabelPrinter = {
    asked: [],
    answer(job) {
      job.onSending()
      return { state: 'printed' }
    },
    async print(job) {
      printer.asked.push(job)
      return printer.answer(job)
    },
    condition: () => 'ready',
    onCondition: () => () => undefined,
    close: () => Promise.resolve(),
  }
  return printer
}

const HELD: PrintOutcome = { state: 'held', condition: 'paper-out' }
const withLabels = (printer: LabelPrinter | undefined) => ({
  devices: { ...NO_DEVICES, labelPrinter: printer },
})
const proposed = (shop: Shop, of: ProposedLabels) => value(shop.terminal.labels.proposed(of)).lines

function print(shop: Shop, copies: number, price: UnitPrice | null = MILK_PRICE, times = 1) {
  const label = { variant: MILK.variant, unitPrice: price, copies }
  const labels = Array.from({ length: times }, () => label)
  return shop.terminal.labels.print({ command: v7(), labels })
}
const MILK_PRICE = unitPrice(1_290_000)

const states = ({ store }: Shop) =>
  store.printJobs.open().map(({ kind, state, condition }) => [kind, state, condition])

/** Prices as the backend would send them. */
function send({ store }: Shop, document: { id: string }): void {
  store.transaction(() => store.documents.of('pricing').append(document, 1))
}
const price = (variant: string, minor: number, from: number) => ({
  ...{ id: v7(), kind: 'price', variant, list: LIST, from, to: null },
  unitPrice: minor * 10_000,
})

describe('labels', () => {
  it('say name, price and code of goods, as the store writes them, and how many', async () => {
    const printer = labelPrinter()
    const shop = await openTill(withLabels(printer))
    expect(value(print(shop, 12))).toEqual({ jobs: 1 })
    await vi.waitFor(() => expect(printer.asked).toHaveLength(1))
    expect(printer.asked[0]).toMatchObject({
      copies: 12,
      label: { name: 'Milk', price: '€1.29', code: { digits: '4006381333931' } },
    })
    expect(states(shop)).toEqual([])
  })

  it('are those of the price that was seen, and of no other', async () => {
    const shop = await openTill(withLabels(labelPrinter()))
    expect(code(print(shop, 1, unitPrice(1_280_000)))).toBe('goods-outdated')
    send(shop, price(MILK.variant, 128, shop.clock.now() + 60_000))
    expect(code(print(shop, 1, unitPrice(1_280_000)))).toBe('ok')
  })

  it('need a printer for them', async () => {
    const shop = await openTill(withLabels(undefined))
    expect(code(print(shop, 1))).toBe('label-printer-missing')
  })

  it('are not printed twice for a command that is asked twice', async () => {
    const printer = labelPrinter()
    const shop = await openTill(withLabels(printer))
    const labels = [{ variant: MILK.variant, unitPrice: MILK_PRICE, copies: 1 }]
    const input = { command: v7(), labels }
    expect([
      value(shop.terminal.labels.print(input)),
      value(shop.terminal.labels.print(input)),
    ]).toEqual([{ jobs: 1 }, { jobs: 1 }])
    await vi.waitFor(() => expect(printer.asked).toHaveLength(1))
  })
})

describe('labels that wait', () => {
  it('are all held by what holds the first, and all printed when it is over', async () => {
    const printer = labelPrinter()
    printer.answer = () => HELD
    const shop = await openTill(withLabels(printer))
    value(print(shop, 1, MILK_PRICE, 3))
    await vi.waitFor(() => expect(states(shop)).toHaveLength(3))
    expect(new Set(states(shop).map(String))).toEqual(new Set(['labels,held,paper-out']))
    expect(printer.asked).toHaveLength(1)
    printer.answer = labelPrinter().answer
    shop.clock.pass(3_000)
    await vi.waitFor(() => expect(states(shop)).toEqual([]))
    expect(new Set(printer.asked.map(({ id }) => id)).size).toBe(3)
  })

  it('outlive a crash: what was being sent is unknown, what was not is printed', async () => {
    const printer = labelPrinter()
    printer.answer = (job) => {
      job.onSending()
      return new Promise(() => undefined)
    }
    const shop = await openTill(withLabels(printer))
    value(print(shop, 1, MILK_PRICE, 3))
    await vi.waitFor(() => expect(printer.asked).toHaveLength(1))
    const next = labelPrinter()
    const again = shop.reopen(withLabels(next))
    await vi.waitFor(() => expect(next.asked).toHaveLength(2))
    await vi.waitFor(() => expect(states(again)).toEqual([['labels', 'unknown', 'unknown']]))
    expect(next.asked.map(({ id }) => id)).not.toContain(printer.asked[0]?.id)
  })

  it('wait for no receipt, take no receipt’s place, and stand below receipts', async () => {
    const printer = labelPrinter()
    printer.answer = () => HELD
    const receipts = readyPrinter()
    receipts.answer = (job) =>
      job === 'drawer' ? { state: 'sent' } : { state: 'held', condition: 'offline' }
    const shop = await openTill({
      devices: { ...NO_DEVICES, printer: receipts, labelPrinter: printer },
    })
    value(print(shop, 1, MILK_PRICE, LABELS_LIMIT))
    expect(code(print(shop, 1))).toBe('limit-labels')
    await scan(shop, MILK.gtin)
    await payCash(shop, 200)
    await vi.waitFor(() => expect(states(shop)[0]).toEqual(['receipt', 'held', 'offline']))
    expect(shop.store.printJobs.countLabels()).toBe(LABELS_LIMIT)
    expect(LABELS_LIMIT).toBeGreaterThanOrEqual(PRINT_JOBS_LIMIT)
    expect(kinds(shop)).not.toContain('print-job-settled')
  })

  it('are settled by a person, and sent again as they were', async () => {
    const printer = labelPrinter()
    printer.answer = (job) => {
      job.onSending()
      return { state: 'unknown', condition: 'unreachable' }
    }
    const shop = await openTill(withLabels(printer))
    value(print(shop, 2))
    await vi.waitFor(() => expect(states(shop)).toHaveLength(1))
    const [job] = shop.store.printJobs.open()
    printer.answer = labelPrinter().answer
    value(shop.terminal.receipts.settle({ command: v7(), job: job!.id, outcome: 'sent-again' }))
    await vi.waitFor(() => expect(printer.asked).toHaveLength(2))
    await vi.waitFor(() => expect(shop.store.printJobs.countLabels()).toBe(0))
    expect(printer.asked.map(({ copies, label }) => [copies, label.name])).toEqual([
      [2, 'Milk'],
      [2, 'Milk'],
    ])
  })
})

describe('labels are proposed', () => {
  it('for one product, by what it shall cost once the backend has it', async () => {
    const shop = await openTill()
    const to = unitPrice(1_490_000)
    const change = { variant: MILK.variant, unitPrice: { was: MILK_PRICE, to }, from: null }
    value(shop.terminal.goods.change({ command: v7(), ...change }))
    const lines = proposed(shop, { of: 'goods', variant: MILK.variant })
    expect(lines).toMatchObject([{ name: 'Milk', unitPrice: to, copies: 1 }])
    expect(proposed(shop, { of: 'prices' })).toMatchObject([{ name: 'Milk', unitPrice: to }])
  })

  it('for each piece of a delivery, and none for a code that nothing carries', async () => {
    const shop = await openTill()
    const { terminal } = shop
    const onto = { kind: 'receipt', symbology: null } as const
    for (const text of [MILK.gtin, MILK.gtin, BREAD.gtin, '4012345678901']) {
      value(terminal.stock.scan({ command: v7(), text, ...onto }))
    }
    expect(proposed(shop, { of: 'delivery' })).toMatchObject([
      { name: 'Milk', copies: 2 },
      { name: 'Bread', copies: 1 },
    ])
  })

  it('for prices that come soon or came of late, and no others', async () => {
    const shop = await openTill()
    const now = shop.clock.now()
    const day = 86_400_000
    send(shop, price(MILK.variant, 139, now - 2 * day))
    send(shop, price(MILK.variant, 149, now - day))
    send(shop, price(BREAD.variant, 299, now + 2 * day))
    send(shop, price(BREAD.variant, 399, now + 30 * day))
    // The first price of goods changes nothing.
    send(shop, price(UNPRICED.variant, 100, now - day))
    send(shop, price(HAMPER.variant, 1400, now - 10 * day))
    expect(
      proposed(shop, { of: 'prices' }).map(({ name, unitPrice, from }) => [name, unitPrice, from]),
    ).toEqual([
      ['Milk', 1_490_000, null],
      ['Bread', 2_990_000, now + 2 * day],
    ])
  })
})
