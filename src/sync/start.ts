/** Replication as a whole: facts up, state down, and the proof that what went up arrived. */
import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb'
import type { BackendLink } from '../ports/backend-link.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Log } from '../ports/log.ts'
import type { PulledReach } from '../ports/pulled-reach.ts'
import type { Random } from '../ports/random.ts'
import type { Office } from '../ports/office.ts'
import type { ParkedLookup } from '../ports/parked-carts.ts'
import type { SaleLookup } from '../ports/sale-lookup.ts'
import { collectionSchemas } from '../store/collections.ts'
import type { Claims } from '../ports/claims.ts'
import { createAudit } from './audit.ts'
import { createClaims, type ClaimsOptions } from './claims.ts'
import { createCourtesy } from './courtesy.ts'
import { createHeadCheck } from './head-check.ts'
import { createKeeper } from './keeper.ts'
import { createLostClosings } from './lost-closings.ts'
import { createOffice, type OfficeOptions } from './office.ts'
import { paceStorage } from './paced-storage.ts'
import { createParkedLookup, type ParkedLookupOptions } from './parked-lookup.ts'
import { startPulls, type Changed } from './pulls.ts'
import { startPushing } from './pushing.ts'
import { createReachability, type Reachability } from './reachability.ts'
import { createSaleLookup, type SaleLookupOptions } from './sale-lookup.ts'
import { createTurns } from './turns.ts'
import { watchLink } from './watched-link.ts'

/** How often an SQL audit looks for entries that the queue forgot. */
const AUDIT_EVERY_MS = 15 * 60_000
/** How often it is asked for news where no stream of pokes can be had. */
const POLL_EVERY_MS = 60_000

export interface SyncOptions {
  /** RxDB keeps its checkpoints under it: the same for ever, and one terminal's in a process. */
  readonly name: string
  readonly storage: RxStorage<unknown, unknown>
  readonly delivery: Delivery
  readonly reach: PulledReach
  readonly link: BackendLink
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export interface Sync {
  /** Whether the backend answers, and news of that and of what it confirmed. */
  readonly network: Pick<Reachability, 'online' | 'since' | 'refused' | 'onChange'>
  readonly claims: Claims
  readonly lookup: SaleLookup
  readonly parkedLookup: ParkedLookup
  readonly office: Office
  /** True until each collection has been pulled to its end once. */
  pulling(): boolean
  /** Calls after pulled rows were stored: soon, and while rows keep coming, seldom. */
  onPulled(listener: (changed: Changed) => void): () => void
  /** A command came: whatever comes down waits a moment for it. */
  makeWay(): void
  /** Compares heads and sends what is missing; resolves once the backend has answered for it. */
  audit(): Promise<void>
  /** Waits for no answer that is still due if the link is closed right after this is called. */
  close(): Promise<void>
}

/** Opens the replicated collections over the terminal's own tables and keeps them in step. */
export async function startSync(options: SyncOptions): Promise<Sync> {
  const { delivery, reach, clock, random, log } = options
  const courtesy = createCourtesy(clock)
  const { storage, written } = paceStorage(options.storage, courtesy, log)
  const database = await openDatabase(options.name, storage)
  const reachability = createReachability(clock)
  const link = watchLink(options.link, reachability, log)
  const [headTurns, pushTurns] = [createTurns(clock, random), createTurns(clock, random)]

  const lost = createLostClosings({ link, told: delivery.toldClosings, log })
  const check = createHeadCheck({ link, delivery, clock, log, reached: lost.heard })
  const heads = createKeeper(async () => {
    const hasForgotten = await headTurns.ask(check.compare)
    reachability.confirmed()
    if (hasForgotten) audit.ask()
  }, log)
  const pulls = startPulls({
    ...{ link, reach, clock, random, log, written, turn: courtesy.turn },
    collection: (name) => collectionOf(database, name),
  })
  const journal = collectionOf(database, 'journal')
  const push = startPushing({
    ...{ collection: journal, link, turns: pushTurns, log, pushed: heads.ask },
  })
  let isClosing = false
  push.error$.subscribe((error) => {
    if (!isClosing) log.error('entries could not be pushed', { problem: error.message })
  })

  let hasStream = false
  const stopListening = link.listen((event) => {
    hasStream = event.kind !== 'lost'
    if (event.kind === 'poked') return pulls.poke(event.feeds)
    // A stream may break for reasons of its own: whether the backend answers is asked, not guessed.
    heads.ask()
    if (event.kind === 'lost') return
    for (const turns of [headTurns, pushTurns, pulls]) turns.wake()
    pulls.poke(undefined)
  })
  const audit = createAudit({ check, delivery, turns: pushTurns, log, ended: heads.ask })
  // Not before the queue has had its turn: until then everything unsent would seem to be missing.
  void push.awaitInitialReplication().then(audit.ask)
  const stopAudits = every(clock, AUDIT_EVERY_MS, audit.ask)
  const stopPolls = every(clock, POLL_EVERY_MS, () => {
    if (!hasStream) pulls.poke(undefined)
  })

  return {
    network: reachability,
    ...askingOver({ link, network: reachability, clock }),
    pulling: pulls.running,
    onPulled: pulls.onPulled,
    makeWay: courtesy.makeWay,
    audit() {
      audit.ask()
      return audit.settled()
    },
    async close() {
      isClosing = true
      stopAudits()
      stopPolls()
      stopListening()
      headTurns.close()
      pushTurns.close()
      const asking = [audit.close(), heads.close(), lost.close()]
      await Promise.all([pulls.close(), push.cancel(), ...asking])
      await database.close()
    },
  }
}

/** What a person waits for is asked over the same link, past the queues. */
function askingOver(
  parts: ClaimsOptions & SaleLookupOptions & ParkedLookupOptions & OfficeOptions,
): Pick<Sync, 'claims' | 'lookup' | 'parkedLookup' | 'office'> {
  return {
    claims: createClaims(parts),
    lookup: createSaleLookup(parts),
    parkedLookup: createParkedLookup(parts),
    office: createOffice(parts),
  }
}

async function openDatabase(
  name: string,
  storage: RxStorage<unknown, unknown>,
): Promise<RxDatabase> {
  const database = await createRxDatabase({
    name,
    storage,
    multiInstance: false,
    eventReduce: false,
    localDocuments: false,
  })
  await database.addCollections(
    Object.fromEntries(
      Object.entries(collectionSchemas).map(([name, schema]) => [name, { schema }]),
    ),
  )
  return database
}

function collectionOf(database: RxDatabase, name: string): RxCollection {
  const collection = database.collections[name]
  if (!collection) throw new Error(`no collection ${name}`)
  return collection
}

/** Calls again and again, first after one period. */
function every(clock: Clock, ms: number, call: () => void): Cancel {
  const step = (): void => {
    cancel = clock.after(ms, step)
    call()
  }
  let cancel = clock.after(ms, step)
  return () => cancel()
}
