import Database from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { NO_PREVIOUS_HASH } from '../../src/domain/journal/entry.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { hashOf } from '../../src/store/seal.ts'
import { programOf } from '../programs.ts'
import type { Kill } from './killed-seller.ts'
import { openTestStore, SESSION, temporaryFolder } from './terminal.ts'

const CHILD = fileURLToPath(new URL('killed-seller.ts', import.meta.url))
const ROUNDS = 4

/** Sells in a process of its own until it is killed; answers the sales that it acknowledged. */
async function sellUntilKilled(file: string, kill: Kill, after: number) {
  const child = spawn(process.execPath, [await programOf(CHILD), file, kill, String(after)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    acknowledged.push(line)
    if (kill === 'anywhere' && acknowledged.length === after) child.kill('SIGKILL')
  })
  const [, signal] = (await once(child, 'close')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

describe('a process that is killed while it sells', () => {
  it('loses no acknowledged sale, doubles none, and leaves no half of one', async () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const acknowledged: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const kill = round % 2 === 0 ? 'inside' : 'anywhere'
      acknowledged.push(...(await sellUntilKilled(file, kill, 3 + round * 2)))
    }
    const store = openTestStore({ file })
    const { epoch, seq } = store.journal.head()
    const entries = store.delivery.entriesAfter(epoch.id, 0, seq)
    expect(entries).toHaveLength(seq)
    let previous = NO_PREVIOUS_HASH
    const sales: SaleCompleted[] = []
    for (const { canonical, hash } of entries) {
      const entry = JSON.parse(canonical) as { kind: string; prevHash: string; body: SaleCompleted }
      expect([hashOf(canonical), entry.prevHash]).toEqual([hash, previous])
      previous = hash
      if (entry.kind === 'sale-completed') sales.push(entry.body)
    }
    const numbers = sales.map((sale) => sale.number)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
    const receipts = sales.map((sale) => sale.receipt)
    expect(acknowledged.filter((receipt) => !receipts.includes(receipt))).toEqual([])
    expect(new Set(acknowledged).size).toBe(acknowledged.length)

    const turnover = sales.reduce((total, sale) => total + sale.total, 0)
    expect(store.journal.perpetual()).toEqual({ sales: sales.length, turnover: { EUR: turnover } })
    expect(store.tills.expectedCash(SESSION)).toBe(10_000 + turnover)
    const other = new Database(file, { readonly: true })
    for (const table of ['sale', 'sale_line', 'sale_tender', 'movement', 'print_job']) {
      const rows = other.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
      expect([table, rows]).toEqual([table, sales.length])
    }
    expect(other.pragma('integrity_check', { simple: true })).toBe('ok')
    other.close()
  }, 120_000)
})
