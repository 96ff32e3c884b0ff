/** The built screens and shell in out/, made again when something they are made of is newer. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const MADE_OF = [
  'renderer',
  'src',
  'drivers',
  'electron',
  'migrations',
  'build',
  'package-lock.json',
]
/** Written last by build/tasks/bundle.ts. */
const STAMP = join('out', 'bundle.stamp')

/**
 * @param {string} root
 * @param {string} node
 */
export function ensureBundle(root, node) {
  const stamp = join(root, STAMP)
  const made = existsSync(stamp) ? statSync(stamp).mtimeMs : 0
  if (made > newest(MADE_OF.map((name) => join(root, name)))) return
  console.error('Building the screens and the shell …')
  const script = join(root, 'build', 'tasks', 'bundle.ts')
  const ended = spawnSync(node, [script], { cwd: root, stdio: ['ignore', 'ignore', 2] })
  if (ended.status !== 0) throw new Error('The screens could not be built; see above.')
}

/**
 * @param {readonly string[]} paths
 * @returns {number} when the newest file below these was changed; ms
 */
function newest(paths) {
  return Math.max(
    0,
    ...paths.filter(existsSync).map((path) => {
      const { mtimeMs } = statSync(path)
      if (!statSync(path).isDirectory()) return mtimeMs
      return Math.max(mtimeMs, newest(readdirSync(path).map((name) => join(path, name))))
    }),
  )
}
