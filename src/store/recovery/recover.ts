/**
 * Puts a damaged database together again: the newest backup that verifies, what the damaged file
 * still proves, and a new epoch. Nothing is deleted, nothing is given a number that may have been
 * given, and what is missing is named.
 */
import { basename, dirname, join } from 'node:path'
import type { Head, SealedEntry } from '../../domain/journal/entry.ts'
import { compactInstant } from '../../domain/time.ts'
import type { Identity } from '../../ports/identity.ts'
import type { Missing } from '../../ports/standing.ts'
import type { Machine } from '../../ports/machine.ts'
import { StoreFailure } from '../../ports/store.ts'
import { backupFolderOf, listBackups } from '../backup-folder.ts'
import { placeOf, writeBinding } from '../binding.ts'
import type { ComposedStore } from '../compose.ts'
import type { Connection } from '../connection.ts'
import { writeWhole } from '../durable.ts'
import { writeEntriesFiles } from '../entries-file.ts'
import { takeLock } from '../lock.ts'
import { prepareKeeping } from '../recovered.ts'
import { withStoreFailures } from '../sqlite-failure.ts'
import { prepareRecovery } from '../standing.ts'
import { verifyJournal, type Verification } from '../verify.ts'
import { createFold } from '../verify/fold.ts'
import { isRight } from '../verify/sealed-row.ts'
import { askWitness } from '../witness.ts'
import { findMissing } from './missing.ts'
import { prepareDatabase, type PreparedOptions } from './prepared.ts'
import { prepareReplay, settleUnfinished } from './replay.ts'
import { rowOf, salvage, type Saved } from './salvage.ts'
import { finishSwap, preparedOf, swap } from './swap.ts'

export interface RecoverOptions extends PreparedOptions {
  readonly machine?: Machine | undefined
}

export interface Recovered {
  /** The backup that it stands on; undefined where none verified. */
  readonly from: string | undefined
  /** Entries that were appended to it, and those that stand behind a gap and are only sent. */
  readonly appended: number
  readonly kept: number
  readonly missing: readonly Missing[]
  /** False where nothing could say whose database it was: the terminal is to be enrolled. */
  readonly isKnown: boolean
}

/** Throws what the disk throws, and `StoreFailure` 'second-instance' while it is open elsewhere. */
export function recoverDatabase(options: RecoverOptions): Recovered {
  return withStoreFailures(() => {
    const { file, clock, log } = options
    const lock = takeLock(file)
    try {
      finishSwap(file)
      const stamp = compactInstant(clock.now())
      const base = newestBackup(file)
      const known = base?.verified.heads ?? []
      const keys = [
        options.secrets.publicKey,
        ...(base?.verified.end ? [base.verified.end.publicKey] : []),
      ]
      const saved = salvage(file, known, keys)
      const recovered = rebuild(options, base, saved, stamp)
      swap(file, `${basename(file)}.damaged-${stamp}`)
      const { from, appended, kept, missing, isKnown } = recovered
      log.error('the database was damaged and is put together again', {
        ...{ from: from ?? 'nothing', appended, kept, isKnown },
        missing: missing.map(wordsOf).join(', '),
      })
      return recovered
    } finally {
      lock.release()
    }
  })
}

interface Base {
  readonly file: string
  readonly verified: Verification
}

/** The newest whole copy; one that does not verify is passed over. */
function newestBackup(file: string): Base | undefined {
  for (const { file: copy } of listBackups(backupFolderOf(file))) {
    try {
      const verified = verifyJournal(copy)
      if (verified.broken === undefined && verified.end) return { file: copy, verified }
    } catch {
      // A copy that is no database is not the one that is looked for.
    }
  }
  return undefined
}

