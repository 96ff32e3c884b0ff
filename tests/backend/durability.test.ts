import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, type Embedded } from '../../src/backend/database/embedded.ts'
import { lockFolder } from '../../src/backend/database/folder-lock.ts'
import { openDatabase } from '../../src/backend/database/open.ts'
import { programOf } from '../programs.ts'
import { clock } from './stage.ts'
import { emptyFolder } from './template.ts'

const program = (source: URL) => programOf(fileURLToPath(source))
const LOCKER = await program(new URL('./folder-locker.ts', import.meta.url))
const WRITER = await program(new URL('./acknowledging-writer.ts', import.meta.url))

let home: string
let template: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-backend-'))
  template = join(home, 'template')
  await emptyFolder(template)
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** A folder with a new database: a copy, because making one takes seconds. */
async function fresh(name: string): Promise<string> {
  const folder = join(home, name)
  await cp(template, folder, { recursive: true })
  return folder
}

async function open(folder: string): Promise<Embedded> {
  const opened = await openFolder(folder)
  if (!opened.ok) throw new Error(opened.failure.code)
  return opened.value
}

interface Writer {
  readonly process: ChildProcess
  readonly ended: Promise<void>
  /** Resolves when it said a line that passes. */
  until(passes: (line: string) => boolean): Promise<void>
  lines(): readonly string[]
}

function startWriter(folder: string, prefix: readonly string[] = []): Writer {
  const [command, ...rest] = [...prefix, process.execPath, WRITER, folder]
  const child = spawn(command ?? '', rest, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  const waiting = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    for (const check of waiting) check()
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  // What stands after the last line break was cut off in the middle.
  const lines = (): string[] => said.split('\n').slice(0, -1)
  const until = (passes: (line: string) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (!lines().some(passes)) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      child.once('close', () => reject(new Error(`the writer ended after: ${said.slice(-200)}`)))
      check()
    })
  return { process: child, ended, until, lines }
}

function acknowledged(writer: Writer): number {
  return Math.max(0, ...writer.lines().map(Number).filter(Number.isFinite))
}

describe('the embedded database', () => {
  it('brings every commit to the disk before it is acknowledged', async () => {
    const database = await open(await fresh('counted'))
    await database.pglite.query('create table commits (number bigint)')
    for (let number = 0; number < 10; number += 1) {
      const before = database.syncs()
      await database.pglite.query('insert into commits values ($1)', [number])
      expect(database.syncs()).toBeGreaterThan(before)
    }
    await database.close()
  })

  const straceMissing = spawnSync('strace', ['-V']).error !== undefined
  it.skipIf(straceMissing)(
    `calls fsync as the system sees it${straceMissing ? ' (needs strace)' : ''}`,
    async () => {
      const trace = join(home, 'trace')
      const traced = 'trace=fsync,fdatasync,write'
      const tracing = ['strace', '-f', '--seccomp-bpf', '-qq', '-e', traced, '-o', trace]
      const writer = startWriter(await fresh('traced'), tracing)
      await writer.until((line) => Number(line) >= 20)
      // Strace ends with what it traces, whose own id stands in its first line.
      process.kill(Number((await readFile(trace, 'utf8')).split(' ', 1)[0]), 'SIGKILL')
      await writer.ended
      const calls = await readFile(trace, 'utf8')
      for (let number = 2; number <= 20; number += 1) {
        const [before, said] = [number - 1, number].map((each) => calls.indexOf(saying(each)))
        expect(said).toBeGreaterThan(before ?? 0)
        expect(calls.slice(before, said)).toMatch(/f(data)?sync\(/)
      }
    },
  )

  it('loses nothing acknowledged and tears nothing when it is killed mid commit', async () => {
    const folder = await fresh('killed')
    let last = 0
    for (const commits of [7, 40, 23]) {
      const writer = startWriter(folder)
      const goal = last + commits
      await writer.until((line) => Number(line) >= goal)
      writer.process.kill('SIGKILL')
      await writer.ended
      last = acknowledged(writer)
      const database = await open(folder)
      const { rows } = await database.pglite.query<{ largest: number; whole: boolean }>(`
        select max(number) as largest, count(*) = 2 * max(number) and sum(number) = 0 as whole
        from acknowledged
      `)
      await database.close()
      expect(rows[0]?.whole).toBe(true)
      expect(rows[0]?.largest).toBeGreaterThanOrEqual(last)
      last = rows[0]?.largest ?? 0
    }
  }, 60_000)

  it('refuses a second process, and lets the next one in when the first is killed', async () => {
    const folder = await fresh('shared')
    const writer = startWriter(folder)
    await writer.until((line) => line === 'open')
    const second = await openDatabase({ kind: 'folder', folder }, clock)
    expect(second).toMatchObject({ ok: false, failure: { code: 'second-instance' } })
    writer.process.kill('SIGKILL')
    await writer.ended
    const third = await openDatabase({ kind: 'folder', folder }, clock)
    expect(third.ok).toBe(true)
    if (third.ok) await third.value.close()
  }, 60_000)

  it('makes its first database anew where making it was cut off', async () => {
    const folder = join(home, 'begun')
    await mkdir(`${folder}.new`)
    await writeFile(join(`${folder}.new`, 'PG_VERSION'), 'half')
    const database = await open(folder)
    await database.close()
  }, 60_000)

  it('is refused when a newer program has changed it', async () => {
    const folder = await fresh('future')
    const first = await openDatabase({ kind: 'folder', folder }, clock)
    if (!first.ok) throw new Error(first.failure.code)
    await first.value.close()
    const database = await open(folder)
    await database.pglite.query(`insert into migration values (9990, 'from_later', 0)`)
    await database.close()
    const again = await openDatabase({ kind: 'folder', folder }, clock)
    expect(again).toMatchObject({ ok: false, failure: { code: 'database-from-future' } })
  }, 60_000)
})

describe('the lock of a folder', () => {
  it('is one among many processes that ask at once, also after its holder was killed', async () => {
    const folder = join(home, 'contended')
    const first = askForLock(folder)
    expect(await first.answer).toBe('held')
    first.process.kill('SIGKILL')
    await once(first.process, 'exit')
    const asked = Array.from({ length: 4 }, () => askForLock(folder))
    const answers = await Promise.all(asked.map(({ answer }) => answer))
    const here = lockFolder(folder)
    for (const { process } of asked) process.kill()
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1)
    expect(here).toMatchObject({ failure: { code: 'second-instance' } })
  })

  it('is given back, and held once within a process too', () => {
    const folder = join(home, 'given-back')
    const lock = lockFolder(folder)
    expect(lockFolder(folder).ok).toBe(false)
    if (lock.ok) lock.value.release()
    const next = lockFolder(folder)
    expect(next.ok).toBe(true)
    if (next.ok) next.value.release()
  })
})

/** A process that asks for the lock, says `held` or `refused`, and keeps what it has. */
function askForLock(folder: string): { process: ChildProcess; answer: Promise<string> } {
  const asker = spawn(process.execPath, [LOCKER, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const answer = once(asker.stdout, 'data').then(([said]) => String(said).trim())
  return { process: asker, answer }
}

/** How strace writes that the writer said a number. */
function saying(number: number): string {
  return `write(1, "${String(number)}\\n"`
}
