import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { diskEncryption, encryptionUnder } from '../../src/system/disk-encryption.ts'

const sysfs = mkdtempSync(join(tmpdir(), 'holdfast-sysfs-'))
afterAll(() => rmSync(sysfs, { recursive: true, force: true }))

/** A block device as Linux shows it: the files that it has, and the devices that it is made of. */
function device(name: string, files: Readonly<Record<string, string>>, ...madeOf: string[]) {
  const folder = join(sysfs, name)
  mkdirSync(join(folder, 'slaves'), { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const each of madeOf) symlinkSync(join(sysfs, each), join(folder, 'slaves', each))
  return folder
}

const LUKS = { 'dm/uuid': 'CRYPT-LUKS2-5d0c2f0b1c6e4a0f9b7d-till\n' }
const LVM = { 'dm/uuid': 'LVM-lQ3s\n' }

describe('the disk under a till', () => {
  device('sda', {})
  device('sda/sda1', { partition: '1\n' })
  device('sdb', {})
  device('locked', LUKS, 'sda')
  device('other-locked', LUKS, 'sdb')
  device('mirror', {}, 'locked', 'other-locked')

  it.each([
    ['a partition of a plain disk', join(sysfs, 'sda/sda1'), 'clear'],
    ['what dm-crypt maps', join(sysfs, 'locked'), 'encrypted'],
    ['a volume on what dm-crypt maps', device('volume', LVM, 'locked'), 'encrypted'],
    ['a volume on a plain disk', device('plain-volume', LVM, 'sda'), 'clear'],
    ['a partition of a mirror of two that are encrypted', partitionOf('mirror'), 'encrypted'],
    ['a mirror of one that is and one that is not', device('half', {}, 'locked', 'sdb'), 'clear'],
    ['a file that is mounted', device('loop0', { 'loop/backing_file': '/x' }), 'unknown'],
    ['a volume on such a file', device('on-loop', LVM, 'loop0'), 'unknown'],
    ['a file system without a device', join(sysfs, 'none'), 'unknown'],
  ])('%s', (_, folder, found) => {
    expect(encryptionUnder(folder)).toBe(found)
  })

  it('is looked at where the till really lies', () => {
    expect(['encrypted', 'clear', 'unknown']).toContain(diskEncryption(sysfs))
    if (process.platform === 'linux') expect(diskEncryption('/proc')).toBe('unknown')
  })
})

function partitionOf(name: string): string {
  return device(`${name}/${name}p1`, { partition: '1\n' })
}
