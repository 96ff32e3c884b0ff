/**
 * The composition root of the core: store, use cases, devices and sync, put together once. It knows
 * no shell: Electron's core process and the browser host both take its router.
 */
import { join } from 'node:path'
import { blockedTerminal } from './application/blocked.ts'
import { createTerminal } from './application/terminal.ts'
import { createDisplayRouter } from './application/display/router.ts'
import { createTerminalRouter } from './application/router.ts'
import { LOST, type Opening } from './contract/supervision.ts'
import type { FailureCode } from './domain/failure.ts'
import { receiptWordsFor } from './domain/receipt/words.ts'
import { LinkFailure } from './ports/backend-link.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { Secrets } from './ports/secrets.ts'
import { StoreFailure } from './ports/store.ts'
import { openStore, type TerminalStore } from './store/open.ts'
import { recoverDatabase } from './store/recovery/recover.ts'
import { createCardCodes } from './system/card-codes.ts'
import { systemClock } from './system/clock.ts'
import { collectAlone } from './system/collector.ts'
import { systemMachine } from './system/machine.ts'
import { scryptHasher } from './system/pin-hasher.ts'
import { systemRandom } from './system/random.ts'
import { PROGRAM_VERSION } from './system/version.ts'
import { createBooks } from './terminal/books.ts'
import { createBackups } from './terminal/backups.ts'
import { createVerifier } from './terminal/verifier.ts'
import { followDevices, NO_DEVICES } from './terminal/devices.ts'
import { enrolTerminal } from './terminal/enrolment.ts'
import { startReplica } from './terminal/replica.ts'

export interface TerminalOptions {
  /** Where the database and its neighbours lie; made when missing. */
  readonly folder: string
  /** Folder of the terminal's SQL migrations. */
  readonly migrations: string
  readonly backendUrl: string
  /** One-time code of a terminal that is not enrolled yet. */
  readonly enrolmentCode: string | undefined
  readonly secrets: Secrets & { saveCredential(credential: string): void }
  readonly log: Log
  /** Whether each answer is checked against the contract before it leaves; for tests. */
  readonly checkAnswers: boolean
  /** How its ground is looked at before anything is sold; plainly where nothing is said. */
  readonly opening?: Opening
  /** The ground is lost while it runs: the screens are told, and nothing is sold any more. */
  readonly onLost?: () => void
  /** The machine's own where none is given; for tests that pass hours or set it wrong. */
  readonly clock?: Clock
}

export interface RunningTerminal {
  readonly router: ReturnType<typeof createTerminalRouter>
  /** What a customer display may ask: to watch. */
  readonly display: ReturnType<typeof createDisplayRouter>
  /** Why it may not sell; undefined where it may. */
  readonly blocked: FailureCode | undefined
  close(): Promise<void>
}

/**
 * Starts the core. What keeps it from selling is not thrown but shown: its router then says why.
 */
export async function startTerminal(options: TerminalOptions): Promise<RunningTerminal> {
  collectAlone()
  const { clock = systemClock({ holdsProcess: false }) } = options
  if (options.opening === 'resting') return blocked('disk-failed', options, clock)
  const store = openOrBlocked(options, clock)
  if (typeof store === 'string') return blocked(store, options, clock)
  try {
    if (await isEnrolled(options, store, clock)) return await assemble(options, store, clock)
    store.close()
    return blocked('not-enrolled', options, clock)
  } catch (error) {
    store.close()
    return blocked(reasonOf(error, options.log), options, clock)
  }
}

