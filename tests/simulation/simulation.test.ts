import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { openSharedDatabase, type SharedDatabase } from './backend.ts'
import { playSeeds } from './campaign.ts'
import { Checks } from './invariants/check.ts'
import { play, simulate } from './simulate.ts'
import { createWorld, type World } from './world.ts'

const SEEDS = 6
const LONGEST_MS = 60_000

let shared: SharedDatabase
beforeAll(async () => {
  shared = await openSharedDatabase()
})
afterAll(() => shared.close())

describe('the simulation', () => {
  it(
    'loses nothing and sells nothing twice, whatever breaks, and every fault breaks something',
    async () => {
      const broken: unknown[] = []
      const campaign = await playSeeds(shared, 1, SEEDS, ({ seed, violations, trace }) => {
        if (violations.length > 0) broken.push({ seed, violations, trace })
      })
      expect(broken).toEqual([])
      expect(campaign.neverHappened).toEqual([])
      expect(campaign.sales).toBeGreaterThan(SEEDS)
    },
    LONGEST_MS,
  )

  it(
    'comes to the same end from the same seed, and to another from another',
    async () => {
      const first = await simulate(shared, 1)
      const again = await simulate(shared, 1)
      const other = await simulate(shared, 2)
      expect(again).toEqual(first)
      expect(first.hash).toMatch(/^[0-9a-f]{64}$/)
      expect(other.hash).not.toBe(first.hash)
    },
    LONGEST_MS,
  )
})

/** Somebody tampers with a world that is well; which checker must say what. */
const TAMPERINGS: readonly (readonly [string, (world: World) => unknown])[] = [
  ['not opening + movements', (world) => run(world, 'update inventory_level set on_hand = 7')],
  ['has not applied', (world) => run(world, 'delete from entry where seq = 2')],
  ['has other bytes', (world) => run(world, "update entry set signature = 'x' || signature")],
  ['are applied', (world) => run(world, 'delete from sale')],
  ['exceptions over', (world) => run(world, 'update stock_exception set short_by = 1')],
  ['the drawer should hold', (world) => write(world, 'UPDATE till_cash SET amount = 1')],
  ['sale_line has', (world) => write(world, 'DELETE FROM sale_line WHERE position = 0')],
  ['the perpetual totals', (world) => write(world, 'UPDATE perpetual SET turnover = 1')],
  ['acknowledged sale', ({ terminals }) => terminals[0]?.cashier.acknowledged.push(unsold)],
]
const unsold = { sale: 'x', receipt: 'T9-1-000001', total: 1, change: 0 } as unknown as SaleView

describe('the checkers', () => {
  it('are quiet where all is well, and each finds what was done to its figures', async () => {
    const world = await createWorld(shared, 3)
    try {
      expect((await play(world)).violations).toEqual([])
      for (const [finding, tamper] of TAMPERINGS) {
        await tamper(world)
        expect((await new Checks(world).afterHealing()).join('\n')).toContain(finding)
      }
    } finally {
      world.close()
    }
  })
})

function run({ backend }: World, statement: string): Promise<unknown> {
  return sql.raw(statement).execute(backend.shared.database)
}

function write({ terminals }: World, statement: string): void {
  const connection = new Database(terminals[0]?.file)
  connection.exec(statement)
  connection.close()
}
