import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { v7 } from 'uuid'
import { createVerifier } from '../../src/terminal/verifier.ts'
import { temporaryFolder } from '../store/terminal.ts'
import { code, MILK, openTill, payCash, scan, signIn, value, type Shop } from './shop.ts'

async function soldTwice(): Promise<Shop> {
  const file = join(temporaryFolder(), 'terminal.db')
  const verifier = createVerifier(file)
  onTestFinished(() => verifier.close())
  const shop = await openTill({ file, verifier })
  for (let sale = 0; sale < 2; sale += 1) {
    await scan(shop, MILK.gtin)
    await payCash(shop, 10_000)
  }
  await signIn(shop, 'manager')
  return shop
}

const verify = ({ terminal }: Shop) => terminal.journal.verify({ command: v7() })
const look = ({ terminal }: Shop) => value(terminal.journal.verification())

async function ended(shop: Shop) {
  await vi.waitFor(() => expect(look(shop).running).toBeNull(), { timeout: 20_000, interval: 20 })
  return look(shop).last
}

it('proves all of a database that is right, beside a sale, and remembers it', async () => {
  const shop = await soldTwice()
  expect(look(shop)).toEqual({ running: null, last: null })
  expect(value(verify(shop)).running).not.toBeNull()
  expect(code(verify(shop))).toBe('busy')
  await scan(shop, MILK.gtin)
  const last = await ended(shop)
  expect(last).toMatchObject({ sales: 2, result: { kind: 'right' } })
  expect(look(shop.reopen()).last).toEqual(last)
})

it('names the first entry of a broken file, its receipt and why', async () => {
  const shop = await soldTwice()
  const sold = value(shop.terminal.receipts.latest())
  const connection = new Database(shop.file)
  connection.prepare('UPDATE sale SET total = total + 1 WHERE id = ?').run(sold?.sale)
  const place = connection
    .prepare(
      `SELECT epoch_ordinal AS epoch, seq FROM journal
       WHERE kind = 'sale-completed' ORDER BY epoch_ordinal DESC, seq DESC LIMIT 1`,
    )
    .get()
  connection.close()
  value(verify(shop))
  expect(await ended(shop)).toMatchObject({
    sales: 1,
    result: {
      kind: 'broken',
      place,
      receipt: sold?.receipt,
      reason: 'its sale is not among the sales as it says',
    },
  })
})

it('comes to nothing where it is stopped, and what was known stays', async () => {
  const shop = await soldTwice()
  value(verify(shop))
  const last = await ended(shop)
  value(verify(shop))
  value(shop.terminal.journal.stopVerifying())
  expect(await ended(shop)).toEqual(last)
  value(verify(shop))
  expect((await ended(shop))?.result.kind).toBe('right')
})

it('says so where the file cannot be read to its end', async () => {
  const verifier = createVerifier(join(temporaryFolder(), 'another.db'))
  const shop = await openTill({ verifier })
  await signIn(shop, 'manager')
  value(verify(shop))
  expect(await ended(shop)).toMatchObject({ entries: 0, result: { kind: 'failed' } })
})