async function assemble(
  options: TerminalOptions,
  store: TerminalStore,
  clock: Clock,
): Promise<RunningTerminal> {
  const { log, onLost } = options
  recordStart(store, log)
  const random = systemRandom()
  const replica = await startReplica({ ...options, store, clock, random })
  const file = join(options.folder, 'terminal.db')
  const backups = createBackups({ file, clock, log })
  const verifier = createVerifier(file)
  const terminal = createTerminal({
    store,
    clock,
    random,
    log,
    pinHasher: scryptHasher(),
    network: replica.network,
    pull: replica.pull,
    claims: replica.claims,
    cardCodes: createCardCodes({
      ...{ secrets: options.secrets, sealedKey: () => store.settings.terminal()?.cardKey },
    }),
    lookup: replica.lookup,
    parkedLookup: replica.parkedLookup,
    office: replica.office,
    receiptWords: receiptWordsFor,
    devices: NO_DEVICES,
    backups,
    verifier,
    books: createBooks({
      ...{ folder: options.folder, clock, secrets: options.secrets },
      identity: () => store.identity.current(),
    }),
  })
  const devices = followDevices(terminal, { settings: store.settings, clock, log })
  const stopFollowing = replica.pull.onChange((changed) => {
    if (changed === 'settings') devices.refresh()
  })
  // After the terminal's own: its screens are told first.
  store.onFailure(({ code, message }) => {
    log.error('the ground gave way', { code, problem: message })
    if (LOST.has(code)) onLost?.()
  })
  terminal.start()
  devices.refresh()
  return {
    router: createTerminalRouter(terminal, { ...options, asked: replica.makeWay }),
    display: createDisplayRouter(terminal, options),
    blocked: undefined,
    async close() {
      stopFollowing()
      try {
        // The print in hand needs its printer, and everything needs the store.
        await terminal.stop()
        await devices.close()
        await backups.close()
        await verifier.close()
        await replica.close()
        recordStop(store, log)
      } finally {
        store.close()
      }
    },
  }
}

/** Where that cannot be written the next start says that this run broke off. */
function recordStop({ program }: TerminalStore, log: Log): void {
  try {
    program.stopped()
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error
    log.error('the stop could not be recorded', { problem: error.message })
  }
}

/** On a full disk the till is there all the same: what was begun can be ended, and sent. */
function recordStart({ program }: TerminalStore, log: Log): void {
  try {
    program.started(PROGRAM_VERSION)
  } catch (error) {
    if (!(error instanceof StoreFailure && error.code === 'disk-full')) throw error
    log.error('the start could not be recorded', { problem: error.message })
  }
}

/** A damaged database is put together again, once: what is damaged still then needs a person. */
function openOrBlocked(options: TerminalOptions, clock: Clock): TerminalStore | FailureCode {
  const wanted = {
    ...options,
    file: join(options.folder, 'terminal.db'),
    clock,
    random: systemRandom(),
    machine: systemMachine(),
    isThorough: options.opening === 'thorough',
    keepsReserve: true,
    tellsSettled: true,
  }
  try {
    try {
      return openStore(wanted)
    } catch (error) {
      if (!(error instanceof StoreFailure && error.code === 'database-damaged')) throw error
      options.log.error('the database is damaged', { problem: error.message })
      recoverDatabase(wanted)
      return openStore(wanted)
    }
  } catch (error) {
    return reasonOf(error, options.log)
  }
}

/**
 * Enrols where that is still to be done; false where there is no code to do it with. Throws
 * `LinkFailure` where the backend is not there or refuses: the next start tries again.
 */
async function isEnrolled(
  options: TerminalOptions,
  store: TerminalStore,
  clock: Clock,
): Promise<boolean> {
  const enrolment = store.identity
  if (enrolment.current()) return true
  const { enrolmentCode } = options
  if (enrolmentCode === undefined) return false
  await enrolTerminal({ ...options, enrolment, clock }, enrolmentCode)
  return true
}

/** What an expected failure is called on the screens; throws what nobody expected. */
function reasonOf(error: unknown, log: Log): FailureCode {
  if (!(error instanceof StoreFailure || error instanceof LinkFailure)) throw error
  log.error('the terminal may not sell', { code: error.code, problem: error.message })
  return error.code
}

function blocked(code: FailureCode, options: TerminalOptions, clock: Clock): RunningTerminal {
  const terminal = blockedTerminal(code, clock.now())
  const router = createTerminalRouter(terminal, options)
  const display = createDisplayRouter(terminal, options)
  return { router, display, blocked: code, close: () => Promise.resolve() }
}
