import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Backend } from '../../src/backend/backend.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { figuresOf, levelFiguresOf } from '../../src/backend/administration/figures.ts'
import { writeDump } from '../../src/backend/database/dumps.ts'
import { openDatabase } from '../../src/backend/database/open.ts'
import { restoreDump } from '../../src/backend/database/restore.ts'
import { openCounter } from '../../src/backend/counter/hold.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import { compareHeads } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { programOf } from '../programs.ts'
import { clock, enrolTerminal, found, Journal, random } from './stage.ts'
import { saleFact, silent, stockItems } from './stage.ts'
import { emptyFolder } from './template.ts'

const COMMAND = fileURLToPath(new URL('../../src/commands/backend-restore.ts', import.meta.url))

let home: string
let folder: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'holdfast-restore-'))
  folder = join(home, 'shop')
  await emptyFolder(folder)
})
afterAll(() => rm(home, { recursive: true, force: true }))

async function open() {
  const opened = await openDatabase({ kind: 'folder', folder }, clock)
  if (!opened.ok) throw new Error(opened.failure.code)
  const { database, dump, close } = opened.value
  const backend: Backend = {
    ...{ database, clock, random, log: silent, changes: createChanges(silent) },
    pins: scryptHasher(),
  }
  const copy = (): Promise<string> => {
    if (!dump) throw new Error('an embedded database can be copied')
    return writeDump({ dump, folder: `${folder}-dumps`, clock, log: silent })
  }
  return { backend, copy, close }
}

describe('a backend restored to an earlier copy', () => {
  it('gets every entry back, pulls begin anew, and what nobody holds is listed', async () => {
    const first = await open()
    const stage = { ...first, shop: await found(first.backend) }
    const terminal = await enrolTerminal(stage)
    const [item = ''] = await stockItems(stage, [100_000])
    const journal = new Journal(terminal)
    journal.open()
    const sell = (): unknown => journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    for (let sale = 0; sale < 3; sale += 1) sell()
    await receive(first.backend, terminal, journal.entries)
    await openCounter(first.backend, stage.shop)
    const dump = await first.copy()
    for (let sale = 0; sale < 4; sale += 1) sell()
    await receive(first.backend, terminal, journal.entries)
    const page = { collection: 'stock', limit: 100 } as const
    const seen = await pull(first.backend, terminal, { ...page, after: undefined })

    const refusalOf = async (from: string): Promise<unknown> =>
      restoreDump({ folder, dump: from, clock })
    expect(await refusalOf(dump)).toMatchObject({ failure: { code: 'second-instance' } })
    await first.close()
    const torn = join(home, 'torn')
    await writeFile(torn, 'half a dump')
    expect(await refusalOf(torn)).toMatchObject({ failure: { code: 'input-invalid' } })
    expect(await refusalOf(join(home, 'no'))).toMatchObject({ failure: { code: 'not-found' } })
    const options = [await programOf(COMMAND), '--from', dump, '--folder', folder, '--json']
    expect(spawnSync(process.execPath, options).status).toBe(0)
    const beside = await readdir(home)
    expect(beside.filter((name) => name.includes('replaced'))).toHaveLength(1)
    // As a crash between the last two renames leaves it.
    await rename(folder, `${folder}.restored`)

    const second = await open()
    const { database } = second.backend
    expect(await figuresOf(database, stage.shop.tenant)).toMatchObject({ sales: 3 })
    // What the online counter wrote since is nobody's: it goes on under other numbers.
    const counters = await database.selectFrom('web_counter').select('restored').execute()
    expect(counters).toEqual([{ restored: true }])
    const report = () => compareHeads(second.backend, terminal, [journal.head()])
    const { heads } = await report()
    expect(heads).toEqual([journal.head(4)])
    const after = await pull(second.backend, terminal, { ...page, after: seen.checkpoint })
    expect(after.checkpoint.generation).not.toBe(seen.checkpoint.generation)
    expect(after.documents).toHaveLength(seen.documents.length)
    await receive(second.backend, terminal, journal.entries.slice(heads[0]?.seq))
    expect((await report()).heads).toEqual([journal.head()])
    const levels = await levelFiguresOf(database, stage.shop.tenant, undefined)
    expect(levels).toMatchObject([{ item, onHand: 93_000, recomputed: 93_000 }])
    const { exceptions } = await exceptionsOf(database, stage.shop.tenant)
    expect(exceptions).toMatchObject([{ kind: 'changes-lost', from: 5, to: 8 }])
    await second.close()
  }, 120_000)
})
