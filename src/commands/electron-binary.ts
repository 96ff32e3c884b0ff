/**
 * Electron's binary, where it can be had: it comes from Electron's own release server at the first
 * use.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const FETCH_WITHIN_MS = 120_000

export type ElectronBinary =
  | { readonly path: string }
  /** In one line, for the person who expected a window. */
  | { readonly reason: string }

/** Finds it, or fetches it once; a machine without a display or without that server has none. */
export function findElectron(): ElectronBinary {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return { reason: 'there is no display for a window' }
  }
  const resolve = createRequire(import.meta.url)
  const folder = dirname(resolve.resolve('electron/package.json'))
  const supplied = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (supplied === undefined && !existsSync(join(folder, 'dist'))) {
    const fetched = spawnSync(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: FETCH_WITHIN_MS,
    })
    if (fetched.status !== 0) return { reason: "Electron's release server could not be reached" }
  }
  const path: unknown = resolve('electron')
  return typeof path === 'string' && existsSync(path)
    ? { path }
    : { reason: 'the Electron that was found has no binary' }
}
