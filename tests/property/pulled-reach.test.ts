/**
 * A till that dies anywhere in a pull, and a backend that is restored at any time: whoever has
 * pulled all there is shows what there is.
 */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FeedCheckpoint, PullAsked, PullPage } from '../../src/ports/backend-link.ts'
import { createPulledReach } from '../../src/store/pulled-reach.ts'
import { isWhole, pullPage, sweep } from '../../src/sync/reaching.ts'
import type { PulledPlace, ReachingOptions } from '../../src/sync/reaching.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 300 }
const MIGRATIONS = ['0630_keep_pulled_reach.sql', '0650_sweep_pulled_rows.sql'].map((name) =>
  readFileSync(new URL(`../../migrations/terminal/${name}`, import.meta.url), 'utf8'),
)
const FEED = 'stock/one'
/** Pages of two: a pull of all rows has several. */
const PAGE = 2
const FIRST = ['a', 'b', 'c', 'd', 'e']
/** The last are new, and may be gone again. */
const ids = fc.constantFrom(...FIRST, 'f', 'g')

type Change =
  | { readonly does: 'write'; readonly id: string }
  | { readonly does: 'copy' | 'restore' | 'begins' | 'waits' }
type Act = Change | { readonly does: 'pull'; readonly dies: number; readonly meanwhile: Change[] }

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('write'), id: ids }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('copy', 'restore', 'restore', 'begins', 'waits'),
    }),
  },
)
const act: fc.Arbitrary<Act> = fc.oneof(
  change,
  fc.record({
    does: fc.constant('pull'),
    // Most end in the middle; a pull of all has fewer steps than the most of these.
    dies: fc.integer({ min: 1, max: 18 }),
    meanwhile: fc.array(change, { maxLength: 3 }),
  }),
)

interface Kept {
  generation: number
  readonly rows: Map<string, { readonly n: number; readonly value: number }>
  readonly marks: string[]
}

/** A feed by the rules of the backend's: of one row a number, and a mark for each. */
class Feed {
  #now: Kept = { generation: 1, rows: new Map(), marks: [] }
  #copy: Kept = structuredClone(this.#now)
  #generations = 1
  #writes = 0
  /** A new generation begins at most once an hour. */
  #mayBegin = true

  change(what: Change): void {
    if (what.does === 'write') this.write(what.id)
    else if (what.does === 'copy') this.#copy = structuredClone(this.#now)
    else if (what.does === 'restore') this.#now = structuredClone(this.#copy)
    else this.#mayBegin = what.does === 'begins'
  }

