/**
 * Opens the terminal's store: lock, connection, migrations, checks, and the tables of the trade
 * over it.
 */
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Machine } from '../ports/machine.ts'
import { StoreFailure } from '../ports/store.ts'
import { composeStore, proveWritable, type ComposedStore, type StoreParts } from './compose.ts'
import { openConnection, type Connection } from './connection.ts'
import { checkJournalTail, checkKey, checkNumbers } from './journal-tail.ts'
import { takeLock } from './lock.ts'
import { migrate, readMigrations } from './migrations.ts'
import { finishSwap } from './recovery/swap.ts'
import { createReserve, NO_RESERVE, type KeptReserve } from './reserve.ts'
import { giveSettled, isSettled, takeBackSettled } from './settled.ts'
import { asStoreFailure, withSoundSchema, withStoreFailures } from './sqlite-failure.ts'
import { standFirm } from './stand.ts'
import { checkJournal, checkPages } from './thorough.ts'
import { askWitness, openWitness } from './witness.ts'

export interface StoreOptions extends StoreParts {
  /** The database; made where there is none, with its folder. `<file>.lock` stands beside it. */
  readonly file: string
  /** The folder of the SQL files, `migrations/terminal` or where the packaged app keeps it. */
  readonly migrations: string
  /** Reads and verifies the whole file before it is trusted: after a disk failed under it. */
  readonly isThorough?: boolean
  /** Where it lives: a file that was copied goes on under new numbers. Not asked without. */
  readonly machine?: Machine | undefined
  /** Whether room on the disk is kept for a sale that is under way when it fills up. */
  readonly keepsReserve?: boolean
  /** Whether closing tells installers that nothing is unsent, where that is so. */
  readonly tellsSettled?: boolean
}

export interface TerminalStore extends ComposedStore {
  /** Lets go of file and lock; the store is of no use afterwards. Does nothing the second time. */
  close(): void
}

/** Opens the store, or throws `StoreFailure` before anything could be sold on unsafe ground. */
export function openStore(options: StoreOptions): TerminalStore {
  return withStoreFailures(() => {
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 })
    const lock = takeLock(options.file)
    try {
      finishSwap(options.file)
      takeBackSettled(options.file)
      refuseVanished(options.file)
      const connection = openSound(options)
      const witness = openWitness(options.file)
      let isOpen = true
      const close = (): void => {
        if (!isOpen) return
        isOpen = false
        const settled = options.tellsSettled === true && isSettled(connection)
        connection.close()
        witness.close()
        if (settled) giveSettled(options.file)
        lock.release()
      }
      try {
        const store = withSoundSchema(() =>
          composeStore(connection, options, openReserve(options), witness.saw),
        )
        const { file, machine, log, clock } = options
        standFirm({ file, connection, store, machine, witness, log, now: clock.now })
        return { ...store, close }
      } catch (error) {
        close()
        throw error
      }
    } catch (error) {
      lock.release()
      throw error
    }
  })
}

/**
 * A read of the first page that fails once looks like damage to SQLite: only a file that is found
 * damaged twice is treated as such.
 */
function openSound(options: StoreOptions): Connection {
  try {
    return openMigrated(options)
  } catch (error) {
    const failure = asStoreFailure(error)
    if (!(failure instanceof StoreFailure) || failure.code !== 'database-damaged') throw failure
    options.log.warn('the database looks damaged: it is opened once more', {
      problem: failure.message,
    })
    return openMigrated(options)
  }
}

/**
 * SQLite makes what is not there, and deletes the log of an empty file; but a terminal that was one
 * before has lost its database.
 */
function refuseVanished(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 0 || !askWitness(file)) return
  throw new StoreFailure('database-damaged', 'the database is gone')
}

function openMigrated(options: StoreOptions): Connection {
  const { file, migrations, secrets, clock, isThorough } = options
  const connection = openConnection(file)
  try {
    if (isThorough === true) checkPages(connection)
    migrate(connection, readMigrations(migrations), clock.now())
    checkJournalTail(connection)
    checkNumbers(connection)
    checkKey(connection, secrets)
    if (isThorough === true) checkJournal(file)
    // A disk that is full or read-only is found before the first customer, not at the first sale.
    proveWritable(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Made where there is room; a terminal that has none yet says so, and looks for it. */
function openReserve({ file, random, keepsReserve }: StoreOptions): KeptReserve {
  if (keepsReserve !== true) return NO_RESERVE
  const reserve = createReserve(file, random)
  try {
    reserve.restore()
  } catch (error) {
    if (!(error instanceof StoreFailure && error.code === 'disk-full')) throw error
  }
  return reserve
}
