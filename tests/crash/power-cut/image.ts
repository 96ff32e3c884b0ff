/**
 * What a till finds after the power cut, opened by the code that opens it in the shop. One place
 * serves all images: only what differs from the image before is written.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { terminalMigrations } from '../../../src/commands/folders.ts'
import { backupFolderOf, listBackups } from '../../../src/store/backup-folder.ts'
import { openStore } from '../../../src/store/open.ts'
import { fileSecrets } from '../../../src/system/secrets.ts'
import { clock, random, silent } from '../../backend/stage.ts'
import type { Survivor } from './disk.ts'
import { NOTHING_HELD, readHeld, type Held } from './held.ts'
import { Place } from './place.ts'
import { brokenJournal } from './proofs.ts'

/** What one image turned out to be, whatever was promised. */
export interface Found {
  readonly held: Held
  /** Of the files that are there. */
  readonly paths: ReadonlySet<string>
  /** What is not whole; undefined where all is. */
  readonly corrupt: string | undefined
}

/** Images that were judged lately: a cut that changes nothing on the disk finds the same. */
const REMEMBERED = 500

/** Judges the images of one disk, one after the other. */
export class Images {
  readonly #place: Place
  readonly #folder: string
  readonly #judged = new Map<string, Found>()
  /** How many had to be opened. */
  opened = 0

  constructor() {
    const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
    this.#folder = join(mkdtempSync(join(memory, 'holdfast-power-cut-')), 'terminal')
    mkdirSync(this.#folder)
    this.#place = new Place(this.#folder)
  }

  judge(files: ReadonlyMap<string, Survivor>): Found {
    // The shared memory of readers is made anew by the first who opens the database.
    const image = new Map([...files].filter(([path]) => !path.endsWith('-shm')))
    const key = [...image].map(([path, file]) => `${path} ${file.key}`).join('\n')
    const known = this.#judged.get(key)
    if (known) return known
    this.opened += 1
    this.#place.hold(image)
    const found = { ...judgeFolder(this.#folder), paths: new Set(image.keys()) }
    this.#judged.set(key, found)
    const [oldest] = this.#judged.keys()
    if (this.#judged.size > REMEMBERED && oldest !== undefined) this.#judged.delete(oldest)
    return found
  }

  close(): void {
    rmSync(join(this.#folder, '..'), { recursive: true, force: true })
  }
}

type Judged = Pick<Found, 'held' | 'corrupt'>

function judgeFolder(folder: string): Judged {
  const file = join(folder, 'terminal.db')
  try {
    const secrets = fileSecrets(folder)
    const parts = { secrets, clock, random, log: silent }
    const store = openStore({ file, migrations: terminalMigrations, ...parts })
    try {
      const connection = new Database(file, { readonly: true })
      try {
        const corrupt = brokenJournal(file) ?? unwhole(connection) ?? halfBackup(folder)
        return { held: readHeld(connection), corrupt }
      } finally {
        connection.close()
      }
    } finally {
      store.close()
    }
  } catch (error) {
    return { held: heldBy(file), corrupt: `does not open: ${String(error)}` }
  }
}

/** By a database that no till opens: what can be told without one. */
function heldBy(file: string): Held {
  try {
    const connection = new Database(file, { readonly: true })
    try {
      return readHeld(connection)
    } finally {
      connection.close()
    }
  } catch {
    // It is not even a database, which is told already.
    return NOTHING_HELD
  }
}

/** What lies under the final name of a backup is whole. */
function halfBackup(folder: string): string | undefined {
  for (const { file } of listBackups(backupFolderOf(join(folder, 'terminal.db')))) {
    const broken = brokenJournal(file)
    if (broken !== undefined) return `backup: ${broken}`
  }
  return undefined
}

/** Each sale with everything that belongs to it, and nothing of a sale without its entry. */
const UNWHOLE: readonly (readonly [what: string, sql: string])[] = [
  [
    'a sale without its rows',
    `SELECT count(*) FROM journal LEFT JOIN sale ON sale.entry = journal.id
     WHERE kind = 'sale-completed' AND (
       sale.id IS NULL
       OR json_array_length(canonical -> '$.body.lines') <>
         (SELECT count(*) FROM sale_line WHERE sale_line.sale = sale.id)
       OR json_array_length(canonical -> '$.body.tenders') <>
         (SELECT count(*) FROM sale_tender WHERE sale_tender.sale = sale.id)
       OR json_array_length(canonical -> '$.body.movements') <>
         (SELECT count(*) FROM movement WHERE movement.entry = journal.id)
       OR NOT EXISTS (SELECT 1 FROM till_cash WHERE till_cash.sale = sale.id)
       OR NOT EXISTS (
         SELECT 1 FROM print_job WHERE print_job.sale = sale.id AND print_job.kind = 'receipt')
     )`,
  ],
  [
    'rows without their sale',
    `SELECT count(*) FROM sale LEFT JOIN journal ON sale.entry = journal.id
     WHERE journal.kind IS NOT 'sale-completed'`,
  ],
  [
    'a sold cart that is still open',
    `SELECT count(*) FROM draft JOIN sale ON sale.id = draft.data ->> '$.id'`,
  ],
  [
    'a till that is open and closed',
    `SELECT count(*) FROM journal
     JOIN till_session ON till_session.id = canonical ->> '$.body.session'
     WHERE journal.kind = 'session-closed' AND till_session.closed_at IS NULL`,
  ],
]

function unwhole(connection: Database.Database): string | undefined {
  const sound = connection.pragma('quick_check', { simple: true })
  if (sound !== 'ok') return `quick_check: ${String(sound)}`
  const found = UNWHOLE.find(([, sql]) => connection.prepare(sql).pluck().get() !== 0)
  return found?.[0]
}
