/** What a day and a session come to is kept in the file, as a convenience and nothing more. */
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { verifyDatabase } from '../../src/store/verify.ts'
import { closeTill, openTill, present, value, type Shop } from './shop.ts'

it('begins where its day was kept, and comes to the same as all of its entries', async () => {
  const shop = await openTill()
  const { store } = shop
  const session = present(store.tills.current())
  const context = {
    ...{ at: 1, businessDate: session.businessDate, session: session.id },
    ...{ actor: null, approver: null },
  }
  const write = (from: Shop, reason: string) =>
    from.store.transaction(() =>
      from.store.journal.append({ kind: 'drawer-opened', body: { reason } }, context),
    )
  for (let count = 0; count < 205; count += 1) write(shop, 'a')
  expect(() =>
    store.transaction(() => {
      store.journal.append({ kind: 'drawer-opened', body: { reason: 'b' } }, context)
      expect(store.closings.sumDay().figures.noSales).toBe(206)
      throw new Error('taken back')
    }),
  ).toThrow('taken back')
  const again = shop.reopen()
  write(again, 'c')
  expect(again.store.closings.sumDay().figures.noSales).toBe(206)
  // What an older program kept of them is not gone on from, but made anew.
  const file = new Database(shop.file)
  for (const table of ['till_tally', 'fiscal_tally']) {
    file.exec(`UPDATE ${table} SET version = version - 1, state = '{"tally":{}}'`)
  }
  file.close()
  const third = again.reopen()
  expect(third.store.closings.sumDay().figures.noSales).toBe(206)
  expect(third.store.tills.sum(session).figures.noSales).toBe(206)
  value(closeTill(third, 10_000))
  value(third.terminal.fiscal.closeDay({ command: v7() }))
  expect((await verifyDatabase(third.file, { check: 'quick' })).broken).toBeUndefined()
})
