import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/backend/database/open.ts'
import { write } from '../../src/backend/database/write.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { CATALOGUE, stockFeed } from '../../src/backend/feeds/names.ts'
import { watchFeeds } from '../../src/backend/feeds/watch.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import type { Checkpoint } from '../../src/contract/backend/sync.ts'
import { arrive, road } from './arrivals.ts'
import { item, publish, pullAll } from './feeds.ts'
import { postgresMissing, startPostgres, type Postgres } from './postgres.ts'
import { clock, enrolTerminal, Journal, openStage, random, silent } from './stage.ts'
import { saleFact, stockItems, type Stage, type StagedTerminal } from './stage.ts'

describe('a feed', () => {
  let stage: Stage
  let terminal: StagedTerminal
  beforeAll(async () => {
    stage = await openStage()
    terminal = await enrolTerminal(stage)
  })
  afterAll(() => stage.close())

  it('answers each document once, as it is now, page by page', async () => {
    const items = [item('one'), item('two'), item('three')]
    await publish(stage, ...items)
    const first = items[0]?.id
    await publish(stage, item('one anew', first))
    const { documents, checkpoint } = await pullAll(stage, terminal, 'catalogue', undefined, 2)
    expect(documents.map((each) => each['name'])).toEqual(['two', 'three', 'one anew'])
    expect(checkpoint.n).toBe(4)
    expect((await pullAll(stage, terminal, 'catalogue', checkpoint)).documents).toEqual([])
    await publish(stage, item('four'))
    const later = await pullAll(stage, terminal, 'catalogue', checkpoint)
    expect(later.documents.map((each) => each['name'])).toEqual(['four'])
  })

  it('keeps a deleted document and says that it is deleted', async () => {
    const gone = item('gone')
    await publish(stage, gone)
    const { checkpoint } = await pullAll(stage, terminal, 'catalogue')
    await write(stage.backend, stage.shop.tenant, async () => ({
      value: undefined,
      changes: [{ feed: CATALOGUE, documents: [{ document: gone, deleted: true }] }],
    }))
    const { documents } = await pullAll(stage, terminal, 'catalogue', checkpoint)
    expect(documents).toEqual([{ ...gone, _deleted: true }])
  })

  it('tells with each level which entries of the asking terminal it contains', async () => {
    const [shelf = ''] = await stockItems(stage, [10_000])
    const others = await enrolTerminal(stage)
    const containsOf = async (asking: StagedTerminal) => {
      const { documents } = await pullAll(stage, asking, 'stock')
      const level = documents.find((each) => each['item'] === shelf)
      return { onHand: level?.['onHand'], contains: level?.['contains'] }
    }
    expect(await containsOf(terminal)).toEqual({ onHand: 10_000, contains: {} })
    const journal = new Journal(terminal)
    const opened = journal.open()
    journal.append(saleFact(stage.shop, [{ item: shelf, quantity: 1000 }]))
    await receive(stage.backend, terminal, journal.entries)
    const contains = { [opened.epoch.id]: 2 }
    expect(await containsOf(terminal)).toEqual({ onHand: 9000, contains })
    expect(await containsOf(others)).toEqual({ onHand: 9000, contains: {} })
  })

  it('announces what moved, after the commit and never before', async () => {
    const heard: string[] = []
    const end = stage.backend.changes.subscribe(({ feed }) => heard.push(feed))
    await publish(stage, item('heard'))
    await expect(
      write(stage.backend, stage.shop.tenant, async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    end()
    await publish(stage, item('unheard'))
    expect(heard).toEqual([CATALOGUE])
  })
})

describe('the watch over the counters', () => {
  it('announces what another process committed', async () => {
    const stage = await openStage()
    const here = { ...stage.backend, changes: createChanges(silent) }
    const heard: string[] = []
    here.changes.subscribe(({ feed }) => heard.push(feed))
    const stop = watchFeeds(here)
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThan(0)
    heard.length = 0
    await publish(stage, item('from elsewhere'))
    await expect.poll(() => heard, { timeout: 10_000 }).toEqual([CATALOGUE])
    stop()
    await stage.close()
  })
})

describe.skipIf(postgresMissing)(
  `on a real PostgreSQL${postgresMissing === undefined ? '' : ` (${postgresMissing})`}`,
  () => {
    let postgres: Postgres
    let stage: Stage
    beforeAll(async () => {
      postgres = await startPostgres()
      stage = await openStage({ kind: 'url', url: postgres.url })
    })
    afterAll(async () => {
      await stage?.close()
      await postgres?.stop()
    })

    it('a reader that follows a feed under eight writers misses nothing', async () => {
      const terminal = await enrolTerminal(stage)
      const seen = new Set<string>()
      let writing = true
      const reader = (async () => {
        let checkpoint: Checkpoint | undefined
        for (let last = false; !last;) {
          last = !writing
          const page = await pullAll(stage, terminal, 'catalogue', checkpoint)
          for (const each of page.documents) seen.add(each.id)
          checkpoint = page.checkpoint
        }
      })()
      const written: string[] = []
      const writer = async (number: number): Promise<void> => {
        for (let count = 0; count < 40; count += 1) {
          const made = item(`${String(number)}-${String(count)}`)
          await publish(stage, made)
          written.push(made.id)
        }
      }
      await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(writer))
      writing = false
      await reader
      expect(written.filter((id) => !seen.has(id))).toEqual([])
      expect(seen.size).toBe(320)
    })

    it('terminals that sell the same items in opposite orders apply each sale once', async () => {
      const items = await stockItems(stage, [1_000_000, 1_000_000, 1_000_000])
      const push = async (turned: boolean): Promise<string[]> => {
        const terminal = await enrolTerminal(stage)
        const journal = new Journal(terminal)
        journal.open()
        const sold = (turned ? items.toReversed() : items).map((each) => ({
          item: each,
          quantity: 1000,
        }))
        for (let sale = 0; sale < 15; sale += 1) journal.append(saleFact(stage.shop, sold))
        const both = [journal.entries, journal.entries.toReversed()]
        await Promise.all(both.map((entries) => receive(stage.backend, terminal, entries)))
        return receive(stage.backend, terminal, journal.entries)
      }
      const answers = await Promise.all([false, true, false, true, false, true].map(push))
      expect(new Set(answers.flat())).toEqual(new Set(['known']))
      const levels = await stage.backend.database
        .selectFrom('inventory_level')
        .select(['item', 'on_hand'])
        .where('item', 'in', items)
        .execute()
      expect(levels.map((each) => each.on_hand)).toEqual([910_000, 910_000, 910_000])
      const feed = await stage.backend.database
        .selectFrom('feed')
        .select('n')
        .where('tenant', '=', stage.shop.tenant)
        .where('name', '=', stockFeed(stage.shop.store))
        .executeTakeFirstOrThrow()
      // Three openings, and three levels for each of ninety sales: no number was given twice or
      // left out.
      expect(feed.n).toBe(3 + 6 * 15 * 3)
    })

    it('entries of eight terminals, in any order and doubled, take effect once each', async () => {
      const [roads = []] = fc.sample(fc.array(road, { minLength: 8, maxLength: 8 }), {
        ...{ numRuns: 1, seed: 20_260_530 },
      })
      await arrive(stage, roads)
    })

    it('two processes that start at once migrate an empty database once', async () => {
      const name = `fresh_${random.id().replaceAll('-', '')}`
      await sql.raw(`create database ${name}`).execute(stage.backend.database)
      const url = postgres.url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)
      const opened = await Promise.all(
        [1, 2, 3].map(() => openDatabase({ kind: 'url', url }, clock)),
      )
      for (const each of opened) {
        expect(each.ok).toBe(true)
        if (each.ok) await each.value.close()
      }
    })
  },
)
