/** Small programs and libraries of the system that drivers load and tests use. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { install, mayInstall } from './debian.mjs'

/**
 * @typedef {object} SystemTool
 * @property {string} name a program, or a library by the name of its file
 * @property {string} debian the package that brings it
 * @property {import('../tasks.mjs').Need} need
 * @property {string} without what does not work without it
 */

/** @type {readonly SystemTool[]} */
export const SYSTEM_TOOLS = [
  {
    name: 'libusb-1.0.so.0',
    debian: 'libusb-1.0-0',
    need: 'devices',
    without: 'scanners on USB (HID) are not read',
  },
  {
    name: 'libudev.so.1',
    debian: 'libudev1',
    need: 'devices',
    without: 'scanners on USB (HID) are not read',
  },
  {
    name: 'udevadm',
    debian: 'udev',
    need: 'devices',
    without: 'serial ports are not listed, only opened by their name',
  },
  {
    name: 'socat',
    debian: 'socat',
    need: 'faults',
    without: 'devices on a pseudo-terminal are skipped',
  },
  {
    name: 'strace',
    debian: 'strace',
    need: 'faults',
    without: 'tests of what reaches the disk are skipped',
  },
]

/**
 * Installs what is missing where that is allowed, and names what stays missing.
 *
 * @param {readonly import('../tasks.mjs').Need[]} needs
 */
export function ensureSystemTools(needs) {
  if (process.platform !== 'linux') return
  const missing = missingOf(needs)
  if (missing.length === 0) return
  if (mayInstall()) install(missing.map(({ debian }) => debian))
  for (const { name, debian, without } of missingOf(needs)) {
    console.error(`Missing: ${name} (${without}). To have it: sudo apt-get install ${debian}`)
  }
}

/** @param {readonly import('../tasks.mjs').Need[]} needs */
function missingOf(needs) {
  return SYSTEM_TOOLS.filter(({ name, need }) => needs.includes(need) && !isThere(name))
}

/** @param {string} name */
function isThere(name) {
  return name.includes('.so.') ? hasLibrary(name) : findProgram(name) !== undefined
}

/**
 * @param {string} name
 * @returns {string | undefined} its path
 */
export function findProgram(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} name */
function hasLibrary(name) {
  const roots = ['/lib', '/usr/lib', '/lib64', '/usr/lib64', '/usr/local/lib']
  const folders = roots.filter((folder) => existsSync(folder))
  const nested = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((each) => each.includes('-linux-'))
      .map((each) => join(folder, each)),
  )
  return [...folders, ...nested].some((folder) => existsSync(join(folder, name)))
}
