/** Puts a backup in the place of a terminal's database, by a person's word. */
import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { compactInstant } from '../../domain/time.ts'
import type { Head } from '../../domain/journal/entry.ts'
import type { Machine } from '../../ports/machine.ts'
import { StoreFailure } from '../../ports/store.ts'
import { placeOf, writeBinding } from '../binding.ts'
import { openConnection } from '../connection.ts'
import { prepareIdentity } from '../enrolment.ts'
import { takeLock } from '../lock.ts'
import { withStoreFailures } from '../sqlite-failure.ts'
import { eachUnsent, exportUnsent, type Unsent } from '../unsent.ts'
import { verifyJournal, type Verification } from '../verify.ts'
import { openReadOnly } from '../verify/read-only.ts'
import { askWitness } from '../witness.ts'
import { writeEntriesFiles } from '../entries-file.ts'
import { prepareDatabase, type PreparedOptions } from './prepared.ts'
import { settleUnfinished } from './replay.ts'
import { salvage, type Saved } from './salvage.ts'
import { finishSwap, preparedOf, swap } from './swap.ts'

export interface RestoreOptions extends PreparedOptions {
  readonly backup: string
  /** Where what would be lost is written first; without it such a restore is refused. */
  readonly exportTo: string | undefined
  readonly machine?: Machine | undefined
}

export type Restored =
  | { readonly kind: 'refused'; readonly unsent: Unsent }
  | {
      readonly kind: 'restored'
      readonly head: Head
      /** The name that the replaced database has now; undefined where there was none. */
      readonly aside: string | undefined
      readonly exported: readonly string[]
    }

/**
 * Throws `StoreFailure`: 'second-instance' while the terminal runs, 'database-damaged' where the
 * backup does not verify or is another terminal's. Nothing is changed then.
 */
export function restoreBackup(options: RestoreOptions): Restored {
  return withStoreFailures(() => {
    const { file, backup } = options
    const lock = takeLock(file)
    try {
      finishSwap(file)
      const verified = verifyBackup(backup)
      const present = existsSync(file) ? lookAt(options, verified) : NOTHING
      checkOwner(backup, present)
      if (present.lost.entries > 0 && options.exportTo === undefined) {
        return { kind: 'refused', unsent: present.lost }
      }
      const exported = options.exportTo === undefined ? [] : present.write(options.exportTo)
      return { ...replace(options, lastKnown(options, present)), exported }
    } finally {
      lock.release()
    }
  })
}

/** What there is to lose in the present database. */
interface Present {
  readonly terminal: string | undefined
  readonly head: Head | undefined
  /** Unsent, and not in the backup. */
  readonly lost: Unsent
  readonly write: (path: string) => readonly string[]
}

const NOTHING: Present = {
  terminal: undefined,
  head: undefined,
  lost: { entries: 0, sales: 0 },
  write: () => [],
}

function verifyBackup(backup: string): Verification {
  const verified = verifyJournal(backup)
  const { broken, heads } = verified
  if (broken) {
    const told = `entry ${broken.seq} of epoch ${broken.epoch}: ${broken.reason}`
    throw new StoreFailure('database-damaged', `the backup does not verify: ${told}`)
  }
  if (heads.length === 0) throw new StoreFailure('database-damaged', 'the backup holds no entry')
  return verified
}

function checkOwner(backup: string, { terminal }: Present): void {
  const connection = openReadOnly(backup)
  const owner = prepareIdentity(connection)()
  connection.close()
  if (terminal === undefined || owner?.terminal === terminal) return
  throw new StoreFailure('database-damaged', 'the backup is of another terminal')
}

function lookAt(options: RestoreOptions, { heads }: Verification): Present {
  const { file } = options
  const ends = new Map(heads.map((head) => [head.epoch.id, head.seq]))
  const isLost = (entry: Saved['sealed']): boolean => entry.seq > (ends.get(entry.epoch.id) ?? 0)
  try {
    const lost = { entries: 0, sales: 0 }
    eachUnsent(file, (entry) => {
      if (isLost(entry)) count(lost, JSON.parse(entry.canonical) as Saved['entry'])
    })
    const { secrets, clock } = options
    const at = clock.now()
    const write: Present['write'] = (to) => exportUnsent(file, { to, secrets, at, only: isLost })
    return { ...whoIs(file), lost, write }
  } catch (error) {
    if (!(error instanceof StoreFailure && error.code === 'database-damaged')) throw error
    return lookAtDamaged(options, heads)
  }
}

function whoIs(file: string): Pick<Present, 'terminal' | 'head'> {
  const connection = openReadOnly(file)
  try {
    const { heads } = verifyJournal(file, { signatures: false })
    return { terminal: prepareIdentity(connection)()?.terminal, head: heads.at(-1) }
  } catch (error) {
    if (error instanceof Database.SqliteError) return { terminal: undefined, head: undefined }
    throw error
  } finally {
    connection.close()
  }
}

/** Of a damaged file all that can be had and the backup lacks may be unsent. */
function lookAtDamaged(options: RestoreOptions, heads: readonly Head[]): Present {
  const { file, secrets, clock } = options
  const saved = salvage(file, heads, [secrets.publicKey])
  const lost = { entries: 0, sales: 0 }
  for (const { entry } of saved) count(lost, entry)
  const last = saved.at(-1)
  if (!last) return NOTHING
  const { tenant, store, terminal } = last.entry
  return {
    terminal,
    head: { epoch: last.entry.epoch, seq: last.entry.seq, hash: last.sealed.hash },
    lost,
    write: (path) =>
      writeEntriesFiles(
        saved.map(({ sealed }) => sealed),
        {
          ...{ path, identity: { tenant, store, terminal, terminalCode: '' } },
          ...{ signer: secrets, at: clock.now() },
        },
      ),
  }
}

function count(sum: { entries: number; sales: number }, { kind }: Saved['entry']): void {
  sum.entries += 1
  if (kind === 'sale-completed') sum.sales += 1
}

/** The furthest that anybody here has seen. */
function lastKnown({ file }: RestoreOptions, { head }: Present): Head | undefined {
  const seen = askWitness(file)?.head
  if (!seen || !head) return seen ?? head
  const isFurther =
    seen.epoch.ordinal > head.epoch.ordinal ||
    (seen.epoch.ordinal === head.epoch.ordinal && seen.seq > head.seq)
  return isFurther ? seen : head
}

function replace(
  options: RestoreOptions,
  previous: Head | undefined,
): { readonly kind: 'restored'; readonly head: Head; readonly aside: string | undefined } {
  const { file, backup, machine, clock } = options
  const head = prepareDatabase(options, backup, (connection, store) =>
    store.transaction(() => {
      settleUnfinished(connection)
      connection.exec('DELETE FROM binding')
      if (machine) writeBinding(connection, placeOf(preparedOf(file), machine))
      const known = later(previous, store.journal.head())
      return store.delivery.renew('restored', { previous: known })
    }),
  )
  const aside = `terminal.db.replaced-${compactInstant(clock.now())}`
  const isThere = existsSync(file)
  if (isThere) foldLog(file)
  swap(file, aside)
  return { kind: 'restored', head, aside: isThere ? aside : undefined }
}

function later(known: Head | undefined, own: Head): Head {
  if (!known || known.epoch.ordinal < own.epoch.ordinal) return own
  return known.epoch.ordinal === own.epoch.ordinal && known.seq < own.seq ? own : known
}

/** The log goes into the database where that can be opened; where not, it is set aside with it. */
function foldLog(file: string): void {
  try {
    openConnection(file).close()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error
  }
}
