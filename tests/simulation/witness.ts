/** A terminal's file, read through a connection beside its core's own. */
import type Database from 'better-sqlite3'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import { composeStore, type ComposedStore } from '../../src/store/compose.ts'
import { isWhole, type PulledPlace } from '../../src/sync/reaching.ts'
import { toSealedEntry } from '../../src/store/document-shapes.ts'
import type { Row } from '../../src/store/document-table.ts'

/** Where a feed of the backend stands. */
export interface FeedEnd {
  readonly generation: string
  readonly n: number
  readonly mark: string
}

export class Witness {
  readonly connection: Database.Database
  /** The store's own reading, over this connection. */
  readonly store: ComposedStore
  /** A number of SQLite's own that changes with every commit of somebody else. */
  readonly #version: Database.Statement<[], number>
  readonly #entries: Database.Statement<[], Row>
  readonly #confirmed: Database.Statement<[], [number, number]>
  readonly #checkpoint: Database.Statement<[string], string>

  constructor(connection: Database.Database) {
    this.connection = connection
    this.store = composeStore(connection, {
      secrets: { keyId: '', publicKey: '', sign: forbidden, credential: forbidden },
      clock: { now: forbidden, elapsed: forbidden, after: forbidden, sleep: forbidden },
      random: { bytes: (count) => new Uint8Array(count), id: forbidden },
      log: { info: forbidden, warn: forbidden, error: forbidden },
    })
    this.#version = connection.prepare<[], number>('PRAGMA data_version').pluck()
    this.#entries = connection.prepare('SELECT * FROM journal ORDER BY epoch_ordinal, seq')
    this.#confirmed = connection
      .prepare<[], [number, number]>('SELECT epoch_ordinal, seq FROM confirmed_head')
      .raw()
    this.#checkpoint = connection
      .prepare<[string], string>(
        `SELECT data ->> '$.checkpointData' FROM rx_document
         WHERE data ->> '$.checkpointData.feed' = ? ORDER BY rx_seq DESC LIMIT 1`,
      )
      .pluck()
  }

  version(): number {
    return this.#version.get() ?? 0
  }

  /** The whole journal, all epochs. */
  entries(): readonly SealedEntry[] {
    return this.#entries.all().map(toSealedEntry)
  }

  /** Per epoch's ordinal, up to which seq the backend confirmed. */
  confirmed(): ReadonlyMap<number, number> {
    return new Map(this.#confirmed.all())
  }

  /**
   * How far a feed was pulled, as RxDB has it in its own bookkeeping; undefined where the till
   * knows that it has, or may have, rows of another place.
   */
  checkpoint(feed: string): PulledPlace | undefined {
    const text = this.#checkpoint.get(feed)
    const place = text === undefined ? undefined : (JSON.parse(text) as PulledPlace)
    const { reach } = this.store
    const collection = feed.split('/')[0] ?? ''
    if (reach.isSweepDue(collection)) return undefined
    return place && isWhole(reach.of(collection), place) ? place : undefined
  }

  /** All that the feed holds was pulled: the same number may have been given to something else. */
  hasAll(feed: string, { generation, n, mark }: FeedEnd): boolean {
    const place = this.checkpoint(feed)
    return place?.generation === generation && place.n === n && (place.mark ?? mark) === mark
  }

  count(table: string): number {
    return this.connection.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0
  }

  close(): void {
    this.connection.close()
  }
}

function forbidden(): never {
  throw new Error('a witness only reads')
}
