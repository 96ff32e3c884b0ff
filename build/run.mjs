/**
 * The one door: `npm run <task>` sets up what the task needs and then runs it on Node 24.
 * Plain JavaScript of Node 20, without a package, because on a fresh clone there is nothing else.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBundle } from './setup/bundle.mjs'
import { ensureChromium } from './setup/chromium.mjs'
import { findNode } from './setup/node.mjs'
import { ensurePackages } from './setup/packages.mjs'
import { ensurePostgres } from './setup/postgres.mjs'
import { ensureSystemTools } from './setup/system-tools.mjs'
import { TASKS } from './tasks.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name = '', ...args] = process.argv.slice(2)
const task = TASKS[name]
if (task === undefined) {
  stop(`There is no task "${name}". There are: ${Object.keys(TASKS).join(', ')}.`)
} else {
  try {
    ensurePackages(root)
    const node = findNode(root)
    run(node, [join(root, task.script), ...args], prepare(node, task.needs))
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error))
  }
}

/**
 * @param {string} node
 * @param {readonly import('./tasks.mjs').Need[]} needs
 * @returns {NodeJS.ProcessEnv} the environment of the task: what was found stands in it
 */
function prepare(node, needs) {
  // Whatever the task starts by the name of "node" is this one.
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? '']
  // Whatever was loaded once needs no compiling any more, in none of the processes of a task.
  const compiled = process.env['NODE_COMPILE_CACHE'] ?? join(root, 'out', 'compiled')
  const separator = process.platform === 'win32' ? ';' : ':'
  const env = { ...process.env, PATH: path.join(separator), NODE_COMPILE_CACHE: compiled }
  ensureSystemTools(needs)
  if (needs.includes('postgres')) ensurePostgres(root, node)
  if (needs.includes('bundle')) ensureBundle(root, node)
  const chromium = needs.includes('chromium') ? ensureChromium(root, node) : undefined
  return chromium === undefined ? env : { ...env, HOLDFAST_CHROMIUM: chromium }
}

/**
 * @param {string} node
 * @param {readonly string[]} line
 * @param {NodeJS.ProcessEnv} env
 */
function run(node, line, env) {
  const child = spawn(node, line, { cwd: root, env, stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends Ctrl-C to both; the child decides when the two of them end.
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  }
  child.on('error', (error) => stop(error.message))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

/** @param {string} message */
function stop(message) {
  console.error(`\n${message}`)
  process.exitCode = 1
}