  write(id: string): void {
    const { rows, marks } = this.#now
    this.#writes += 1
    marks.push(`mark ${String(this.#writes)}`)
    rows.set(id, { n: marks.length, value: this.#writes })
  }

  get rows(): Record<string, number> {
    return Object.fromEntries([...this.#now.rows].map(([id, { value }]) => [id, value]))
  }

  isEnd({ generation, n, mark }: FeedCheckpoint): boolean {
    const end = this.#at(this.#now.marks.length)
    return generation === end.generation && n === end.n && mark === end.mark
  }

  #at(n: number): FeedCheckpoint {
    const { generation, marks } = this.#now
    return { feed: FEED, generation: String(generation), n, mark: marks[n - 1] }
  }

  #isOfNow(place: FeedCheckpoint | undefined): boolean {
    return place?.generation === String(this.#now.generation)
  }

  #isGone(place: FeedCheckpoint | undefined): boolean {
    return place !== undefined && this.#isOfNow(place) && place.mark !== this.#at(place.n).mark
  }

  pull({ after, seen, limit }: PullAsked): PullPage {
    const isGone = this.#isGone(after) || this.#isGone(seen)
    if (isGone && this.#mayBegin) {
      this.#generations += 1
      this.#now.generation = this.#generations
      this.#mayBegin = false
    }
    const isKnown = this.#isOfNow(after) && (!seen || this.#isOfNow(seen))
    const start = isKnown && !isGone ? (after?.n ?? 0) : 0
    const rows = [...this.#now.rows]
      .filter(([, row]) => row.n > start)
      .toSorted(([, a], [, b]) => a.n - b.n)
      .slice(0, limit)
    const last = rows.at(-1)?.[1].n ?? start
    return {
      documents: rows.map(([id, { value }]) => ({ id, value, _deleted: false })),
      checkpoint: this.#at(last),
      end: this.#at(this.#now.marks.length),
      isAnew: after !== undefined && after.n !== start,
    }
  }
}

class Died extends Error {}

/** Rows and place as RxDB stores them: the place last, and never one without rows. */
class Till {
  readonly #connection = new Database(':memory:')
  readonly #reach
  readonly #statements
  #place: PulledPlace | undefined

  constructor() {
    const connection = this.#connection
    connection.exec('CREATE TABLE stock (id TEXT PRIMARY KEY, deleted INTEGER, value INTEGER)')
    for (const migration of MIGRATIONS) connection.exec(migration)
    this.#reach = createPulledReach(connection, { run: (work) => connection.transaction(work)() })
    this.#statements = {
      store: connection.prepare<[string, number]>('INSERT OR REPLACE INTO stock VALUES (?, 0, ?)'),
      remove: connection.prepare<[string]>('UPDATE stock SET deleted = 1 WHERE id = ?'),
      rows: connection
        .prepare<[], [string, number]>('SELECT id, value FROM stock WHERE deleted = 0')
        .raw(),
    }
  }

  get rows(): Record<string, number> {
    return Object.fromEntries(this.#statements.rows.all())
  }

  async pull(feed: Feed, dies: number, meanwhile: readonly Change[]): Promise<void> {
    const changes = [...meanwhile]
    let steps = 0
    const step = (): void => {
      steps += 1
      if (steps === dies) throw new Died()
    }
    const link: ReachingOptions['link'] = {
      pull(_, asked) {
        const next = changes.shift()
        if (next) feed.change(next)
        return Promise.resolve(feed.pull(asked))
      },
    }
    const options: ReachingOptions = { name: 'stock', link, reach: this.#reach }
    const { store, remove } = this.#statements
    const removing = async (gone: string[]): Promise<void> => {
      for (const id of gone) {
        remove.run(id)
        step()
      }
    }
    const turn = async (): Promise<void> => step()
    for (let place = this.#place; ;) {
      const page = await pullPage(options, place, PAGE)
      step()
      if (page.documents.length < PAGE) await sweep({ ...options, turn, remove: removing })
      if (page.documents.length === 0) return
      for (const { id, value } of page.documents) {
        store.run(id, Number(value))
        step()
      }
      place = page.checkpoint
      this.#place = place
      step()
      if (page.documents.length < PAGE) return
    }
  }

  close(): void {
    this.#connection.close()
  }

  hasAll(feed: Feed): boolean {
    const place = this.#place
    if (place === undefined || this.#reach.isSweepDue('stock')) return false
    return isWhole(this.#reach.of('stock'), place) && feed.isEnd(place)
  }
}

it('a till shows no row of a state that a restored backend lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
      const [feed, till] = [new Feed(), new Till()]
      for (const id of FIRST) feed.write(id)
      feed.change({ does: 'copy' })
      for (const each of acts) {
        if (each.does !== 'pull') feed.change(each)
        else await till.pull(feed, each.dies, each.meanwhile).catch(onlyDeath)
        if (till.hasAll(feed)) expect(till.rows).toEqual(feed.rows)
      }
      // In the end nobody dies, and one pull after another brings it to where the backend is.
      for (let pulls = 0; pulls < 3; pulls += 1) await till.pull(feed, Infinity, [])
      expect([till.hasAll(feed), till.rows]).toEqual([true, feed.rows])
      till.close()
    }),
    SETTINGS,
  )
})

function onlyDeath(error: unknown): void {
  if (!(error instanceof Died)) throw error
}
