/**
 * The hook of the Debian package as dpkg itself runs it: small packages with the real hook are
 * installed, updated and removed in a root of their own, over the folder of a real terminal.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { id, optionsFor, prepare, sell, temporaryFolder } from './terminal.ts'

const HOOK = fileURLToPath(new URL('../../build/packaging/before-remove.sh', import.meta.url))
const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function packageOf(version: string): string {
  const made = temporaryFolder()
  const tree = join(made, 'tree')
  write(join(tree, 'opt', 'Holdfast', 'version'), version)
  const control = [
    ...['Package: holdfast', `Version: ${version}`, 'Architecture: all'],
    ...['Maintainer: Holdfast contributors', 'Description: a till', ''],
  ]
  write(join(tree, 'DEBIAN', 'control'), control.join('\n'))
  // Whatever this process keeps from others by its umask.
  chmodSync(join(tree, 'DEBIAN'), 0o755)
  copyFileSync(HOOK, join(tree, 'DEBIAN', 'prerm'))
  chmodSync(join(tree, 'DEBIAN', 'prerm'), 0o755)
  const file = join(made, `holdfast-${version}.deb`)
  const { status, stderr } = spawnSync('dpkg-deb', ['--build', tree, file], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return file
}

/** A machine on which nothing is installed yet, and one person has a home. */
function machine() {
  const root = temporaryFolder()
  write(join(root, 'var', 'lib', 'dpkg', 'status'), '')
  for (const name of ['info', 'updates', 'triggers']) {
    mkdirSync(join(root, 'var', 'lib', 'dpkg', name))
  }
  const home = join(root, 'home', 'ana')
  const file = join(home, '.config', 'Holdfast', 'terminal', 'terminal.db')
  mkdirSync(dirname(file), { recursive: true })
  const env = {
    ...process.env,
    // It looks for its own tools there, where a person's path may not lead.
    PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
    ...{ HOLDFAST_HOMES: home, HOLDFAST_FOLDERS_FILE: join(root, 'none') },
  }
  const how = ['--force-script-chrootless', '--force-not-root', '--log=/dev/null']
  return {
    file,
    open: (): TerminalStore => openStore(optionsFor(file, { tellsSettled: true })),
    installed: () => readFileSync(join(root, 'opt', 'Holdfast', 'version'), 'utf8'),
    dpkg(...act: string[]): { readonly done: boolean; readonly said: string } {
      const args = [`--root=${root}`, ...how, ...act]
      const { status, stderr } = spawnSync('dpkg', args, { env, encoding: 'utf8' })
      return { done: status === 0, said: stderr }
    },
  }
}

describe.skipIf(!hasDpkg)('an update and a removal by dpkg (needs dpkg)', () => {
  it('stop while a sale is unsent, leave the program as it was, and never touch the data', () => {
    const { dpkg, file, installed, open } = machine()
    const [first, second] = [packageOf('1.0'), packageOf('2.0')]
    expect(dpkg('--install', first)).toMatchObject({ done: true })
    const store = prepare(open())
    sell(store, id(9))
    store.close()
    const before = readFileSync(file)
    for (const act of [
      ['--install', second],
      ['--remove', 'holdfast'],
      ['--purge', 'holdfast'],
    ]) {
      expect(dpkg(...act)).toEqual({
        done: false,
        said: expect.stringContaining('sales may not have reached the shop') as string,
      })
      expect(installed()).toBe('1.0')
    }
    const later = open()
    later.delivery.confirm([later.journal.head()])
    later.close()
    expect(dpkg('--install', second)).toMatchObject({ done: true })
    expect(installed()).toBe('2.0')
    expect(dpkg('--purge', 'holdfast')).toMatchObject({ done: true })
    expect(installed).toThrow('ENOENT')
    expect(readFileSync(file).length).toBeGreaterThanOrEqual(before.length)
    const kept = open()
    expect(kept.journal.perpetual().sales).toBe(1)
    kept.close()
  }, 60_000)
})
