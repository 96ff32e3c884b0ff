/**
 * Electron's binary, where it can be had: it comes from Electron's own release server at the first
 * use.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Clock } from '../ports/clock.ts'

const FETCH_WITHIN_MS = 120_000
/** A fetch that failed is tried again on another day, not at each start. */
const TRY_AGAIN_AFTER_MS = 24 * 60 * 60_000
const FAILED = 'electron-fetch-failed'

export type ElectronBinary =
  | { readonly path: string }
  /** In one line, for the person who expected a window. */
  | { readonly reason: string }

export interface Search {
  /** Where a failed fetch is remembered. */
  readonly folder: string
  readonly clock: Clock
  readonly environment: NodeJS.ProcessEnv
  /** Brings the binary; false where it could not be had. */
  readonly fetch?: (installer: string) => Promise<boolean>
}

/** Finds it, or fetches it once; a machine without a display or without that server has none. */
export async function findElectron(search: Search): Promise<ElectronBinary> {
  const { environment, fetch = runInstaller } = search
  if (process.platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return { reason: 'there is no display for a window' }
  }
  const resolve = createRequire(import.meta.url)
  const folder = dirname(resolve.resolve('electron/package.json'))
  const supplied = environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (supplied === undefined && !existsSync(join(folder, 'dist'))) {
    const stamp = join(search.folder, FAILED)
    if (failedLately(stamp, search.clock)) {
      return { reason: `Electron could not be fetched lately (remove ${stamp} to try again)` }
    }
    if (!(await fetch(join(folder, 'install.js')))) {
      writeFileSync(stamp, String(search.clock.now()))
      return { reason: "Electron's release server could not be reached" }
    }
  }
  const path = supplied === undefined ? fetched(folder) : join(supplied, nameOf(folder))
  return path !== undefined && existsSync(path)
    ? { path }
    : { reason: 'the Electron that was found has no binary' }
}

function failedLately(stamp: string, clock: Clock): boolean {
  if (!existsSync(stamp)) return false
  const ago = clock.now() - Number(readFileSync(stamp, 'utf8'))
  return ago >= 0 && ago < TRY_AGAIN_AFTER_MS
}

function fetched(folder: string): string | undefined {
  return existsSync(join(folder, 'path.txt')) ? join(folder, 'dist', nameOf(folder)) : undefined
}

/** The binary's place within a release, as the package's own installer noted it. */
function nameOf(folder: string): string {
  const noted = join(folder, 'path.txt')
  return existsSync(noted) ? readFileSync(noted, 'utf8') : 'electron'
}

/** Leaves this process free: simulated devices and the backend's supervisor go on meanwhile. */
function runInstaller(installer: string): Promise<boolean> {
  const installing = spawn(process.execPath, [installer], {
    stdio: 'ignore',
    timeout: FETCH_WITHIN_MS,
  })
  return new Promise((resolve) => {
    installing.once('error', () => resolve(false))
    installing.once('exit', (code) => resolve(code === 0))
  })
}
