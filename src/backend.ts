/**
 * Composition root of the backend. Run by itself it reads its environment:
 * `DATABASE_URL` (a PostgreSQL; otherwise an embedded one in the folder `HOLDFAST_DATA`, which is
 * `.holdfast/backend` where nothing is said),
 * `HOST` (127.0.0.1) and `PORT` (8080; 0 lets the system choose).
 */
import type { Server } from 'node:http'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { httpPaymentProvider } from '../drivers/online-payments/driver.ts'
import { drawPaper } from '../drivers/printer/draw-paper.ts'
import type { Backend } from './backend/backend.ts'
import { keepDumps } from './backend/database/dumps.ts'
import { openDatabase, type DatabasePlace } from './backend/database/open.ts'
import { createChanges } from './backend/feeds/changes.ts'
import { watchFeeds } from './backend/feeds/watch.ts'
import { keepGoodsDates } from './backend/goods/ripen.ts'
import { createBackendServer } from './backend/http/server.ts'
import { resumeWaiting, retryParked } from './backend/intake/parked.ts'
import { keepOnlinePayments } from './backend/checkout/give-back.ts'
import { startMailer } from './backend/mail/mailer.ts'
import { startRefunds } from './backend/refunds/worker.ts'
import { createReportsPage } from './backend/reports/page.ts'
import { rebuildOldFigures } from './backend/reports/rebuild.ts'
import { serveStorePage } from './backend/shop/page.ts'
import { fail, succeed, type Result } from './domain/failure.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { OnlinePayments } from './ports/online-payments.ts'
import type { Random } from './ports/random.ts'
import { systemClock } from './system/clock.ts'
import { openPrivateFolder } from './system/durable-file.ts'
import { createLog } from './system/log.ts'
import { scryptHasher } from './system/pin-hasher.ts'
import { systemRandom } from './system/random.ts'

export interface BackendOptions {
  readonly place: DatabasePlace
  readonly host?: string
  /** 0 lets the system choose. */
  readonly port?: number
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
  /** Absent: the online store sells what points and gift cards pay for. */
  readonly onlinePayments?: OnlinePayments
}

export interface RunningBackend {
  /** Without a slash at its end. */
  readonly url: string
  /** For set-up within this process: founding a shop, enrolment codes. */
  readonly backend: Backend
  /** Finishes what is in hand, then frees port and database. */
  readonly close: () => Promise<void>
}

const LOOPBACK = '127.0.0.1'
/** The built screens, of which the owner's reports are one. */
const SCREENS = fileURLToPath(new URL('../out/renderer', import.meta.url))
const DATA_FOLDER = '.holdfast/backend'

/** Fails as `openDatabase` does. Throws where the port is taken. */
export async function startBackend(options: BackendOptions): Promise<Result<RunningBackend>> {
  const clock = options.clock ?? systemClock({ holdsProcess: false })
  const random = options.random ?? systemRandom()
  const log = options.log ?? createLog({ name: 'backend' })
  const opened = await openDatabase(options.place, clock)
  if (!opened.ok) return opened
  const { database, dump, close: closeDatabase } = opened.value
  const backend: Backend = {
    ...{ database, clock, random, log, changes: createChanges(log) },
    ...{ pins: scryptHasher(), onlinePayments: options.onlinePayments },
    paymentProvider: httpPaymentProvider(clock),
  }
  const { server, close: closeServer } = createBackendServer(
    backend,
    serveStorePage,
    createReportsPage(SCREENS),
    drawPaper,
  )
  try {
    const url = await listen(server, options.host ?? LOOPBACK, options.port ?? 0)
    const stopWatching = watchFeeds(backend)
    const stopDates = keepGoodsDates(backend)
    const stopMailer = startMailer(backend)
    const stopPayments = keepOnlinePayments(backend)
    const stopRefunds = startRefunds(backend)
    const stopDumps = dumpsOf(options.place, dump, backend)
    const takenUp = takeUp(backend)
    const close = async (): Promise<void> => {
      stopWatching()
      stopDates()
      await closeServer()
      await takenUp
      await stopMailer()
      await stopPayments()
      await stopRefunds()
      await stopDumps()
      await closeDatabase()
    }
    return succeed({ url, backend, close })
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

/**
 * Goes on with what a process before this one left: entries that were taken in and not applied, and
 * those set aside, which a newer program may be able to read.
 */
async function takeUp(backend: Backend): Promise<void> {
  try {
    await resumeWaiting(backend)
    const stores = await rebuildOldFigures(backend)
    if (stores > 0) backend.log.info('the figures of reports were made anew', { stores })
    const { read, applied } = await retryParked(backend)
    if (read > 0) backend.log.info('entries set aside were read again', { read, applied })
  } catch (error) {
    backend.log.error('what was left could not be gone on with', { reason: String(error) })
  }
}

/** Copies of an embedded database go beside its folder; others have none. */
function dumpsOf(
  place: DatabasePlace,
  dump: (() => Promise<Blob>) | undefined,
  { clock, log }: Backend,
): () => Promise<void> {
  if (place.kind !== 'folder' || dump === undefined) return () => Promise.resolve()
  return keepDumps({ dump, clock, log, folder: `${place.folder}-dumps` })
}

/** Answers the address once connections are taken. */
function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('not a TCP address')
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      resolve(`http://${name}:${String(address.port)}`)
    })
  })
}

/** Where the environment says that the database is. */
export function placeFrom(environment: NodeJS.ProcessEnv): DatabasePlace {
  const url = environment['DATABASE_URL']
  return url === undefined || url === ''
    ? { kind: 'folder', folder: environment['HOLDFAST_DATA'] ?? DATA_FOLDER }
    : { kind: 'url', url }
}

/** Runs until it is told to stop. */
async function main(environment: NodeJS.ProcessEnv): Promise<void> {
  const place = placeFrom(environment)
  if (place.kind === 'folder') openPrivateFolder(place.folder)
  const log = createLog({ name: 'backend' })
  const started = await startBackend({
    ...{ log, place },
    ...{ host: environment['HOST'] ?? LOOPBACK, port: Number(environment['PORT'] ?? 8080) },
  }).catch((error: unknown) => fail('unreachable', { reason: String(error) }))
  if (!started.ok) {
    log.error('the backend cannot start', {
      ...started.failure.details,
      code: started.failure.code,
    })
    process.exitCode = 1
    return
  }
  const { url, close } = started.value
  log.info('the backend answers', { url })
  const stop = (): void => {
    close().catch((error: unknown) => {
      log.error('the backend did not close', { reason: String(error) })
      process.exitCode = 1
    })
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.env)
}
