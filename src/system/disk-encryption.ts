/**
 * Whether the operating system encrypts the disk under a folder, as far as it says so.
 * `docs/decisions/0860` has why that is what protects a till's database.
 */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * `clear`: there is no dm-crypt between the file system and its disks. A drive or a host that
 * encrypts by itself is not seen from here. `unknown`: there is no telling.
 */
export type DiskEncryption = 'encrypted' | 'clear' | 'unknown'

/** Where Linux has every block device by its numbers. */
const DEVICES = '/sys/dev/block'
/** File system on LVM on dm-crypt on RAID on a partition, and as much again. */
const DEEPEST = 10

/** Linux alone is asked: BitLocker and FileVault tell it to administrators. */
export function diskEncryption(folder: string): DiskEncryption {
  if (process.platform !== 'linux') return 'unknown'
  const { dev } = statSync(folder, { bigint: true })
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn)
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn)
  return encryptionUnder(join(DEVICES, `${String(major)}:${String(minor)}`))
}

/**
 * Of a device by its folder in sysfs. One that is made of others is encrypted where all of them
 * are: a single disk in the clear shows its part.
 */
export function encryptionUnder(device: string, depth = 0): DiskEncryption {
  // Btrfs, ZFS, overlays and memory have no device of their own; a loop's file lies anywhere.
  if (!existsSync(device) || existsSync(join(device, 'loop')) || depth > DEEPEST) return 'unknown'
  const mapping = join(device, 'dm', 'uuid')
  if (existsSync(mapping) && readFileSync(mapping, 'utf8').startsWith('CRYPT-')) return 'encrypted'
  if (existsSync(join(device, 'partition'))) {
    return encryptionUnder(dirname(realpathSync(device)), depth + 1)
  }
  const below = join(device, 'slaves')
  const found = (existsSync(below) ? readdirSync(below) : []).map((name) =>
    encryptionUnder(join(below, name), depth + 1),
  )
  if (found.includes('clear') || found.length === 0) return 'clear'
  return found.includes('unknown') ? 'unknown' : 'encrypted'
}
