/**
 * Copies a database while it is in use: one state of it by VACUUM INTO over a connection that only
 * reads, verified before it gets its name. What has its final name is whole and was found good.
 */
import { renameSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Backup } from '../ports/backup.ts'
import { StoreFailure } from '../ports/store.ts'
import { backupName, prepareBackupFolder, rotateBackups } from './backup-folder.ts'
import { putInPlace } from './durable-rename.ts'
import { asStoreFailure } from './sqlite-failure.ts'
import { openReadOnly } from './verify/read-only.ts'
import { verifyDatabase, type Progress, type Verification } from './verify.ts'

export interface BackupOrder {
  /** The database, which may be in use. */
  readonly file: string
  readonly at: number
  /** Where to; without it into the folder of the backups, where the oldest make room. */
  readonly target?: string
  readonly onProgress?: (progress: Progress) => void
}

export interface MadeBackup extends Backup {
  readonly verification: Verification
}

/** What stays free beside a copy: selling goes on while it is written, and after. */
const FREE_BYTES = 32 * 1024 * 1024

/**
 * Makes one. Throws `StoreFailure`: 'disk-full' before a byte is written where the disk has no
 * room for it, 'database-damaged' where the copy does not verify; that one is kept as `.bad`.
 */
export async function makeBackup(order: BackupOrder): Promise<MadeBackup> {
  const { file, at, onProgress } = order
  try {
    const target = order.target ?? prepareTarget(file, at)
    // Two processes may make one in the same second, such as a terminal and a person.
    const part = `${target}.part-${process.pid}`
    try {
      copyInto(file, part)
      const options = { check: 'quick', ...(onProgress && { onProgress }) } as const
      const verification = await verifyDatabase(part, options)
      if (verification.broken) {
        const bad = `${target}.bad`
        renameSync(part, bad)
        throw damaged(bad, verification)
      }
      putInPlace(part, target)
      return { file: target, at, verification }
    } finally {
      for (const end of ['', '-journal']) rmSync(part + end, { force: true })
      if (order.target === undefined) rotateBackups(dirname(target))
    }
  } catch (error) {
    throw asStoreFailure(error)
  }
}

function prepareTarget(file: string, at: number): string {
  return join(prepareBackupFolder(file), backupName(at, versionOf(file)))
}

function versionOf(file: string): number {
  const connection = openReadOnly(file)
  try {
    return Number(connection.pragma('user_version', { simple: true }))
  } finally {
    connection.close()
  }
}

function copyInto(file: string, part: string): void {
  checkRoom(file, dirname(part))
  rmSync(part, { force: true })
  const connection = openReadOnly(file)
  try {
    connection.prepare('VACUUM INTO ?').run(part)
  } finally {
    connection.close()
  }
}

function checkRoom(file: string, folder: string): void {
  const size = ['', '-wal'].reduce((sum, end) => {
    return sum + (statSync(file + end, { throwIfNoEntry: false })?.size ?? 0)
  }, 0)
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= size + FREE_BYTES) return
  throw new StoreFailure('disk-full', 'the disk has no room for a backup')
}

function damaged(bad: string, { broken }: Verification): StoreFailure {
  const { epoch = 0, seq = 0, reason = '' } = broken ?? {}
  return new StoreFailure(
    'database-damaged',
    `${bad} does not verify: entry ${seq} of epoch ${epoch}: ${reason}`,
  )
}
