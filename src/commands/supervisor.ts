/**
 * Keeps one process running: a core that crashed is back within two seconds, a core that cannot
 * start is told.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { boundedRestarts, type Opening } from '../contract/supervision.ts'
import type { Clock } from '../ports/clock.ts'
import { SUPERVISED } from './supervised.ts'

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
  const restarts = boundedRestarts(clock.elapsed)
  let child: ChildProcess | undefined
  let wanted = true
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
  const died = (exitCode: number | null, reason: string): void => {
    child = undefined
    if (!wanted) return
    options.onDeath?.(reason)
    const restart = restarts.died(exitCode)
    if (restart === undefined) return giveUp()
    clock.after(restart.pauseMs, () => {
      if (wanted && !child) start(restart.opening)
    })
  }
  const start = (opening: Opening = 'plain'): void => {
    wanted = true
    givenUp = undefined
    restarts.started()
    const how = opening === 'plain' ? [] : [`--${opening}`]
    const started = spawn(process.execPath, [options.script, ...(options.args ?? []), ...how], {
      env: { ...process.env, ...options.environment, [SUPERVISED]: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child = started
    createInterface({ input: started.stdout }).on('line', heard)
    started.once('exit', (code, signal) => died(code, signal ?? `code ${String(code)}`))
    // Told in place of an exit where there was no process to begin with; without a pid it is none.
    started.on('error', (error) => {
      if (started.pid === undefined) died(null, error.message)
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
    start: () => start(),
  }
}
