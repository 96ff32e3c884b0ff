/** Debian's packages, where this is Debian (or a child of it). */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const APT = '/usr/bin/apt-get'
let updated = false

/** Whether packages may be installed without asking anybody. */
export function mayInstall() {
  return process.platform === 'linux' && existsSync(APT) && process.getuid?.() === 0
}

/**
 * Installs what Debian has of it. Lists are fetched at most once in a run.
 *
 * @param {readonly string[]} packages
 * @returns {boolean} whether it went well
 */
export function install(packages) {
  console.error(`Installing from Debian: ${packages.join(', ')} …`)
  if (!updated) apt(['update'])
  updated = true
  return apt(['install', '-y', '--no-install-recommends', ...packages])
}

/** @param {readonly string[]} line */
function apt(line) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const ended = spawnSync(APT, ['-q', ...line], { env, stdio: ['ignore', 'ignore', 2] })
  return ended.status === 0
}
