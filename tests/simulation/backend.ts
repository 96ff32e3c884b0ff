/**
 * The real intake, feeds and inventory over one database in memory, which all seeds of a run share
 * one after the other: emptied, not opened anew. A restart drops all that the process held.
 */
import { sql } from 'kysely'
import { terminalOf } from '../../src/backend/access/principal.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { openDatabase, type OpenDatabase } from '../../src/backend/database/open.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { systemClock } from '../../src/system/clock.ts'
import { type Chance, randomOf } from './chance.ts'
import { answer } from './link.ts'
import type { Faults } from './faults.ts'
import { type Observer, logTo } from './observer.ts'
import { Power, PowerCut } from './power.ts'
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

export async function openSharedDatabase(): Promise<SharedDatabase> {
  const opened = await openDatabase({ kind: 'memory' }, systemClock({ holdsProcess: false }))
  if (!opened.ok) throw new Error(opened.failure.code)
  return opened.value
}

/** The names of all tables that hold what terminals and shops made. */
export async function tablesOf({ database }: SharedDatabase): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_name <> 'migration' order by 1
  `.execute(database)
  return rows.map(({ name }) => name)
}

export class SimulatedBackend {
  readonly #parts: BackendParts
  #power = new Power()
  #process: Backend
  /** Grows with every request that was handled or died. */
  handled = 0

  private constructor(parts: BackendParts) {
    this.#parts = parts
    this.#process = this.#begin()
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

  restart(): void {
    this.#process = this.#begin()
  }

  /** Undefined where the backend died over the request; it is up again then. */
  async answer(credential: string, text: string): Promise<string | undefined> {
    const life = this.#process
    this.handled += 1
    try {
      const sender = await terminalOf(life.database, credential)
      if (!sender) throw new Error('the credential of an enrolled terminal is not known')
      return await answer(life, sender, text)
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
      if (life === this.#process) {
        this.#parts.faults.happened('backend-death')
        this.restart()
      }
      return undefined
    }
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
      database: shared.database,
      clock: { ...clock, now },
      random: randomOf(chance, clock.now),
      log,
      changes: createChanges(log),
    }
  }
}
