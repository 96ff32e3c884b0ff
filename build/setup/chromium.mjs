/**
 * A Chromium for the tests that look at real screens: found, fetched or installed, in this order.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { install, mayInstall } from './debian.mjs'
import { findProgram } from './system-tools.mjs'

const FETCH_LIMIT_MS = 180_000
/**
 * The shell without a head comes first: it draws the same and lacks all that a test never sees, a
 * tenth of the processor time of each screen.
 */
const PROGRAMS = [
  'chromium-headless-shell',
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
]

/**
 * @param {string} root
 * @param {string} node
 * @returns {string | undefined} path of the browser
 */
export function ensureChromium(root, node) {
  const found = findChromium(root)
  if (found !== undefined) return found
  console.error('Fetching Chromium through Playwright …')
  const client = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const fetching = { stdio: /** @type {const} */ ('ignore'), timeout: FETCH_LIMIT_MS }
  spawnSync(node, [client, 'install', 'chromium'], fetching)
  const fetched = findChromium(root)
  if (fetched !== undefined) return fetched
  if (mayInstall()) install(['chromium-headless-shell', 'fonts-liberation'])
  const installed = findChromium(root)
  if (installed === undefined) {
    console.error(
      'Missing: Chromium (tests of the screens are skipped). To have it: sudo apt-get install ' +
        'chromium-headless-shell, or name one that you have in HOLDFAST_CHROMIUM.',
    )
  }
  return installed
}

/**
 * @param {string} root
 * @returns {string | undefined} what HOLDFAST_CHROMIUM names, or the system has, or Playwright has
 */
export function findChromium(root) {
  const named = process.env['HOLDFAST_CHROMIUM']
  if (named !== undefined && existsSync(named)) return named
  return PROGRAMS.map(findProgram).find((path) => path !== undefined) ?? playwrightChromium(root)
}

/** @param {string} root */
function playwrightChromium(root) {
  const load = createRequire(join(root, 'package.json'))
  /** @type {unknown} */
  const playwright = load('@playwright/test')
  const { chromium } = /** @type {typeof import('@playwright/test')} */ (playwright)
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}
