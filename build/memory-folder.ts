/**
 * Where tests put their files. On a disk a commit waits for it, which is most of what many a test
 * does; nothing here asks whether bytes outlive the machine but the tests that say what they cut,
 * and those bring a disk of their own.
 */
import { existsSync, readFileSync, statfsSync } from 'node:fs'

const MEMORY = '/dev/shm'
/** Databases, their copies and backups, of two workers at once; with plenty to spare. */
const ROOM_BYTES = 3 * 1024 ** 3

/** Variables that make `tmpdir()` lie in memory; none where there is no room, or no programs. */
export function inMemory(): Readonly<Record<string, string>> {
  if (process.env['TMPDIR'] !== undefined || !existsSync(MEMORY)) return {}
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize >= ROOM_BYTES && startsPrograms() ? { TMPDIR: MEMORY } : {}
}

/** The tests start a PostgreSQL from there, which some machines forbid. */
function startsPrograms(): boolean {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n')
  const options = mounts.find((line) => line.split(' ')[1] === MEMORY)?.split(' ')[3] ?? ''
  return !options.split(',').includes('noexec')
}
