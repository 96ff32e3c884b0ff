/** A disk that fails under what is done to a till's database as a whole, and under a close. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { restoreBackup } from '../../src/store/recovery/restore.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { MILK, openTill, payCash, scan, value } from '../application/shop.ts'
import { temporaryFolder } from '../store/terminal.ts'
import { tillOptions } from '../store/till.ts'
import { copyOf, failureOf, makeTemplate, stepAfter, walkFaults, type Told } from './stage.ts'
import { canInject, WITHOUT_STRACE, withFault, type Fault } from './strace.ts'

/** Hundreds of openings; a busy machine takes its time. */
const LONG = 120_000

const RESTORES = [
  { call: 'sync', error: 'EIO', isForEver: false },
  { call: 'write', error: 'EIO', isForEver: false },
  { call: 'write', error: 'ENOSPC', isForEver: true },
  { call: 'name', error: 'EIO', isForEver: false },
  { call: 'name', error: 'EIO', isForEver: true },
] as const

const CLOSES = [
  { call: 'sync', error: 'EIO', isForEver: false },
  { call: 'write', error: 'EIO', isForEver: false },
  { call: 'write', error: 'ENOSPC', isForEver: true },
] as const

const named = ({ call, error, isForEver }: Omit<Fault, 'nth'>): string =>
  `${call} with ${error}, ${isForEver ? 'for ever' : 'once'}`

function copyWhole(file: string, to: string): void {
  const connection = new Database(file)
  connection.prepare('VACUUM INTO ?').run(to)
  connection.close()
}

/** A database that a restore has replaced, without SQLite's own files of it. */
function isAside(name: string): boolean {
  return name.includes('.replaced-') && !/-(wal|shm)$/.test(name)
}

describe.skipIf(!canInject)(`a disk that fails (${WITHOUT_STRACE})`, () => {
  it.each(RESTORES.map((fault) => [named(fault), fault] as const))(
    'at the n-th %s, restoring: the old database or the restored one is there, whole',
    async (_, { isForEver, ...fault }) => {
      const template = makeTemplate()
      const backup = join(temporaryFolder(), 'backup.db')
      copyWhole(copyOf(template), backup)
      let isRestored = false
      const walked = await walkFaults(template, {
        ...{ fault, isForEver },
        begin: (file) => (): Told => ({
          code: failureOf(() =>
            restoreBackup({ ...tillOptions(file), backup, exportTo: undefined }),
          ),
          sold: 0,
        }),
        check(file) {
          const aside = readdirSync(dirname(file)).filter(isAside)
          const kept = [file, ...aside.map((name) => join(dirname(file), name))]
          const whole = kept.filter((each) => existsSync(each) && !verifyJournal(each).broken)
          expect(whole).not.toEqual([])
          isRestored = aside.length > 0
        },
      })
      expect(walked.hits).toBeGreaterThan(0)
      expect(isRestored).toBe(true)
    },
    LONG,
  )

  it.each(CLOSES.map((fault) => [named(fault), fault] as const))(
    'at the n-th %s, closing the till: it is closed with its entry, or counted without one',
    async (_, { isForEver, ...fault }) => {
      let isClosed = false
      for (let nth = 1; !isClosed; nth += stepAfter(nth, isForEver ? 2 : 1)) {
        const shop = await openTill()
        await scan(shop, MILK.gtin)
        await payCash(shop, 1_000)
        const session = shop.store.tills.current()!.id
        const counted = minor(10_000 + MILK.price)
        value(shop.terminal.till.count({ command: v7(), session, after: 0, counted }))
        const command = { command: v7(), session, count: 1 }
        const { answer, isHit } = await withFault({ ...fault, isForEver, nth }, () => {
          const failed = { closed: false }
          try {
            return { closed: shop.terminal.till.close(command).ok }
          } catch (error) {
            // The core ends by it, and is started again.
            expect(error).toHaveProperty('code')
            return failed
          }
        })
        const again = shop.reopen()
        const isOpen = again.store.tills.waiting().length > 0
        const entries = again.store.journal.head().seq
        // What was acknowledged stands; what failed may stand all the same, as a whole.
        if (answer.closed) expect(isOpen).toBe(false)
        expect(verifyJournal(again.file)).toMatchObject({ sales: 1, broken: undefined })
        const closedAnew = again.terminal.till.close(command)
        expect(closedAnew).toMatchObject({ ok: true, value: { sales: 1, difference: 0 } })
        expect(again.store.journal.head().seq).toBe(isOpen ? entries + 1 : entries)
        expect(again.store.tills.waiting()).toEqual([])
        isClosed = !isHit
      }
      expect(isClosed).toBe(true)
    },
    LONG,
  )
})
