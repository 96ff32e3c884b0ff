/** The hook of the Debian package, run for real over the folder of a real terminal's store. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { id, optionsFor, prepare, sell, temporaryFolder } from './terminal.ts'

const HOOK = fileURLToPath(new URL('../../build/packaging/before-remove.sh', import.meta.url))
const isPosix = process.platform !== 'win32'

/** The home of somebody who has a till, and where the till's data lies in it. */
function tillAt(where = join('.config', 'Holdfast', 'terminal')) {
  const home = temporaryFolder()
  const folder = join(home, where)
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'terminal.db')
  const open = (): TerminalStore => openStore(optionsFor(file, { tellsSettled: true }))
  return { home, folder, file, open }
}

function mayRemove(home: string, act = 'remove', foldersFile = join(home, 'none')) {
  const env = { ...process.env, HOLDFAST_HOMES: home, HOLDFAST_FOLDERS_FILE: foldersFile }
  const { status, stderr } = spawnSync('sh', [HOOK, act], { env, encoding: 'utf8' })
  return { status, stderr }
}

function soldAndSent(open: () => TerminalStore): TerminalStore {
  const store = prepare(open())
  sell(store, id(9))
  store.delivery.confirm([store.journal.head()])
  return store
}

describe.skipIf(!isPosix)(
  'removing or replacing the package (the hook needs a POSIX shell)',
  () => {
    it('is allowed where no till ever ran', () => {
      expect(mayRemove(temporaryFolder()).status).toBe(0)
    })

    it.each(['remove', 'upgrade'])('to %s is refused while a sale is unsent', (act) => {
      const { home, folder, open } = tillAt()
      const store = soldAndSent(open)
      sell(store, id(9))
      store.close()
      const { status, stderr } = mayRemove(home, act)
      expect([status, stderr]).toEqual([1, expect.stringContaining(folder) as string])
    })

    it('is allowed once everything is sent and the till is closed, not while it runs', () => {
      const { home, open } = tillAt()
      const store = soldAndSent(open)
      expect(mayRemove(home).status).toBe(1)
      store.close()
      expect(mayRemove(home)).toEqual({ status: 0, stderr: '' })
      const again = open()
      expect(mayRemove(home).status).toBe(1)
      again.close()
      expect(mayRemove(home).status).toBe(0)
    })

    it('is refused after a crash, and where the database was written since', () => {
      const { home, file, open } = tillAt()
      soldAndSent(open).close()
      utimesSync(file, new Date(), new Date(Date.now() + 1000))
      expect(mayRemove(home).status).toBe(1)
      utimesSync(file, new Date(), new Date(0))
      expect(mayRemove(home).status).toBe(0)
      appendFileSync(`${file}-wal`, 'what a crash leaves')
      expect(mayRemove(home).status).toBe(1)
    })

    it('looks into folders that are elsewhere, too', () => {
      const { home, folder, file, open } = tillAt('elsewhere')
      const store = prepare(open())
      sell(store, id(9))
      store.close()
      expect(existsSync(`${file}.settled`)).toBe(false)
      expect(mayRemove(home).status).toBe(0)
      const folders = join(home, 'folders')
      writeFileSync(folders, `${folder}\n`)
      expect(mayRemove(home, 'remove', folders).status).toBe(1)
    })
  },
)
