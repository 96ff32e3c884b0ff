/** A terminal's database that was left by a crash, and what must be true of it after any fault. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { StoreFailure } from '../../src/ports/store.ts'
import { openStore, type StoreOptions, type TerminalStore } from '../../src/store/open.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { temporaryFolder } from '../store/terminal.ts'
import { openNewTill, sellOn, tillOptions } from '../store/till.ts'
import { withFault, type Fault } from './strace.ts'

const PARTS = ['', '-wal'] as const
/** Sales that stood before any fault. */
const BEFORE = 6

/** Sells in a store of its own; answers its files as a crash leaves them, with a full log. */
export function makeTemplate(): string {
  const folder = temporaryFolder()
  const file = join(folder, 'terminal.db')
  const store = openNewTill(file)
  for (let sale = 0; sale < BEFORE; sale += 1) sellOn(store)
  for (const part of PARTS) copyFileSync(file + part, join(folder, `template.db${part}`))
  store.close()
  return join(folder, 'template.db')
}

export function copyOf(template: string): string {
  const file = join(temporaryFolder(), 'terminal.db')
  for (const part of PARTS) copyFileSync(template + part, file + part)
  return file
}

/** What the faulted work tells: how it ended, and how many sales it was told are durable. */
export interface Told {
  readonly code: StoreFailure['code'] | undefined
  readonly sold: number
}

/** The code of the failure that the work ends by. Whatever else it throws is a bug. */
export function failureOf(work: () => unknown): Told['code'] {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof StoreFailure) return error.code
    throw error
  }
}

export function sellIn(store: TerminalStore): void {
  sellOn(store)
}

export interface Walked {
  /** Faults that struck. */
  readonly hits: number
  readonly codes: readonly Told['code'][]
}

export interface Walk {
  readonly fault: Omit<Fault, 'nth' | 'isForEver'>
  readonly isForEver: boolean
  /** Prepares one try on a file of its own; what it answers is done under the fault. */
  readonly begin: (file: string) => () => Told | Promise<Told>
  /** A look at the files as the fault left them. */
  readonly check?: (file: string) => void
  /** How the file is opened once the fault is over. */
  readonly after?: Partial<StoreOptions>
}

/**
 * SQLite's own way: the first call fails, then the second, and so on until the work is over before
 * its turn. After each the fault ends, the file is opened thoroughly, and everything holds.
 */
export async function walkFaults(template: string, walk: Walk): Promise<Walked> {
  const codes: Told['code'][] = []
  const first = walk.isForEver || walk.fault.error === 'ENOSPC' ? 2 : 1
  for (let nth = 1; ; nth += stepAfter(nth, first)) {
    const file = copyOf(template)
    const work = walk.begin(file)
    const fault = { ...walk.fault, nth, isForEver: walk.isForEver }
    const { answer: told, isHit } = await withFault(fault, work)
    walk.check?.(file)
    holds(file, told, walk.after)
    if (!isHit) return { hits: codes.length, codes: [...new Set(codes)] }
    codes.push(told.code)
  }
}

/**
 * The next one, ever further away: most come in long rows that are much alike. The walks of one
 * kind of work begin with different steps, so that together they meet what lies between.
 */
export function stepAfter(nth: number, first: 1 | 2): number {
  return nth === 1 ? first : nth
}

/** Nothing acknowledged is lost, nothing is there by half, and it sells on. */
function holds(file: string, { sold }: Told, after: Partial<StoreOptions> = {}): void {
  const store = openStore(tillOptions(file, { isThorough: true, ...after }))
  sellIn(store)
  const { sales } = store.journal.perpetual()
  store.close()
  const { broken, ...counted } = verifyJournal(file)
  expect(broken).toBeUndefined()
  expect(counted.sales).toBe(sales)
  expect(sales).toBeGreaterThanOrEqual(BEFORE + sold + 1)
  const reading = new Database(file, { readonly: true })
  const count = (table: string) => reading.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  const rows = ['sale', 'sale_line', 'sale_tender', 'movement'].map(count)
  expect(rows).toEqual([sales, sales, sales, sales])
  expect(reading.pragma('integrity_check', { simple: true })).toBe('ok')
  reading.close()
}
