/**
 * Stands where RxDB's replication stands, with less patience: pushes slices of the journal in any
 * order, several at once, and pulls pages into the store. The comparison of heads is the real one.
 */
import type { Pulled } from '../../src/contract/backend/sync.ts'
import { checkpointSchema } from '../../src/contract/backend/sync.ts'
import {
  type BackendLink,
  type FeedCheckpoint,
  LinkFailure,
  type PullPage,
} from '../../src/ports/backend-link.ts'
import type { Log } from '../../src/ports/log.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { createHeadCheck, type HeadCheck } from '../../src/sync/head-check.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import { PowerCut } from './power.ts'

const PUSHES_AT_ONCE = 3
const SLICE_LONGEST = 6
const PAGE_LONGEST = 12
const PAGE_IN_CALM = 200

export interface DriverParts {
  readonly store: TerminalStore
  readonly link: BackendLink
  readonly chance: Chance
  readonly faults: Faults
  readonly log: Log
}

export class Driver {
  readonly #parts: DriverParts
  readonly #heads: HeadCheck
  readonly #busy = new Map<string, number>()

  constructor(parts: DriverParts) {
    const { link, log, store } = parts
    this.#parts = parts
    this.#heads = createHeadCheck({ link, log, delivery: store.delivery })
  }

  /** A slice from anywhere in the journal, mostly of what is not confirmed yet. */
  push(): boolean {
    const { store, link, chance, faults } = this.#parts
    const { epoch, seq: last } = store.journal.head()
    const { entries: unsent } = store.journal.unsent()
    const from = chance.between(chance.happens(0.8) ? last - unsent : 0, last)
    const slice = store.delivery.entriesAfter(epoch.id, from, chance.between(1, SLICE_LONGEST))
    if (slice.length === 0) return false
    return this.#start('push', PUSHES_AT_ONCE, async () => {
      const isTurned = slice.length > 1 && faults.strikes('reordered')
      if (isTurned) faults.happened('reordered')
      await link.push(isTurned ? slice.toReversed() : slice)
    })
  }

  /** The next page of a collection. */
  pull(collection: Pulled): boolean {
    const { link, chance, faults } = this.#parts
    return this.#start(`pull ${collection}`, 1, async () => {
      const limit = faults.calm ? PAGE_IN_CALM : chance.between(1, PAGE_LONGEST)
      this.#take(collection, await link.pull(collection, this.checkpoint(collection), limit))
    })
  }

  compareHeads(): boolean {
    return this.#start('heads', 1, () => this.#heads.compare())
  }

  /** It and the comparison take turns, as they do in the real synchronisation. */
  audit(): boolean {
    return this.#start('heads', 1, () => this.#heads.sendMissing())
  }

  /** How far a collection was pulled, as it stands in the store. */
  checkpoint(collection: Pulled): FeedCheckpoint | undefined {
    const text = this.#parts.store.settings.local(checkpointName(collection))
    return text === undefined ? undefined : checkpointSchema.parse(JSON.parse(text))
  }

  /** As RxDB does: the documents first, how far they reach in a transaction of its own. */
  #take(collection: Pulled, { documents, checkpoint }: PullPage): void {
    const { store } = this.#parts
    const kept = store.documents.of(collection)
    const rows = documents.map((pulled) => {
      const previous = kept.table.find(pulled.id)
      const revision = Number.parseInt(previous?._rev ?? '0', 10) + 1
      const document = {
        ...{ ...pulled, _attachments: {} },
        ...{ _meta: { lwt: (previous?._meta.lwt ?? 0) + 1 }, _rev: `${String(revision)}-pulled` },
      }
      return previous ? { previous, document } : { document }
    })
    const conflicts = store.transaction(() => kept.write(rows, 'pulled'))
    if (conflicts.length > 0) throw new Error('a pulled document met a conflict')
    store.transaction(() =>
      store.settings.setLocal(checkpointName(collection), JSON.stringify(checkpoint)),
    )
  }

  /** Begins what then goes on over many steps; false where as much of it is under way as may be. */
  #start(name: string, most: number, work: () => Promise<unknown>): boolean {
    const running = this.#busy.get(name) ?? 0
    if (running >= most) return false
    this.#busy.set(name, running + 1)
    work()
      .catch((error: unknown) => {
        if (error instanceof LinkFailure || error instanceof PowerCut) return
        this.#parts.log.error(`${name} failed`, { problem: String(error) })
      })
      .finally(() => this.#busy.set(name, (this.#busy.get(name) ?? 1) - 1))
    return true
  }
}

function checkpointName(collection: Pulled): string {
  return `simulated-pull-${collection}`
}
