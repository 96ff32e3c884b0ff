/**
 * The composition root of the core: store, use cases, devices and sync, put together once. It knows
 * no shell: Electron's core process and the browser host both take its router.
 */
import { join } from 'node:path'
import { blockedTerminal } from './application/blocked.ts'
import { createTerminal } from './application/terminal.ts'
import { createTerminalRouter } from './application/router.ts'
import type { FailureCode } from './domain/failure.ts'
import { receiptWordsFor } from './domain/receipt/words.ts'
import { LinkFailure } from './ports/backend-link.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { Secrets } from './ports/secrets.ts'
import { StoreFailure } from './ports/store.ts'
import { openStore, type TerminalStore } from './store/open.ts'
import { systemClock } from './system/clock.ts'
import { scryptHasher } from './system/pin-hasher.ts'
import { systemRandom } from './system/random.ts'
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
}

export interface RunningTerminal {
  readonly router: ReturnType<typeof createTerminalRouter>
  /** Why it may not sell; undefined where it may. */
  readonly blocked: FailureCode | undefined
  close(): Promise<void>
}

/**
 * Starts the core. What keeps it from selling is not thrown but shown: its router then says why.
 */
export async function startTerminal(options: TerminalOptions): Promise<RunningTerminal> {
  const clock = systemClock({ holdsProcess: false })
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
  const { log } = options
  const random = systemRandom()
  const replica = await startReplica({ ...options, store, clock, random })
  const terminal = createTerminal({
    store,
    clock,
    random,
    log,
    pinHasher: scryptHasher(),
    network: replica.network,
    pull: replica.pull,
    receiptWords: receiptWordsFor,
    devices: NO_DEVICES,
  })
  const devices = followDevices(terminal, { settings: store.settings, clock, log })
  const stopFollowing = replica.pull.onChange((changed) => {
    if (changed === 'settings') devices.refresh()
  })
  terminal.start()
  devices.refresh()
  return {
    router: createTerminalRouter(terminal, { ...options, asked: replica.makeWay }),
    blocked: undefined,
    async close() {
      stopFollowing()
      try {
        // The print in hand needs its printer, and everything needs the store.
        await terminal.stop()
        await devices.close()
        await replica.close()
      } finally {
        store.close()
      }
    },
  }
}

function openOrBlocked(options: TerminalOptions, clock: Clock): TerminalStore | FailureCode {
  try {
    return openStore({
      ...options,
      file: join(options.folder, 'terminal.db'),
      clock,
      random: systemRandom(),
    })
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
  const router = createTerminalRouter(blockedTerminal(code, clock.now()), options)
  return { router, blocked: code, close: () => Promise.resolve() }
}
