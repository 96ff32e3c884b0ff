import { describe, expect, it } from 'vitest'
import { Disk, type Survival } from './power-cut/disk.ts'
import { survivalOf } from './power-cut/losses.ts'
import { stepsOf, type Step } from './power-cut/trace.ts'

function hex(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
}

const DB = hex('/till/a.db')

describe('a trace', () => {
  it('tells what was done to the folder and what was said, in order', () => {
    const trace = [
      `7 openat(AT_FDCWD<${hex('/here')}>, "${DB}", O_RDWR|O_CREAT, 0600) = 3<${DB}>`,
      `7 pwrite64(3<${DB}>, "${hex('hello')}", 5, 8) = 4`,
      `7 openat(AT_FDCWD<${hex('/here')}>, "${hex('/till/b')}", O_RDONLY) = -1 ENOENT (No such)`,
      `7 openat(AT_FDCWD<${hex('/here')}>, "${hex('/tilly/b')}", O_CREAT) = 4<${hex('/tilly/b')}>`,
      `7 writev(5<${hex('socket:[9]')}>, [{iov_base="${hex('T1-')}", iov_len=3}, ` +
        `{iov_base="${hex('1')}", iov_len=1}], 2) = 4`,
      `7 fsync(3<${DB}>) = 0`,
      `7 rename("${DB}", "${hex('/till/sub/c')}") = 0`,
      `7 unlink("${hex('/till/sub/c')}") = 0`,
      `7 +++ exited with 0 +++`,
    ].join('\n')
    expect(stepsOf(trace, '/till')).toEqual([
      { kind: 'create', path: 'a.db', emptied: false },
      { kind: 'write', path: 'a.db', offset: 8, bytes: Buffer.from('hell') },
      { kind: 'said', text: 'T1-1' },
      { kind: 'sync', path: 'a.db', since: 3 },
      { kind: 'rename', path: 'a.db', to: 'sub/c' },
      { kind: 'remove', path: 'sub/c' },
    ])
  })

  it('lets a sync that another thread interrupted cover only what was done before it began', () => {
    const trace = [
      `7 fsync(3<${DB}> <unfinished ...>`,
      `8 pwrite64(4<${DB}>, "${hex('late')}", 4, 0) = 4`,
      `7 <... fsync resumed>) = 0`,
    ].join('\n')
    expect(stepsOf(trace, '/till')).toEqual([
      { kind: 'write', path: 'a.db', offset: 0, bytes: Buffer.from('late') },
      { kind: 'sync', path: 'a.db', since: 0 },
    ])
  })

  it('is refused where a call is not known, or what was written was cut short', () => {
    const unknown = `7 fallocate(3<${DB}>, 0, 0, 4096) = 0`
    const short = `7 pwrite64(3<${DB}>, "${hex('a')}"..., 4096, 0) = 4096`
    expect(() => stepsOf(unknown, '/till')).toThrow('cannot replay fallocate')
    expect(() => stepsOf(short, '/till')).toThrow('strace cut')
  })
})

const NOTHING = survivalOf('dropped', () => 0)
const EVERYTHING: Survival = { names: (pending) => pending, changes: (pending) => pending }

function write(path: string, text: string, offset?: number): Step {
  return { kind: 'write', path, offset, bytes: Buffer.from(text) }
}

function sync(path: string): Step {
  return { kind: 'sync', path, since: Number.MAX_SAFE_INTEGER }
}

function found(disk: Disk, survival: Survival): Record<string, string> {
  const files = [...disk.after(survival)]
  return Object.fromEntries(files.map(([path, file]) => [path, String(file.bytes())]))
}

function diskAfter(...steps: readonly Step[]): Disk {
  const disk = new Disk(new Map([['old', Buffer.from('before')]]))
  for (const step of steps) disk.take(step)
  return disk
}

describe('a disk that loses power', () => {
  it('knows by a key what is the same as before, and tells apart what is not', () => {
    const disk = diskAfter(write('old', 'AFTER', 0))
    const keyOf = (survival: Survival) => disk.after(survival).get('old')?.key
    const before = keyOf(NOTHING)
    expect(keyOf(EVERYTHING)).not.toBe(before)
    disk.take(write('old', '!'))
    expect(keyOf(NOTHING)).toBe(before)
    const torn = survivalOf('torn', () => 0)
    expect(keyOf(torn)).not.toBe(before)
    disk.take(sync('old'))
    expect(keyOf(NOTHING)).not.toBe(before)
    const after = keyOf(NOTHING)
    disk.take(sync('old'))
    expect(keyOf(EVERYTHING)).toBe(after)
  })

  it('keeps of a file what was synced, and nothing that was written after', () => {
    const disk = diskAfter(write('old', 'AFTER', 0), sync('old'), write('old', '!'))
    expect(found(disk, NOTHING)).toEqual({ old: 'AFTERe' })
    expect(found(disk, EVERYTHING)).toEqual({ old: 'AFTERe!' })
  })

  it('forgets a name until its folder is synced, however often its file was', () => {
    const create: Step = { kind: 'create', path: 'new', emptied: false }
    const disk = diskAfter(create, write('new', 'text'), sync('new'))
    expect(found(disk, NOTHING)).toEqual({ old: 'before' })
    disk.take(sync(''))
    expect(found(disk, NOTHING)).toEqual({ old: 'before', new: 'text' })
  })

  it('may know a new name with nothing behind it', () => {
    const create: Step = { kind: 'create', path: 'new', emptied: true }
    const rename: Step = { kind: 'rename', path: 'new', to: 'old' }
    const disk = diskAfter(create, write('new', 'text'), rename)
    expect(found(disk, { ...NOTHING, names: (pending) => pending })).toEqual({ old: '' })
    expect(found(disk, NOTHING)).toEqual({ old: 'before' })
  })

  it('tears a write where its sectors begin', () => {
    const [whole, nothing] = ['b'.repeat(1024), 'before']
    const disk = diskAfter(write('old', whole, 500))
    let asked = 0
    const second = survivalOf('torn', () => ((asked += 1) === 3 ? 0 : 1))
    const text = found(disk, second)['old'] ?? ''
    expect(text.slice(0, nothing.length)).toBe(nothing)
    expect([text.indexOf('b'.repeat(2)), text.length]).toEqual([512, 1024])
  })

  it('cuts and grows a file as it was told, with zeros in the hole', () => {
    const shrink: Step = { kind: 'truncate', path: 'old', size: 2 }
    const disk = diskAfter(shrink, write('old', 'x', 4), sync('old'))
    expect(found(disk, NOTHING)).toEqual({ old: 'be\0\0x' })
  })
})