function rebuild(
  options: RecoverOptions,
  base: Base | undefined,
  saved: readonly Saved[],
  stamp: string,
): Recovered {
  const { file, machine, clock, secrets } = options
  const folder = dirname(file)
  return prepareDatabase(options, base?.file, (connection, store) => {
    const identity = whoItIs(options, store, saved)
    const nothing = { from: base?.file, appended: 0, kept: 0, missing: [], isKnown: false }
    if (!identity) {
      keepUnclaimed(saved, options, join(folder, `recovered-${stamp}.entries`))
      return { ...nothing, kept: saved.length }
    }
    const at = clock.now()
    if (!store.identity.current()) claim(connection, identity)
    const strays = append(connection, store, { saved, base, identity })
    const witness = askWitness(file)?.head
    const heads = store.delivery.heads(500)
    const missing = findMissing({ heads, strays, witness, saved })
    store.transaction(() => {
      settleUnfinished(connection)
      connection.exec('DELETE FROM binding')
      if (machine) writeBinding(connection, placeOf(preparedOf(file), machine))
      const keep = prepareKeeping(connection)
      for (const { sealed } of strays) keep(sealed)
      prepareRecovery(connection)({ at, missing })
      const previous = lastKnown(heads[0], strays, witness)
      store.delivery.renew('restored', previous ? { previous } : {})
    })
    if (strays.length > 0) {
      const path = join(folder, `recovered-${stamp}.entries`)
      writeEntriesFiles(sealedOf(strays), { path, identity, signer: secrets, at })
    }
    const appended = saved.length - strays.length
    const told = { ...nothing, appended, kept: strays.length, missing, isKnown: true }
    writeWhole(join(folder, `recovery-${stamp}.json`), `${JSON.stringify({ at, ...told })}\n`)
    return told
  })
}

/** From the backup, from the file beside the database, or from what the entries themselves say. */
function whoItIs(
  { file }: RecoverOptions,
  store: ComposedStore,
  saved: readonly Saved[],
): Identity | undefined {
  const known = store.identity.current() ?? askWitness(file)?.identity
  if (known) return known
  for (const { entry } of saved) {
    if (entry.kind !== 'sale-completed') continue
    const { tenant, store: shop, terminal, body } = entry
    const [terminalCode = ''] = body.receipt.split('-')
    return { tenant, store: shop, terminal, terminalCode }
  }
  return undefined
}

function claim(connection: Connection, identity: Identity): void {
  connection
    .prepare<[Identity]>(
      `INSERT INTO terminal_identity (only, tenant, store, terminal, terminal_code)
       VALUES (1, @tenant, @store, @terminal, @terminalCode)`,
    )
    .run(identity)
}

interface Appending {
  readonly saved: readonly Saved[]
  readonly base: Base | undefined
  readonly identity: Identity
}

/** Appends what follows without a gap; answers the rest. */
function append(
  connection: Connection,
  store: ComposedStore,
  { saved, base, identity }: Appending,
): readonly Saved[] {
  const fold = createFold(identity, base?.verified.end)
  const replay = prepareReplay(connection, store)
  const strays: Saved[] = []
  for (const each of saved) {
    const { sealed, entry } = each
    const taken = strays.length > 0 ? 'a gap before it' : fold.take(rowOf(sealed))
    const proof = { hash: sealed.hash, signature: sealed.signature }
    const isNext = typeof taken !== 'string' && isRight({ ...proof, key: taken.key.key })
    if (!isNext || !isTaken(() => replay(sealed, entry))) strays.push(each)
  }
  return strays
}

/** What the books refuse stands on what is lost; a disk that gives way is no such thing. */
function isTaken(replay: () => void): boolean {
  try {
    replay()
    return true
  } catch (error) {
    if (error instanceof StoreFailure) throw error
    return false
  }
}

function lastKnown(
  head: Head | undefined,
  strays: readonly Saved[],
  witness: Head | undefined,
): Head | undefined {
  const seen = strays.map(({ sealed }): Head => {
    const { epoch, seq, hash } = sealed
    return { epoch, seq, hash }
  })
  const all = [...(head ? [head] : []), ...seen, ...(witness ? [witness] : [])]
  return all.toSorted((a, b) => a.epoch.ordinal - b.epoch.ordinal || a.seq - b.seq).at(-1)
}

/** Nobody's entries still are somebody's sales: they are kept beside, for who can tell. */
function keepUnclaimed(saved: readonly Saved[], options: RecoverOptions, path: string): void {
  const [first] = saved
  if (!first) return
  const { tenant, store, terminal } = first.entry
  const identity = { tenant, store, terminal, terminalCode: '' }
  const { secrets, clock } = options
  writeEntriesFiles(sealedOf(saved), { path, identity, signer: secrets, at: clock.now() })
}

function sealedOf(saved: readonly Saved[]): SealedEntry[] {
  return saved.map(({ sealed }) => sealed)
}

function wordsOf({ epoch, from, to }: Missing): string {
  return `${String(epoch)}: ${String(from)} to ${to === null ? 'unknown' : String(to)}`
}
