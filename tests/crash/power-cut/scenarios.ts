/** The life of one till, recorded in pieces; each piece begins where the one before ended. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countAndClose } from '../../closing.ts'
import { programOf } from '../../programs.ts'
import { openTill, type Place } from '../stage.ts'
import { makeOlder } from './older.ts'
import { record, type Recording } from './record.ts'
import { recordTill, sell, type Ground } from './till.ts'

export interface Scenario {
  /** As the figures name it. */
  readonly name: string
  readonly record: (ground: Ground, place: Place, sales: number) => Promise<Recording>
}

/** From an empty folder: made, migrated, enrolled, sold on, and switched off in good order. */
const selling: Scenario = {
  name: 'first start and selling',
  record: (ground, place, sales) =>
    recordTill(ground, place, async (screen) => {
      await openTill(screen)
      await sell(screen, sales)
    }),
}

const closing: Scenario = {
  name: 'till close',
  record: (ground, place) =>
    recordTill(ground, place, async (screen) => {
      await sell(screen, 1)
      await countAndClose(screen.api, 10_000)
      await openTill(screen)
      await sell(screen, 1)
    }),
}

/** Stands before the close: the first version closed no tills. */
const migration: Scenario = {
  name: 'migration',
  record: (ground, place) => {
    makeOlder(join(place.folder, 'terminal.db'))
    return recordTill(ground, place, (screen) => sell(screen, 2))
  },
}

const KEEPER = fileURLToPath(new URL('keeper.ts', import.meta.url))

const backup: Scenario = {
  name: 'backup',
  record: async (_ground, { folder }) =>
    record({ folder, script: await programOf(KEEPER), args: ['backup', folder] }),
}

/** The backup is of this very state, so that whichever of the two is found holds everything. */
const restore: Scenario = {
  name: 'restore',
  record: async (_ground, { folder }) =>
    record({ folder, script: await programOf(KEEPER), args: ['restore', folder] }),
}

export const SCENARIOS: readonly Scenario[] = [selling, migration, closing, backup, restore]

const FORGETFUL = fileURLToPath(new URL('forgetful.ts', import.meta.url))

/** The same selling by a core that acknowledges what it has not synced. It must be found out. */
export const canary: Scenario = {
  name: 'canary',
  record: (ground, place, sales) =>
    recordTill(
      ground,
      place,
      async (screen) => {
        await openTill(screen)
        await sell(screen, sales)
      },
      FORGETFUL,
    ),
}
