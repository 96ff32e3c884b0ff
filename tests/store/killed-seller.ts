/**
 * Sells for ever, saying each receipt that is durable; dies in the middle of one where it is told
 * to.
 */
import { writeSync } from 'node:fs'
import type { ReceiptDocument } from '../../src/domain/receipt/document.ts'
import { openStore } from '../../src/store/open.ts'
import { id, optionsFor, prepare, sell, START } from './shop.ts'

/** Where the process dies: inside a sale's transaction, or wherever its parent kills it. */
export type Kill = 'inside' | 'anywhere'

const [file, kill, after] = process.argv.slice(2)
const store = openStore(optionsFor(file!))
if (!store.identity.current()) prepare(store)

for (let count = 1; ; count += 1) {
  const sale = store.transaction(() => {
    const made = sell(store, id(9))
    if (kill === 'inside' && count > Number(after)) process.kill(process.pid, 'SIGKILL')
    const document: ReceiptDocument = { language: 'en', direction: 'ltr', elements: [] }
    store.printJobs.add({
      ...{ id: made.sale, kind: 'receipt', sale: made.sale, document, createdAt: START },
    })
    return made
  })
  writeSync(1, `${sale.receipt}\n`)
}
