/** Installs the packages of the lock file, unless exactly these are installed. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} Packages */

/** @param {string} root */
export function ensurePackages(root) {
  const wanted = readLock(join(root, 'package-lock.json'))
  // npm writes this file as the last thing of an install that went well.
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'))
  if (wanted !== undefined && installed !== undefined && agree(wanted, installed)) return
  console.error('Installing packages (npm ci); this takes a minute or two the first time …')
  const npm = process.env['npm_execpath']
  // The Node that runs npm, not the one in node_modules, which npm is about to replace.
  const node = process.env['npm_node_execpath'] ?? process.execPath
  const ended = npm?.endsWith('.js')
    ? spawnSync(node, [npm, 'ci'], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: ['ignore', 2, 2], shell: isWindows() })
  if (ended.status === 0) return
  throw new Error('npm ci did not succeed; what it says above is the reason.')
}

/**
 * Every package that the lock file asks for is there in that version; an optional one may be
 * absent.
 *
 * @param {Packages} wanted
 * @param {Packages} installed
 */
export function agree(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true
    const there = installed[path]
    return there === undefined ? optional === true : there.version === version
  })
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function readLock(file) {
  if (!existsSync(file)) return undefined
  /** @type {unknown} */
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  return /** @type {{ packages: Packages }} */ (lock).packages
}

function isWindows() {
  return process.platform === 'win32'
}
