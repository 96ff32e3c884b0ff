import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { sessionFigures } from '../../src/domain/till/figures.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { context } from './shop.ts'
import { openNewTill, sellOn, tillOptions } from './till.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-tallies-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the session under way comes to, from nothing but the entries that the file holds. */
function folded(file: string, session: string) {
  const reading = new Database(file, { readonly: true })
  const texts = reading.prepare<[], string>('SELECT canonical FROM journal ORDER BY id').pluck()
  const entries = texts.all().map((text) => JSON.parse(text) as Entry)
  const kept = reading.prepare<[], number>('SELECT count(*) FROM till_tally').pluck().get()
  reading.close()
  return { figures: sessionFigures(entries.filter((each) => each.session === session)), kept }
}

const sumOf = (store: TerminalStore) => store.tills.sum(store.tills.current()!)

it('keeps what a session comes to, over rollbacks and restarts, as its entries have it', () => {
  const file = join(folder, 'terminal.db')
  const store = openNewTill(file)
  sellOn(store)
  const { id: session } = store.tills.current()!
  for (let sale = 0; sale < 2; sale += 1) sellOn(store)
  // What is appended and comes to nothing is counted by nobody, but by who appended it.
  const broken = () =>
    store.transaction(() => {
      sellOn(store)
      expect(sumOf(store).figures.sales).toBe(4)
      throw new Error('the power of a use case to fail')
    })
  expect(broken).toThrow()
  expect(sumOf(store).figures).toEqual(folded(file, session).figures)
  store.transaction(() => {
    for (let sale = 0; sale < 205; sale += 1) {
      const opened = { ...context, session }
      store.journal.append({ kind: 'drawer-opened', body: { reason: 'change' } }, opened)
    }
  })
  sellOn(store)
  expect(folded(file, session)).toEqual({ figures: sumOf(store).figures, kept: 1 })
  store.close()

  const again = openStore(tillOptions(file))
  expect(sumOf(again).figures).toEqual(folded(file, session).figures)
  again.close()
  // One that goes on selling at once, and in another epoch, comes to the same.
  const third = openStore(tillOptions(file))
  sellOn(third)
  const before = { previous: third.journal.head(), at: 1, businessDate: '2026-11-24' }
  third.transaction(() => third.epochs.open('restored', before))
  sellOn(third)
  const { figures, first, ends } = sumOf(third)
  expect(figures).toEqual(folded(file, session).figures)
  expect([first.epoch.ordinal, ...ends.map(({ epoch }) => epoch.ordinal)]).toEqual([1, 1, 2])
  third.close()
})
