/**
 * A durable cash sale of five lines by the use case, against a raw transaction that writes the very
 * same rows to the same tables, with the same hash and signature made anew, and against one durable
 * row.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTerminal } from '../../src/application/terminal.ts'
import { minor } from '../../src/domain/money.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import type { PrintJobs } from '../../src/ports/store.ts'
import { openConnection } from '../../src/store/connection.ts'
import { NO_CLAIMS } from '../../src/sync/claims.ts'
import { NO_OFFICE } from '../../src/sync/office.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { NO_CARD_CODES } from '../../src/system/card-codes.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { systemClock } from '../../src/system/clock.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import type { Bench } from './bench.ts'
import { benchShop, draftOfFive, openBenchStore, silentPrinter } from './bench-shop.ts'
import { measureInTurn, ratio } from './measure.ts'
import { replayOf } from './raw-sale.ts'

const ROUNDS = 1500

export const commit: Bench = {
  name: 'commit',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const secrets = fileSecrets(folder)
    const random = systemRandom()
    const clock = systemClock({ holdsProcess: false })
    const file = join(folder, 'terminal.db')
    makeBenchShop(file, secrets)
    const store = openBenchStore(file, secrets)
    const never = (): (() => void) => () => undefined
    const terminal = createTerminal({
      ...{ store, clock, random, secrets, pinHasher: scryptHasher() },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      network: { online: () => true, since: () => null, refused: () => false, onChange: never },
      pull: { running: () => false, onChange: never },
      claims: NO_CLAIMS,
      cardCodes: NO_CARD_CODES,
      lookup: NO_LOOKUP,
      parkedLookup: NO_PARKED,
      office: NO_OFFICE,
      receiptWords: receiptWordsFor,
      devices: { printer: silentPrinter, scanners: [], payment: undefined },
    })
    // What was done before: five lines in the cart, a command by the screen, all printed.
    let payment = { command: '', draft: '', version: 0, tendered: minor(5000) }
    const ring = (): void => {
      print(store.printJobs, clock.now())
      const { id: draft, version } = draftOfFive(random.id())
      payment = { ...payment, command: random.id(), draft, version }
      store.drafts.put(draftOfFive(draft))
    }
    const sell = async (): Promise<void> => {
      await terminal.draft.payCash(payment)
    }
    ring()
    await sell()

    const rawFile = join(folder, 'raw.db')
    makeBenchShop(rawFile, secrets)
    const raw = openConnection(rawFile)
    const replay = replayOf({ from: file, into: raw, secrets, newId: () => random.id() })
    raw.exec('CREATE TABLE one_row (number INTEGER PRIMARY KEY, text TEXT) STRICT')
    const insertOne = raw.prepare('INSERT INTO one_row (text) VALUES (?)')

    const measured = await measureInTurn(
      { sale: sell, rawSale: replay, oneRow: () => insertOne.run('a row') },
      ROUNDS,
      (name) => {
        if (name === 'sale') ring()
      },
    )
    raw.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
    const againstRaw = ratio(measured.sale.p50, measured.rawSale.p50)
    return {
      ok: againstRaw <= 1.5,
      figures: {
        ...measured,
        againstRaw,
        againstOneRow: ratio(measured.sale.p50, measured.oneRow.p50),
      },
    }
  },
}

/** Closed again: a till that sells was enrolled in an earlier life. */
function makeBenchShop(file: string, secrets: Secrets): void {
  const store = openBenchStore(file, secrets)
  benchShop(store)
  store.close()
}

/** Or hundreds of jobs would wait, and each sale would give up the oldest of them. */
function print(jobs: PrintJobs, at: number): void {
  for (let job = jobs.next(); job; job = jobs.next()) jobs.setState(job.id, 'printed', null, at)
  for (let job = jobs.nextDrawer(); job; job = jobs.nextDrawer()) {
    jobs.setState(job.id, 'sent', null, at)
  }
}
