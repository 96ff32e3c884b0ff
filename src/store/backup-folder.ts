/** The folder of the backups beside a database: their names, their order, and how many are kept. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Backup } from '../ports/backup.ts'
import { syncFolder } from './durable-rename.ts'

const KEPT = 10
/** Copies that did not verify: enough to look into, not enough to fill a disk. */
const BAD_KEPT = 2
const NAME = /^terminal-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+)\.db$/
const BAD_NAME = /^terminal-\d{8}T\d{6}Z-\d+\.db\.bad$/
/** What a process that was killed leaves behind; SQLite's own journal of it as well. */
const PART_NAME = /^terminal-\d{8}T\d{6}Z-\d+\.db\.part/

export interface VersionedBackup extends Backup {
  /** Of the schema: what the newest migration in it is numbered. */
  readonly version: number
}

export function backupFolderOf(database: string): string {
  return join(dirname(database), 'backups')
}

/** Answers the folder, which is made where there is none. */
export function prepareBackupFolder(database: string): string {
  const folder = backupFolderOf(database)
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dirname(folder))
  return folder
}

export function backupName(at: number, version: number): string {
  const instant = new Date(at).toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')
  return `terminal-${instant}-${version}.db`
}

/** Those that verified, newest first; none where there is no folder. */
export function listBackups(folder: string): readonly VersionedBackup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const [, year, month, day, hour, minute, second, version] = NAME.exec(name) ?? []
      if (version === undefined) return []
      const date = [Number(year), Number(month) - 1, Number(day)] as const
      const at = Date.UTC(...date, Number(hour), Number(minute), Number(second))
      return [{ file: join(folder, name), at, version: Number(version) }]
    })
    .toSorted((a, b) => b.at - a.at || b.version - a.version)
}

/** Deletes what is beyond the newest, but never the newest of a version. */
export function rotateBackups(folder: string): void {
  const versions = new Set<number>()
  const old = listBackups(folder).filter(({ version }, index) => {
    const isNewest = !versions.has(version)
    versions.add(version)
    return index >= KEPT && !isNewest
  })
  const bad = namesIn(folder)
    .filter((name) => BAD_NAME.test(name))
    .toSorted()
    .toReversed()
  const surplus = bad.slice(BAD_KEPT).map((name) => join(folder, name))
  for (const file of [...old.map((each) => each.file), ...surplus]) rmSync(file, { force: true })
  if (old.length + surplus.length > 0) syncFolder(folder)
}

/** Deletes what an unfinished backup left behind. */
export function sweepBackups(folder: string): void {
  for (const name of namesIn(folder).filter((each) => PART_NAME.test(each))) {
    rmSync(join(folder, name), { force: true })
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
