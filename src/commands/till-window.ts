/** The till in Electron's window, once it is seen to stay open. */
import { spawn, type ChildProcess } from 'node:child_process'
import type { Clock } from '../ports/clock.ts'

/** A window that cannot be shown (no sandbox, no libraries, no graphics) is gone well before. */
const OPEN_WITHIN_MS = 4000

export interface WindowOptions {
  /** Electron's binary. */
  readonly binary: string
  /** The built shell. */
  readonly entry: string
  readonly environment: Readonly<Record<string, string>>
  readonly clock: Clock
}

export type TillWindow =
  | { readonly window: ChildProcess }
  /** Why there is none, in one line. */
  | { readonly reason: string }

/** Starts the shell and waits until it has stayed open for a while, or has ended. Never rejects. */
export function openTillWindow(options: WindowOptions): Promise<TillWindow> {
  const window = spawn(options.binary, [...sandboxFlags(), options.entry], {
    env: { ...process.env, ...options.environment },
    stdio: 'inherit',
  })
  return new Promise((resolve) => {
    const cancel = options.clock.after(OPEN_WITHIN_MS, () => resolve({ window }))
    const failed = (reason: string): void => {
      cancel()
      resolve({ reason })
    }
    // Stays: an error that nobody hears would end the shop, and this one says only "not started".
    window.on('error', (error) => failed(`Electron could not be started: ${error.message}`))
    window.once('exit', (code, signal) => {
      failed(`Electron ended at once (${signal ?? `code ${String(code)}`})`)
    })
  })
}

/** Chromium refuses to run as root with its sandbox. */
function sandboxFlags(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}
