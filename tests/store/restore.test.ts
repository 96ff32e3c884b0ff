import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Machine } from '../../src/ports/machine.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { restoreBackup } from '../../src/store/recovery/restore.ts'
import { unsentIn } from '../../src/store/unsent.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { programOf } from '../programs.ts'
import { temporaryFolder } from './terminal.ts'
import { hashesOf, openNewTill, sellOn, tillOptions } from './till.ts'

const KILLED = fileURLToPath(new URL('killed-restorer.ts', import.meta.url))

interface Scene {
  readonly file: string
  readonly backup: string
  readonly backedUp: ReadonlyMap<string, string>
  readonly all: ReadonlyMap<string, string>
}

/** A backup, and then five sales that it does not hold and nobody else does. */
function soldAfterBackup(): Scene {
  const folder = temporaryFolder()
  const file = join(folder, 'terminal.db')
  const backup = join(folder, 'older.db')
  const store = openNewTill(file)
  sellOn(store)
  const backedUp = hashesOf(store)
  new Database(file, { readonly: true }).prepare('VACUUM INTO ?').run(backup)
  for (let count = 0; count < 5; count += 1) sellOn(store)
  const all = hashesOf(store)
  store.close()
  return { file, backup, backedUp, all }
}

function optionsOf({ file, backup }: Scene, exportTo?: string) {
  return { ...tillOptions(file), backup, exportTo }
}

function numbersIn(store: TerminalStore): string[] {
  return store.delivery
    .heads(500)
    .flatMap(({ epoch }) => store.delivery.entriesAfter(epoch.id, 0, 1000))
    .flatMap(({ canonical }) => /"receipt":"([^"]+)"/.exec(canonical)?.[1] ?? [])
}

describe('a restore', () => {
  it('is refused while the terminal runs, and changes nothing', () => {
    const scene = soldAfterBackup()
    const store = openStore(tillOptions(scene.file))
    expect(() => restoreBackup(optionsOf(scene))).toThrow('another process')
    expect(hashesOf(store)).toEqual(scene.all)
    store.close()
  })

  it('is refused while something unsent would be lost, and says how much', () => {
    const scene = soldAfterBackup()
    expect(restoreBackup(optionsOf(scene))).toEqual({
      kind: 'refused',
      unsent: { entries: 5, sales: 5 },
    })
    expect(unsentIn(scene.file).entries).toBe(scene.all.size)
  })

  it('exports what it would lose, sets the old file aside, gives no number twice', () => {
    const scene = soldAfterBackup()
    const exported = join(dirname(scene.file), 'saved.entries')
    const restored = restoreBackup(optionsOf(scene, exported))
    if (restored.kind !== 'restored') throw new Error('refused')
    expect(restored.exported).toEqual([exported])
    const [header, ...lines] = readFileSync(exported, 'utf8').trimEnd().split('\n')
    expect(JSON.parse(header ?? '')).toMatchObject({ holdfast: 'entries', count: 5 })
    const hashes = lines.slice(0, -1).map((line) => (JSON.parse(line) as { hash: string }).hash)
    expect(hashes).toEqual([...scene.all.values()].slice(-5))

    expect(unsentIn(join(dirname(scene.file), restored.aside ?? '')).entries).toBe(scene.all.size)
    const store = openStore(tillOptions(scene.file))
    expect([...hashesOf(store).keys()].slice(-scene.backedUp.size)).toEqual([
      ...scene.backedUp.keys(),
    ])
    sellOn(store)
    expect(numbersIn(store)).toEqual([
      expect.stringMatching(/^T1-2[A-Z]{3}-000001$/),
      'T1-1-000001',
    ])
    const opened = store.delivery.entriesAfter(store.journal.head().epoch.id, 0, 1)[0]
    const { body } = JSON.parse(opened?.canonical ?? '') as { body: { previous: { seq: number } } }
    expect(body).toMatchObject({ reason: 'restored', previous: { seq: scene.all.size } })
    store.close()
    expect(verifyJournal(scene.file).broken).toBeUndefined()
  })

  it('refuses a backup that does not verify', () => {
    const scene = soldAfterBackup()
    const tampered = new Database(scene.backup)
    tampered.exec('DROP TRIGGER journal_never_changes')
    tampered.exec(`UPDATE journal SET hash = '${'0'.repeat(64)}' WHERE seq = 2`)
    tampered.close()
    expect(() => restoreBackup(optionsOf(scene))).toThrow('does not verify')
    expect(unsentIn(scene.file).entries).toBe(scene.all.size)
  })

  it('works where there is nothing to replace, as on a new disk', () => {
    const scene = soldAfterBackup()
    const file = join(temporaryFolder(), 'terminal.db')
    const restored = restoreBackup(optionsOf({ ...scene, file }))
    expect(restored).toMatchObject({ kind: 'restored', aside: undefined })
    const store = openStore(tillOptions(file))
    expect(store.journal.head().epoch.ordinal).toBe(2)
    store.close()
  })

  it('killed at any step leaves the old state or the new one, and opens', async () => {
    const program = await programOf(KILLED)
    const kept = { old: 0, new: 0 }
    const first = soldAfterBackup()
    for (let step = 1; step < 60; step += 1) {
      const folder = join(temporaryFolder(), 'shop')
      cpSync(dirname(first.file), folder, { recursive: true })
      const scene = { ...first, file: join(folder, 'terminal.db') }
      const { signal, status, stderr } = spawnSync(
        process.execPath,
        [program, scene.file, scene.backup, String(step)],
        { encoding: 'utf8' },
      )
      if (signal === null && status !== 0) throw new Error(stderr)
      const store = openStore(tillOptions(scene.file))
      const { ordinal } = store.journal.head().epoch
      const held = hashesOf(store)
      expect(held.size).toBe(ordinal === 1 ? scene.all.size : scene.backedUp.size + 1)
      kept[ordinal === 1 ? 'old' : 'new'] += 1
      sellOn(store)
      store.close()
      const aside = readdirSync(folder).filter((name) => /\.replaced-[\dTZ]+$/.test(name))
      expect(aside).toHaveLength(ordinal === 1 ? 0 : 1)
      expect(existsSync(`${scene.file}.swap`)).toBe(false)
      if (signal === null) break
    }
    expect(kept.old).toBeGreaterThan(2)
    expect(kept.new).toBeGreaterThan(2)
  }, 60_000)
})

