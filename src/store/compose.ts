/** Puts the store together: each aggregate of the trade over the one connection. */
import type { Clock } from '../ports/clock.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Enrolment } from '../ports/identity.ts'
import type { Log } from '../ports/log.ts'
import type { PulledReach } from '../ports/pulled-reach.ts'
import type { Random } from '../ports/random.ts'
import type { Secrets } from '../ports/secrets.ts'
import type { Store } from '../ports/store.ts'
import { createAccounts } from './accounts.ts'
import { createCatalogue } from './catalogue.ts'
import { createCommands } from './commands.ts'
import type { Connection } from './connection.ts'
import { createCustomers } from './customers.ts'
import { createDayTally } from './day-tally.ts'
import { createDelivery } from './delivery.ts'
import { createDocumentRegistry, type DocumentRegistry } from './document-registry.ts'
import { createDrafts } from './drafts.ts'
import { createFiguredEntries } from './figured-entries.ts'
import { createFiscalClosings } from './fiscal-closings.ts'
import { guardConnection, type FailureListener } from './guard.ts'
import { createEpochs } from './epochs.ts'
import { createEnrolment, prepareIdentity } from './enrolment.ts'
import { createInvoices } from './invoices.ts'
import { createMails } from './mails.ts'
import { createJournal, type Committed } from './journal.ts'
import { createJournalReader } from './journal-reader.ts'
import { createKeptClock } from './kept-clock.ts'
import { createOwnDepartments } from './own-departments.ts'
import { createOwnGoods } from './own-goods.ts'
import { createParkedCarts } from './parked-carts.ts'
import { createPayments } from './payments.ts'
import { createPrintJobs } from './print-jobs.ts'
import { createProgramRuns, type ProgramRuns } from './program-runs.ts'
import { createPulledReach } from './pulled-reach.ts'
import { NO_RESERVE, type KeptReserve } from './reserve.ts'
import { createSales } from './sales.ts'
import { createSellables } from './sellables.ts'
import { createSettings } from './settings.ts'
import { createSessionTallies } from './session-tallies.ts'
import { createSignIns } from './sign-ins.ts'
import { createSoldSales } from './sold-sales.ts'
import { createStanding } from './standing.ts'
import { createStockWork } from './stock-work.ts'
import { createTills } from './tills.ts'
import { Transactions } from './transactions.ts'

export interface StoreParts {
  readonly secrets: Secrets
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export interface ComposedStore extends Store {
  readonly identity: Enrolment
  readonly delivery: Delivery
  readonly reach: PulledReach
  readonly program: ProgramRuns
  /** What RxDB's storage is made of. */
  readonly documents: DocumentRegistry
}

/**
 * One page written and synced. The sequence moves on by one, since SQLite writes no page that stays
 * as it is, and a full disk would pass; its numbers need no order without gaps.
 */
export function proveWritable(connection: Connection): void {
  connection.exec('UPDATE rx_sequence SET last = last + 1')
}

function tokenBy(random: Random): string {
  return Buffer.from(random.bytes(5)).toString('hex')
}

/** The tables of the trade over a connection whose database is of the newest version. */
export function composeStore(
  connection: Connection,
  parts: StoreParts,
  reserve: KeptReserve = NO_RESERVE,
  committed: Committed = () => undefined,
): ComposedStore {
  const { secrets, clock, random, log } = parts
  const listeners: FailureListener[] = []
  guardConnection(connection, (failure) => listeners.forEach((listener) => listener(failure)))
  const transactions = new Transactions(connection, log)
  const documents = createDocumentRegistry(connection, transactions, tokenBy(random))
  const ground = { connection, transactions, secrets, random }
  const tallies = createSessionTallies(connection, transactions)
  const day = createDayTally(connection, transactions)
  const entries = documents.of('journal')
  const journal = createJournal({ ...ground, documents: entries, committed, tallies, day })
  const identity = prepareIdentity(connection)
  const settings = createSettings(connection, documents.of('settings'), identity)
  const keptClock = createKeptClock(settings)
  const epochs = createEpochs({ ...ground, journal })
  const sellables = createSellables({
    connection,
    pricing: documents.of('pricing'),
    location: () => settings.store()?.location,
  })
  const catalogue = createCatalogue({
    ...{ connection, sellables },
    catalogue: documents.of('catalogue'),
    pricing: documents.of('pricing'),
  })
  return {
    transaction: (work) => transactions.run(work),
    afterCommit: (call) => transactions.afterCommit(call),
    proveWritable() {
      reserve.restore()
      transactions.run(() => proveWritable(connection))
    },
    onFailure: (listener) => void listeners.push(listener),
    reserve,
    identity: createEnrolment({ ...ground, journal }),
    delivery: createDelivery({ ...ground, journal, epochs, settings, clock, keptClock }),
    reach: createPulledReach(connection, transactions),
    program: createProgramRuns({ ...ground, journal, settings, clock }),
    documents,
    journal,
    epochs,
    standing: createStanding(connection, keptClock),
    commands: createCommands(connection),
    drafts: createDrafts(connection),
    parkedCarts: createParkedCarts(connection),
    tills: createTills(connection, transactions, tallies),
    closings: createFiscalClosings(connection, day),
    sales: createSales({ connection, transactions, journal }),
    soldSales: createSoldSales(connection),
    figured: createFiguredEntries(connection),
    journalReader: createJournalReader(connection),
    printJobs: createPrintJobs(connection, transactions, clock),
    payments: createPayments(connection),
    signIns: createSignIns(connection),
    customers: createCustomers(connection),
    accounts: createAccounts(connection),
    invoices: createInvoices(connection),
    stockWork: createStockWork(connection),
    mails: createMails(connection),
    catalogue,
    goods: createOwnGoods(connection, catalogue),
    departments: createOwnDepartments(connection),
    settings,
  }
}
