/**
 * A second till at the shop whose clock a test steers: hours pass at once, or somebody sets it
 * wrong. All else of it is real; it lives in the test's own process.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assetsFolder, terminalMigrations } from '../../src/commands/folders.ts'
import type { ShopFloor } from '../../src/commands/shop-floor.ts'
import { startBrowserHost } from '../../src/hosts/browser.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLog } from '../../src/system/log.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { startTerminal } from '../../src/terminal.ts'

export interface SteeredTill {
  /** What a person opens. */
  readonly url: string
  readonly clock: SteeredClock
  close(): Promise<void>
}

export async function openSteeredTill(floor: ShopFloor): Promise<SteeredTill> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-steered-'))
  const { code } = await floor.owner.administration.enrolmentCode({
    ...{ store: null, terminalName: 'Counter 2' },
    devices: { printer: null, scanners: [], payment: null },
  })
  const clock = steeredClock()
  const terminal = await startTerminal({
    ...{ folder, clock, migrations: terminalMigrations, backendUrl: floor.backendUrl },
    ...{ enrolmentCode: code, secrets: fileSecrets(folder), checkAnswers: true },
    log: createLog({ name: 'steered', destination: join(folder, 'terminal.log') }),
  })
  const token = crypto.randomUUID()
  const { router } = terminal
  const host = await startBrowserHost({ router, assets: assetsFolder, port: 0, token })
  return {
    ...{ url: host.url, clock },
    async close() {
      await host.close()
      await terminal.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface SteeredClock extends Clock {
  /** Time passes for whoever waits and for whoever looks at the clock. */
  pass(ms: number): void
  /** Somebody sets the clock so much ahead of the right time, below zero behind it. */
  set(ahead: number): void
}

interface Waiting {
  readonly due: number
  readonly call: () => void
  cancel: () => void
}

/** The machine's clock, moved on: what comes due by that comes at once. */
export function steeredClock(): SteeredClock {
  const real = systemClock({ holdsProcess: false })
  let passed = 0
  let wrong = 0
  const waiting = new Set<Waiting>()
  const elapsed = () => real.elapsed() + passed
  const wait = (each: Waiting): void => {
    each.cancel = real.after(Math.max(0, each.due - elapsed()), () => {
      waiting.delete(each)
      each.call()
    })
  }
  return {
    now: () => real.now() + passed + wrong,
    elapsed,
    after(ms, call) {
      const each: Waiting = { due: elapsed() + ms, call, cancel: () => undefined }
      waiting.add(each)
      wait(each)
      return () => {
        waiting.delete(each)
        each.cancel()
      }
    },
    sleep: (ms) => real.sleep(ms),
    pass(ms) {
      passed += ms
      for (const each of waiting) {
        each.cancel()
        wait(each)
      }
    },
    set: (ahead) => void (wrong = ahead),
  }
}
