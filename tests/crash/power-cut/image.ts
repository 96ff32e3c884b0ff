/** What a till finds after the power cut, opened by the code that opens it in the shop. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { terminalMigrations } from '../../../src/commands/folders.ts'
import { backupFolderOf, listBackups } from '../../../src/store/backup-folder.ts'
import { openStore } from '../../../src/store/open.ts'
import { verifyJournal } from '../../../src/store/verify.ts'
import { fileSecrets } from '../../../src/system/secrets.ts'
import { clock, random, silent } from '../../backend/stage.ts'
import { brokenIn, type Promises } from './promises.ts'

export interface Verdict {
  /** What was promised and is gone. */
  readonly lost: readonly string[]
  /** What is not whole; undefined where all is. */
  readonly corrupt: string | undefined
}

export function judge(files: ReadonlyMap<string, Buffer>, promises: Promises): Verdict {
  const parent = mkdtempSync(join(tmpdir(), 'holdfast-power-cut-'))
  const folder = join(parent, 'terminal')
  try {
    mkdirSync(folder)
    for (const [path, bytes] of files) {
      // The shared memory of readers is made anew by the first who opens the database.
      if (path.endsWith('-shm')) continue
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    return judgeFolder(folder, promises)
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

function judgeFolder(folder: string, promises: Promises): Verdict {
  const file = join(folder, 'terminal.db')
  try {
    const secrets = fileSecrets(folder)
    const parts = { secrets, clock, random, log: silent }
    const store = openStore({ file, migrations: terminalMigrations, ...parts })
    try {
      const connection = new Database(file, { readonly: true })
      try {
        const missing = [...promises.backups].filter((each) => !existsSync(join(folder, each)))
        const lost = [...brokenIn(connection, promises), ...missing.map((each) => `backup ${each}`)]
        return { lost, corrupt: brokenJournal(file) ?? unwhole(connection) ?? halfBackup(folder) }
      } finally {
        connection.close()
      }
    } finally {
      store.close()
    }
  } catch (error) {
    return { lost: lostIn(file, promises), corrupt: `does not open: ${String(error)}` }
  }
}

/** Of a database that no till opens: what can be told without one. */
function lostIn(file: string, promises: Promises): readonly string[] {
  try {
    const connection = new Database(file, { readonly: true })
    try {
      return brokenIn(connection, promises)
    } finally {
      connection.close()
    }
  } catch {
    // It is not even a database, which is told already.
    return []
  }
}

function brokenJournal(file: string): string | undefined {
  const { broken } = verifyJournal(file)
  return broken && `journal: ${broken.reason}`
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
