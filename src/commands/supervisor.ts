/**
 * Keeps one process running: a core that crashed is back within two seconds, a core that cannot
 * start is told.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Clock } from '../ports/clock.ts'

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 1500
/** A process that lived this long had started well: the next restart is quick again. */
const STARTED_WELL_MS = 10_000
/** Deaths in a row without having started well, after which somebody must look. */
const DEATHS_LIMIT = 20

export interface SuperviseOptions {
  readonly name: string
  /** TypeScript or JavaScript file, run by this very Node. */
  readonly script: string
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly clock: Clock
  /** Each line that the process prints. */
  readonly onLine?: (line: string) => void
  readonly onDeath?: (reason: string) => void
  /** It died so often that starting it again would help nobody. */
  readonly onGivenUp?: (reason: string) => void
}

export interface Supervised {
  /**
   * Resolves with the next line that the process prints and that begins so. Rejects where the
   * process is stopped before, and once it is given up.
   */
  line(beginning: string): Promise<string>
  pid(): number | undefined
  /** `SIGKILL`, as a power cut would; it comes back unless stopped. */
  kill(): void
  /** Ends it, politely or by `SIGKILL`, and leaves it ended. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Starts it again after `stop`. */
  start(): void
}

interface Waits {
  /** Rejects with the reason of the next `disappoint`. */
  line(beginning: string): Promise<string>
  heard(line: string): void
  disappoint(reason: string): void
}

/** Who waits for a line of the process. */
function createWaits(): Waits {
  const waiting = new Set<{
    readonly beginning: string
    readonly resolve: (line: string) => void
    readonly reject: (reason: Error) => void
  }>()
  return {
    line: (beginning) =>
      new Promise((resolve, reject) => {
        waiting.add({ beginning, resolve, reject })
      }),
    heard(line) {
      for (const wait of waiting) {
        if (!line.startsWith(wait.beginning)) continue
        waiting.delete(wait)
        wait.resolve(line)
      }
    },
    disappoint(reason) {
      for (const { reject } of waiting) reject(new Error(reason))
      waiting.clear()
    },
  }
}

export function supervise(options: SuperviseOptions): Supervised {
  const { clock, name } = options
  const waits = createWaits()
  let child: ChildProcess | undefined
  let wanted = true
  let deaths = 0
  let givenUp: string | undefined

  const heard = (line: string): void => {
    options.onLine?.(line)
    waits.heard(line)
  }
  const giveUp = (): void => {
    wanted = false
    givenUp = `${name} does not stay up`
    waits.disappoint(givenUp)
    options.onGivenUp?.(givenUp)
  }
  const died = (startedAt: number, reason: string): void => {
    child = undefined
    if (!wanted) return
    deaths = clock.elapsed() - startedAt > STARTED_WELL_MS ? 1 : deaths + 1
    options.onDeath?.(reason)
    if (deaths >= DEATHS_LIMIT) return giveUp()
    clock.after(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 1)), () => {
      if (wanted && !child) start()
    })
  }
  const start = (): void => {
    wanted = true
    givenUp = undefined
    const startedAt = clock.elapsed()
    const started = spawn(process.execPath, [options.script, ...(options.args ?? [])], {
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = started
    createInterface({ input: started.stdout }).on('line', heard)
    started.once('exit', (code, signal) => died(startedAt, signal ?? `code ${String(code)}`))
    // Told in place of an exit where there was no process to begin with; without a pid it is none.
    started.on('error', (error) => {
      if (started.pid === undefined) died(startedAt, error.message)
    })
  }
  start()
  return {
    line: (beginning) =>
      givenUp === undefined ? waits.line(beginning) : Promise.reject(new Error(givenUp)),
    pid: () => child?.pid,
    kill: () => void child?.kill('SIGKILL'),
    async stop(signal = 'SIGTERM') {
      wanted = false
      waits.disappoint(`${name} was stopped`)
      const ending = child
      if (!ending) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill(signal)
      await ended
    },
    start,
  }
}
