/** A disk of its own, small enough to be filled; only a user who may mount can have one. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../store/terminal.ts'

export const canMount =
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/tmp']).status === 0

export const WITHOUT_MOUNT = 'skipped where this user cannot mount a disk'

export interface TinyDisk {
  readonly folder: string
  /** Takes all the room that there is. */
  fill(): void
  free(): void
}

export function mountTinyDisk(megabytes: number): TinyDisk {
  const folder = join(temporaryFolder(), 'disk')
  mkdirSync(folder)
  const size = `size=${megabytes}m`
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder])
  if (status !== 0) throw new Error('the disk was not mounted')
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  const filler = join(folder, 'filler')
  return {
    folder,
    fill() {
      for (const bytes of [1024 * 1024, 4096]) {
        try {
          for (;;) appendFileSync(filler, Buffer.alloc(bytes))
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
        }
      }
    },
    free: () => rmSync(filler),
  }
}
