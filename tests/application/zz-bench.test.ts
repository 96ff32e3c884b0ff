import { v7 } from 'uuid'
import { it } from 'vitest'
import { ONE } from '../../src/domain/quantity.ts'
import { readyPrinter } from './devices.ts'
import { openTill, NO_DEVICES, MILK, BREAD, HAMPER, draftCommand, value, TWINS } from './shop.ts'
import { composeReceipt } from '../../src/domain/receipt/compose.ts'
import { readShop } from '../../src/application/shop.ts'

it('bench', async () => {
  const printer = readyPrinter()
  printer.answer = () => new Promise(() => undefined)
  const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
  const times: number[] = []
  const scans: number[] = []
  let record = 0, append = 0, jobs = 0, commit = 0
  const wrap = (o: any, k: string, add: (ms: number) => void) => {
    const f = o[k].bind(o)
    o[k] = (...a: unknown[]) => { const t = performance.now(); const r = f(...a); add(performance.now() - t); return r }
  }
  const by: Record<string, number> = {}
  for (const [o, k] of [['drafts','current'],['drafts','clear'],['commands','answer'],['commands','remember'],['tills','current'],['signIns','current'],['settings','store'],['settings','terminal'],['settings','staffMember'],['catalogue','priceList'],['payments','ofDraft'],['journal','head'],['journal','nextSaleNumber']] as const)
    wrap((shop.store as any)[o], k, (ms) => { if (paying) by[o + '.' + k] = (by[o + '.' + k] ?? 0) + ms / 600 })
  let paying = false
  wrap(shop.store.journal, 'append', (ms) => (append += ms))
  wrap(shop.store.sales, 'record', (ms) => (record += ms))
  wrap(shop.store.printJobs, 'add', (ms) => (jobs += ms))
  const all = [MILK.variant, BREAD.variant, HAMPER.variant, TWINS.first, TWINS.second]
  let tx = 0, inner = 0
  const real = shop.store.transaction.bind(shop.store)
  ;(shop.store as any).transaction = (work: () => unknown) => {
    const t = performance.now()
    const r = real(() => { const t2 = performance.now(); const x = work(); inner += performance.now() - t2; return x })
    tx += performance.now() - t
    return r
  }
  for (let n = 0; n < 600; n += 1) {
    for (const variant of all) {
      const t = performance.now()
      value(await shop.terminal.draft.add({ command: v7(), variant, barcode: null, quantity: ONE }))
      scans.push(performance.now() - t)
    }
    if (n === 200) { times.length = 0; scans.length = 0; append = record = jobs = 0 ; tx=0; inner=0}
    const input = { ...draftCommand(shop), tendered: 5000 as never }
    const txBefore = tx, innerBefore = inner
    paying = true
    const t = performance.now()
    value(await shop.terminal.draft.payCash(input))
    paying = false
    times.push(performance.now() - t)
    if (n % 1 === 0) { commit += 0 }
    ;(times as any).tx = ((times as any).tx ?? 0) + tx - txBefore
    ;(times as any).inner = ((times as any).inner ?? 0) + inner - innerBefore
  }
  const p50 = (x: number[]) => x.toSorted((a, b) => a - b)[x.length >> 1]!
  const n = times.length
  console.log(by)
  console.log({ tx: (times as any).tx / 600, inner: (times as any).inner / 600, n, pay: p50(times), scan: p50(scans), append: append / n, record: record / n, jobs: jobs / n })
  const { sale } = value(shop.terminal.receipts.latest())!
  const sold = shop.store.sales.find(sale)!
  const core = { store: shop.store } as any
  const s = readShop(core); if (!s.ok) throw 1
  let t = performance.now()
  const { receiptWordsFor } = await import('../../src/domain/receipt/words.ts')
  for (let i = 0; i < 300; i += 1) composeReceipt({ sale: sold.sale, at: sold.at, store: s.value.store, terminal: 'x', cashier: 'y', entryHash: sold.entryHash, copy: 0 }, receiptWordsFor('en'))
  console.log('compose ms', (performance.now() - t) / 300)
  t = performance.now()
  for (let i = 0; i < 1000; i += 1) value(shop.terminal.draft.current())
  console.log('view', (performance.now() - t) / 1000)
  const t3 = performance.now(); for (let i = 0; i < 1000; i += 1) shop.store.journal.nextSaleNumber(); console.log('nextSaleNumber', (performance.now() - t3) / 1000)
}, 120000)