describe('a file in another place', () => {
  const machine = (id: string, cards: readonly string[]): Machine => ({
    identity: () => ({ id, cards }),
  })
  const here = machine('here', ['aa', 'bb'])
  const epochIn = (file: string, at: Machine): number => {
    const store = openStore(tillOptions(file, { machine: at }))
    const { ordinal } = store.journal.head().epoch
    store.close()
    return ordinal
  }

  it('goes on under new numbers on another machine, and in another file', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    openNewTill(file, { machine: here }).close()
    expect(epochIn(file, here)).toBe(1)
    expect(epochIn(file, machine('here', ['bb', 'cc']))).toBe(1)
    expect(epochIn(file, machine('here', []))).toBe(1)
    expect(epochIn(file, machine('there', ['bb']))).toBe(2)
    expect(epochIn(file, machine('there', ['bb']))).toBe(2)
    expect(epochIn(file, machine('there', ['dd']))).toBe(3)
    const copy = join(temporaryFolder(), 'terminal.db')
    copyFileSync(file, copy)
    expect(epochIn(copy, machine('there', ['dd']))).toBe(4)
  })

  it('put back by hand into the very same file is noticed by what was seen of it', () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const store = openNewTill(file, { machine: here })
    sellOn(store)
    store.close()
    const old = readFileSync(file)
    const again = openStore(tillOptions(file, { machine: here }))
    sellOn(again)
    sellOn(again)
    again.close()
    writeFileSync(file, old)
    const back = openStore(tillOptions(file, { machine: here }))
    expect(back.journal.head().epoch.ordinal).toBe(2)
    expect(back.standing.recovery()?.missing).toEqual([{ epoch: 1, from: 4, to: 5 }])
    back.close()
  })
})
