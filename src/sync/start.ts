/** Replication as a whole: facts up, state down, and the proof that what went up arrived. */
import { createRxDatabase, type RxCollection, type RxDatabase, type RxStorage } from 'rxdb'
import { pulledSchema, type Pulled } from '../contract/backend/sync.ts'
import type { BackendLink } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Delivery } from '../ports/delivery.ts'
import type { Log } from '../ports/log.ts'
import type { Random } from '../ports/random.ts'
import { collectionSchemas } from '../store/collections.ts'
import { FIRST_WAIT_MS, waitAfter } from './back-off.ts'
import { checkHeads, sendMissing } from './head-check.ts'
import { createHeadKeeper } from './head-keeper.ts'
import { startPulling, type PullState } from './pulling.ts'
import { createPulls } from './pulls.ts'
import { startPushing, type PushState } from './pushing.ts'
import { createReachability, type Reachability } from './reachability.ts'

/** How often an SQL audit looks for entries that the queue forgot. */
const AUDIT_EVERY_MS = 15 * 60_000

export interface SyncOptions {
  readonly storage: RxStorage<unknown, unknown>
  readonly delivery: Delivery
  readonly link: BackendLink
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}

export interface Sync {
  /** Whether the backend answers, and news of that and of what it confirmed. */
  readonly network: Pick<Reachability, 'online' | 'since' | 'onChange'>
  /** True until each collection has been pulled to its end once. */
  pulling(): boolean
  /** Calls after pulled rows of a collection were stored; many rows make one call. */
  onPulled(listener: (collection: Pulled) => void): () => void
  /** Compares heads and sends again what is missing; resolves when that is done or the link failed. */
  audit(): Promise<void>
  close(): Promise<void>
}

/** Opens the replicated collections over the terminal's own tables and keeps them in step. */
export async function startSync(options: SyncOptions): Promise<Sync> {
  const { link, delivery, clock, random, log } = options
  const database = await openDatabase(options.storage)
  const reachability = createReachability(clock)
  const pulls = createPulls(clock)

  const heads = createHeadKeeper(async () => {
    await checkHeads(link, delivery, log)
    reachability.confirmed()
  }, log)
  const states = pulledSchema.options.map((name): PullState => {
    const collection = collectionOf(database, name)
    const answered = reachability.answered
    return startPulling({ collection, name, link, log, answered, resync$: pulls.resync(name) })
  })
  pulledSchema.options.forEach((name, index) => pulls.follow(name, states[index]))
  const push = startPushing({
    collection: collectionOf(database, 'journal'),
    link,
    log,
    pushed() {
      reachability.answered()
      heads.ask()
    },
  })
  for (const state of [...states, push]) keepTrying(state, reachability, random)

  const stopListening = link.listen((event) => {
    if (event.kind === 'lost') return reachability.silent()
    if (event.kind === 'opened') heads.ask()
    pulls.poke(event.kind === 'opened' ? undefined : event.feeds)
  })
  const audit = async (): Promise<void> => {
    try {
      const sent = await sendMissing(link, delivery, log)
      if (sent > 0) log.warn('the audit sent entries that were missing', { sent })
      heads.ask()
    } catch (error) {
      log.warn('the audit had no answer', { problem: String(error) })
    }
  }
  const stopAudits = every(clock, AUDIT_EVERY_MS, audit)

  return {
    network: reachability,
    pulling: pulls.running,
    onPulled: pulls.onPulled,
    audit,
    async close() {
      stopAudits()
      stopListening()
      await Promise.all([...states, push].map((state) => state.cancel()))
      await heads.settled()
      await database.close()
    },
  }
}

async function openDatabase(storage: RxStorage<unknown, unknown>): Promise<RxDatabase> {
  const database = await createRxDatabase({
    name: 'holdfast',
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

/** RxDB reads `retryTime` before each wait: so a failure lengthens it and a success shortens it again. */
function keepTrying(
  state: PullState | PushState,
  reachability: Reachability,
  random: Random,
): void {
  let failures = 0
  state.retryTime = FIRST_WAIT_MS
  state.error$.subscribe(() => {
    failures += 1
    state.retryTime = waitAfter(failures, random)
    reachability.silent()
  })
  const succeeded = (): void => {
    failures = 0
    state.retryTime = FIRST_WAIT_MS
  }
  state.received$.subscribe(succeeded)
  state.sent$.subscribe(succeeded)
}

function every(clock: Clock, ms: number, work: () => Promise<void>): () => void {
  let cancel = clock.after(0, () => void step())
  let stopped = false
  const step = async (): Promise<void> => {
    await work()
    if (!stopped) cancel = clock.after(ms, () => void step())
  }
  return () => {
    stopped = true
    cancel()
  }
}
