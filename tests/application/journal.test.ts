import { v7 } from 'uuid'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Subject } from '../../src/domain/journal/subject.ts'
import { code, MILK, openTill, payCash, scan, signIn, value, type Shop } from './shop.ts'

async function look(shop: Shop, text: string, subject: Subject | null = null) {
  const asked = { command: v7(), subject, text, before: null }
  return value(await shop.terminal.journal.search(asked))
}

/** A sale by the cashier, who then asks for what a cashier may not do. */
async function soldAndRefused(): Promise<Shop> {
  const shop = await openTill()
  await signIn(shop, 'cashier')
  await scan(shop, MILK.gtin)
  await payCash(shop, 10_000)
  expect(code(shop.terminal.till.zs({ command: v7() }))).toBe('not-permitted')
  await signIn(shop, 'manager')
  return shop
}

describe('the journal, looked through', () => {
  it('finds an entry by its words, its writer and its number, none by its fields', async () => {
    const shop = await soldAndRefused()
    const [sale] = (await look(shop, '', 'sales')).rows
    expect(sale).toMatchObject({ kind: 'sale-completed', isConfirmed: false })
    const found = async (text: string) =>
      (await look(shop, text)).rows.map(({ place }) => place.seq)
    expect(await found(sale!.about!)).toContain(sale!.place.seq)
    expect(await found('MILK')).toEqual([sale!.place.seq])
    expect(await found(sale!.person!)).toContain(sale!.place.seq)
    expect(await found(String(sale!.place.seq))).toContain(sale!.place.seq)
    expect(await found('prevHash')).toEqual([])
    expect(await found('100%_')).toEqual([])
  })

  it('shows refusals apart, with who was refused what', async () => {
    const shop = await soldAndRefused()
    const { rows, next } = await look(shop, '', 'refusals')
    expect(next).toBe(null)
    expect(rows.map(({ kind, permission }) => [kind, permission])).toEqual([
      ['act-refused', 'read-till'],
    ])
  })

  it('goes on where an answer ended, and leaves no entry out', async () => {
    const shop = await openTill()
    for (let time = 0; time < 30; time += 1) {
      await signIn(shop, 'cashier')
      await signIn(shop, 'manager')
    }
    const seen: number[] = []
    let before = null as { epoch: number; seq: number } | null
    do {
      const asked = { command: v7(), subject: null, text: '', before }
      const page = value(await shop.terminal.journal.search(asked))
      seen.push(...page.rows.map(({ place }) => place.seq))
      before = page.next
    } while (before !== null)
    const head = shop.store.journal.head().seq
    expect(seen).toEqual(Array.from({ length: head }, (_, index) => head - index))
    expect(seen.length).toBeGreaterThan(50)
  })
})

describe('an entry that is shown', () => {
  it('is proved by its hash, its neighbours and its key, and comes with its receipt', async () => {
    const shop = await soldAndRefused()
    const [sale] = (await look(shop, '', 'sales')).rows
    const shown = value(shop.terminal.journal.show({ command: v7(), place: sale!.place }))
    expect(shown.proof).toMatchObject({ content: true, chain: true, signature: true })
    expect(shown.again).toMatchObject({ kind: 'receipt' })
    expect(JSON.stringify(shown.paper)).toContain(sale!.about)
    const first = value(shop.terminal.journal.show({ command: v7(), place: { epoch: 1, seq: 1 } }))
    expect(first).toMatchObject({ paper: null, row: { kind: 'epoch-opened' } })
    expect(first.proof).toMatchObject({ content: true, chain: true, signature: true })
    const none = { epoch: 1, seq: sale!.place.seq + 1000 }
    expect(code(shop.terminal.journal.show({ command: v7(), place: none }))).toBe('entry-unknown')
  })

  it('is said to be broken where the file was changed beneath the terminal', async () => {
    const shop = await soldAndRefused()
    const [sale] = (await look(shop, '', 'sales')).rows
    const { place } = sale!
    const file = new Database(shop.file)
    file.exec('DROP TRIGGER journal_never_changes')
    const change = `UPDATE journal SET canonical = replace(canonical, '"total":', '"total":1')
      WHERE seq = ?`
    file.prepare(change).run(place.seq)
    file.close()
    const show = (seq: number) =>
      value(shop.terminal.journal.show({ command: v7(), place: { epoch: 1, seq } })).proof
    expect(show(place.seq)).toMatchObject({ content: false, signature: true })
    expect(show(place.seq + 1)).toMatchObject({ content: true, chain: true })
  })
})
