/**
 * The day: import, open, sell, lose the backend, lose the core, get both back, and prove that all
 * agree.
 */
import type { SaleView } from '../../contract/terminal/views.ts'
import { goodsOnShelf } from '../goods.ts'
import { orderOnline } from './online.ts'
import {
  onlineStock,
  proveHeads,
  proveJournal,
  proveLedger,
  proveShelf,
  proveStock,
} from './proofs.ts'
import type { Day } from './scene.ts'

/** The demo shop's founder gives its cashier this PIN; a real shop chooses its own. */
const DEMO_PIN = '1234'
const FLOAT = 15_000

export async function playDay(day: Day): Promise<void> {
  const { floor, telling } = day
  tellImport(day)
  await openShop(day)
  const codes = await chooseGoods(day)
  const before = await onlineStock(day, codes)
  telling.step('online before', 'What the online store shows before the first sale', before)

  for (const [index, basket] of [
    codes.slice(0, 3),
    codes.slice(1, 3),
    codes.slice(0, 1),
  ].entries()) {
    const sale = await sell(day, basket)
    telling.step(`sale ${String(index + 1)}`, `Sold, by scanned GTIN: ${sale.receipt}`, paid(sale))
  }
  await showReceipt(day)
  await day.cashier.status((status) => status.unsent.entries === 0, 'everything sent')
  const sold = [2, 2, 2]
  await proveStock(day, 'online after', codes, before, sold)
  await orderOnline(day, codes[0] ?? '')
  sold[0] = (sold[0] ?? 0) + 1

  await floor.backend.stop('SIGKILL')
  await day.cashier.status((status) => !status.network.online, 'the till notices')
  telling.step('backend gone', 'The backend is killed; the till says so, quietly, and sells on')
  for (const name of ['sale 4', 'sale 5']) {
    const sale = await sell(day, codes.slice(0, 1))
    sold[0] = (sold[0] ?? 0) + 1
    telling.step(name, `Sold without a backend: ${sale.receipt}`, paid(sale))
  }
  await crashInTheMiddle(day, codes)
  sold.forEach((_, index) => (sold[index] = (sold[index] ?? 0) + 1))
  await comeBack(day)
  await proveStock(day, 'online at the end', codes, before, sold)
  await proveShelf(day, codes)
  await proveJournal(day)
  await proveHeads(day)
  await proveLedger(day)
}

function tellImport({ floor, telling }: Day): void {
  const report = floor.imported
  if (!report) throw new Error('the demo begins with an empty shop')
  telling.prove('import', 'Real groceries imported; prices and stock are made up', report.applied, {
    rows: report.rows,
    products: report.products,
    barcodes: report.barcodes,
    merged: report.merged,
    'left out': report.leftOut,
  })
}

async function openShop({ cashier, telling }: Day): Promise<void> {
  await cashier.comeToTill()
  const status = await cashier.status((each) => !each.catalogue.pulling, 'the first pull')
  await cashier.openTill(DEMO_PIN, FLOAT)
  telling.step('open', 'The terminal is enrolled and its till is open', {
    'rows pulled': status.catalogue.rows,
  })
}

/** Three goods with enough on the shelf for the day. */
async function chooseGoods({ floor }: Day): Promise<string[]> {
  const goods = await goodsOnShelf(floor.owner, { count: 3, least: 10 })
  if (goods.length < 3) throw new Error('the demo shop has too little on its shelves')
  return goods.map(({ code }) => code)
}

async function sell({ cashier }: Day, basket: readonly string[]): Promise<SaleView> {
  for (const code of basket) await cashier.scan(code)
  return cashier.takeCash()
}

function paid(sale: SaleView): Record<string, number> {
  return { total: sale.total, tendered: sale.tendered, change: sale.change }
}

async function showReceipt({ floor, cashier, telling }: Day): Promise<void> {
  await cashier.until('three receipts', () => floor.counter.printer.receipts().length >= 3)
  const [first] = floor.counter.printer.receipts()
  const { pulses } = floor.counter.printer.drawer()
  telling.prove('receipt', 'Three receipts printed, the drawer opened for each', pulses === 3, {
    receipts: floor.counter.printer.receipts().length,
    pulses,
  })
  telling.show(first?.text ?? '')
}

async function crashInTheMiddle(day: Day, codes: readonly string[]): Promise<void> {
  const { cashier, till, telling } = day
  for (const code of codes.slice(0, 2)) await cashier.scan(code)
  const cart = cashier.draft?.lines.length ?? 0
  const back = till.process.line('terminal ready ')
  till.process.kill()
  await back
  await cashier.comeToTill()
  const found = cashier.draft?.lines.length ?? 0
  telling.prove(
    'kill -9',
    'The core is killed in the middle of a sale; the cart is there again',
    found === cart,
    {
      'lines before': cart,
      'lines after': found,
    },
  )
  const sale = await sell(day, codes.slice(2, 3))
  telling.step('sale 6', `The same sale goes on and is finished: ${sale.receipt}`, paid(sale))
}

async function comeBack({ cashier, floor, telling }: Day): Promise<void> {
  const status = await cashier.status((each) => each.unsent.sales >= 3, 'three unsent sales')
  telling.step('unsent', 'Not sent yet', {
    sales: status.unsent.sales,
    entries: status.unsent.entries,
  })
  const back = floor.backend.line('backend ready ')
  floor.backend.start()
  await back
  const sent = await cashier.status((each) => each.unsent.entries === 0, 'everything sent')
  telling.prove('converged', 'The backend is back and has everything', sent.network.online, {
    unsent: sent.unsent.entries,
  })
}
