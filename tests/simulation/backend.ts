/**
 * The real backend over one database in memory, which all seeds of a process share one after the
 * other: emptied, not opened anew. A restart drops all that the process held.
 */
import { openAsBlob } from 'node:fs'
import { Kysely, PGliteDialect, sql } from 'kysely'
import type { Backend } from '../../src/backend/backend.ts'
import { openMemory } from '../../src/backend/database/embedded.ts'
import type { OpenDatabase } from '../../src/backend/database/open.ts'
import type { Database } from '../../src/backend/database/schema.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { type Chance, randomOf } from './chance.ts'
import type { Faults } from './faults.ts'
import { disturbed } from './mischief.ts'
import type { Destination } from './network.ts'
import { type Observer, logTo } from './observer.ts'
import { Power, PowerCut } from './power.ts'
import { prepared } from './prepared.ts'
import { createServer, type Server } from './server.ts'
import type { HttpAnswer, HttpRequest } from './till/protocol.ts'
import { quickHasher } from './shop.ts'
import type { Timeline } from './timeline.ts'

/** Where a request asks for the time it may be cut off; this is how often it may ask before. */
const PASSES_MOST = 6

export type SharedDatabase = OpenDatabase

export interface BackendParts {
  readonly shared: SharedDatabase
  readonly timeline: Timeline
  readonly chance: Chance
  readonly observer: Observer
  readonly faults: Faults
}

/** `template` is the file of an empty database, with all its migrations. */
export async function openSharedDatabase(template: string): Promise<SharedDatabase> {
  const pglite = prepared(await openMemory(await openAsBlob(template)))
  const database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  return { database, close: () => database.destroy() }
}

/** The names of all tables that hold what terminals and shops made. */
export async function tablesOf({ database }: SharedDatabase): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name <> 'migration' order by 1
  `.execute(database)
  return rows.map(({ name }) => name)
}

export class SimulatedBackend implements Destination {
  readonly #parts: BackendParts
  #power = new Power()
  #process: Backend
  #server: Server
  /** Grows with whatever may have changed the database: a request, handled or not, or a restore. */
  changes = 0
  /** A copy of the database is kept, which it may be restored from. */
  hasCopy = false
  /** Virtual ms at which it was last restored. */
  restoredAt = 0

  private constructor(parts: BackendParts) {
    this.#parts = parts
    this.#process = this.#begin()
    this.#server = createServer(this.#process)
  }

  /** Begins with an empty database. */
  static async begin(parts: BackendParts): Promise<SimulatedBackend> {
    const { database } = parts.shared
    const tables = (await tablesOf(parts.shared)).map((name) => sql.table(name))
    await sql`truncate ${sql.join(tables)}`.execute(database)
    return new SimulatedBackend(parts)
  }

  get process(): Backend {
    return this.#process
  }

  get shared(): SharedDatabase {
    return this.#parts.shared
  }

  /** It will die in the middle of one of the next requests: wherever that asks for the time. */
  doom(): void {
    this.#power.arm('backend-death', this.#parts.chance.between(1, PASSES_MOST))
  }

  /** It goes on from its copy. */
  restored(): void {
    this.changes += 1
    this.hasCopy = false
    this.restoredAt = this.#parts.timeline.elapsed
    this.restart()
  }

  restart(): void {
    this.#power.cut('backend-death')
    this.#process = this.#begin()
    this.#server = createServer(this.#process)
  }

  /** Undefined where the backend died over the request; it is up again then. */
  async answer(request: HttpRequest): Promise<HttpAnswer | undefined> {
    const [server, power] = [this.#server, this.#power]
    this.changes += 1
    try {
      const answered = await disturbed(request, (each) => server.answer(each), this.#parts)
      if (!power.isOut) return answered
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
    }
    if (power === this.#power) {
      this.#parts.faults.happened('backend-death')
      this.restart()
    }
    return undefined
  }

  listen(request: HttpRequest, tell: (text: string) => void): Promise<(() => void) | undefined> {
    return this.#server.listen(request, tell)
  }

  #begin(): Backend {
    const { chance, observer, shared, timeline } = this.#parts
    const power = new Power()
    this.#power = power
    const clock = timeline.clock()
    const now = (): number => {
      power.pass('backend-death')
      return clock.now()
    }
    const log = logTo(observer, 'backend', () => power.isOut)
    return {
      // Another object for each life: what a process remembers of its database dies with it.
      database: shared.database.withoutPlugins(),
      clock: { ...clock, now },
      random: randomOf(chance, clock.now),
      log,
      changes: createChanges(log),
      pins: quickHasher,
    }
  }
}
