/**
 * Verification of a journal of sales of five lines: its chain and fold, its signatures on one core,
 * and the whole database on all of them; against reading the same rows, and against as many bare
 * signatures.
 */
import Database from 'better-sqlite3'
import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGNATURE_DOMAIN } from '../../src/domain/journal/entry.ts'
import { receiptNumber } from '../../src/domain/receipt/number.ts'
import { minor } from '../../src/domain/money.ts'
import { movementsOf, saleLinesOf } from '../../src/domain/selling/sale.ts'
import { NO_PROMOTIONS } from '../../src/domain/pricing/prepare.ts'
import { priceDraft } from '../../src/domain/selling/priced-cart.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { verifyDatabase, verifyJournal } from '../../src/store/verify.ts'
import { systemRandom } from '../../src/system/random.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import type { Bench } from './bench.ts'
import { AT, benchShop, draftOfFive, id, openBenchStore } from './bench-shop.ts'
import { ratio } from './measure.ts'

const SALES = 10_000
/** Beyond the bare signatures there is the chain, the fold and the reading. */
const AGAINST_SIGNATURES = 1.5

export const verify: Bench = {
  name: 'verify',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const file = join(folder, 'terminal.db')
    const secrets = fileSecrets(folder)
    const store = openBenchStore(file, secrets)
    benchShop(store)
    for (let sale = 0; sale < SALES; sale += 1) sell(store)
    store.close()

    const rows = readRows(file)
    const reading = await perSecond(rows.length, () => readRows(file))
    const signatures = await perSecond(rows.length, () => checkBare(rows, secrets.publicKey))
    const chain = await perSecond(rows.length, () => expectWhole(chainOf(file)))
    const journal = await perSecond(rows.length, () => expectWhole(verifyJournal(file)))
    const database = await perSecond(rows.length, async () => {
      expectWhole(await verifyDatabase(file, { check: 'full' }))
    })
    rmSync(folder, { recursive: true, force: true })
    const againstSignatures = ratio(signatures, journal)
    return {
      ok: againstSignatures <= AGAINST_SIGNATURES,
      figures: {
        entries: rows.length,
        perSecond: { reading, signatures, chain, journal, database },
        ...{ chainAgainstReading: ratio(reading, chain), againstSignatures },
      },
    }
  },
}

interface Row {
  readonly canonical: string
  readonly hash: string
  readonly signature: string
}

function readRows(file: string): readonly Row[] {
  const connection = new Database(file, { readonly: true })
  const sql = 'SELECT canonical, hash, signature FROM journal ORDER BY epoch_ordinal, seq'
  const rows = [...connection.prepare<[], Row>(sql).iterate()]
  connection.close()
  return rows
}

function checkBare(rows: readonly Row[], publicKey: string): void {
  const der = Buffer.from(publicKey, 'base64')
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  const domain = Buffer.from(SIGNATURE_DOMAIN)
  for (const { hash, signature } of rows) {
    const signed = Buffer.concat([domain, Buffer.from(hash, 'hex')])
    if (!verifySignature(null, signed, key, Buffer.from(signature, 'base64'))) {
      throw new Error('a signature is wrong')
    }
  }
}

function chainOf(file: string) {
  return verifyJournal(file, { signatures: false })
}

function expectWhole({ broken }: ReturnType<typeof verifyJournal>): void {
  if (broken) throw new Error(broken.reason)
}

/** The better of two runs: the first one finds everything cold. */
async function perSecond(count: number, work: () => unknown): Promise<number> {
  let best = 0
  for (let run = 0; run < 2; run += 1) {
    const began = process.hrtime.bigint()
    await work()
    best = Math.max(best, (count / Number(process.hrtime.bigint() - began)) * 1e9)
  }
  return Math.round(best)
}

const random = systemRandom()

function sell(store: TerminalStore): void {
  store.transaction(() => {
    const draft = draftOfFive(random.id())
    const { lines } = draft
    const shop = { id: id(2), zone: 'Europe/Dublin' }
    const priced = priceDraft(draft, { store: shop, taxIncluded: true, promotions: NO_PROMOTIONS })
    const { subtotal, taxes, tax, total } = priced
    const number = store.journal.nextSaleNumber()
    const sale = {
      ...{
        sale: random.id(),
        number,
        receipt: receiptNumber('B1', store.journal.head().epoch, number),
      },
      ...{ currency: 'EUR', taxIncluded: true, priceList: id(6), engine: 2, openedAt: AT },
      ...{
        lines: saleLinesOf(lines, priced),
        removals: [],
        taxes: [...taxes],
        subtotal,
        tax,
        total,
      },
      ...{ tenders: [{ kind: 'cash' as const, amount: total }], change: minor(0) },
      ...{ movements: movementsOf(lines, id(7)), marks: [], claims: [] },
    }
    const people = { session: id(5), actor: id(4), approver: null }
    const context = { at: AT, businessDate: '2026-09-21', ...people }
    const entry = store.journal.append({ kind: 'sale-completed', body: sale }, context)
    store.sales.record(sale, entry, context)
  })
}
