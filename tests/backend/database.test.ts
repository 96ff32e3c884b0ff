import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMemory } from '../../src/backend/database/embedded.ts'
import { migrate, MIGRATIONS } from '../../src/backend/database/migrate.ts'
import type { Database } from '../../src/backend/database/schema.ts'
import { write } from '../../src/backend/database/write.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { clock, random, silent } from './stage.ts'

let database: Kysely<Database>
let folder: string
beforeAll(async () => {
  database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite: await openMemory() }) })
  folder = await mkdtemp(join(tmpdir(), 'holdfast-migrations-'))
})
afterAll(async () => {
  await database.destroy()
  await rm(folder, { recursive: true, force: true })
})

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'
  `.execute(database)
  return rows.map((row) => row.name).toSorted()
}

describe('a migration', () => {
  it('happens with its record or not at all', async () => {
    const migrations = pathToFileURL(`${folder}/`)
    await writeFile(join(folder, '0010_first.sql'), 'create table first (id text primary key);\n')
    await writeFile(
      join(folder, '0020_second.sql'),
      'create table second (id text primary key);\ncreate table second (id text primary key);\n',
    )
    await expect(migrate(database, clock, migrations)).rejects.toThrow('second')
    expect(await tables()).toEqual(['first', 'migration'])
    await writeFile(join(folder, '0020_second.sql'), 'create table second (id text primary key);\n')
    expect(await migrate(database, clock, migrations)).toMatchObject({ ok: true })
    expect(await migrate(database, clock, migrations)).toMatchObject({ ok: true })
    expect(await tables()).toEqual(['first', 'migration', 'second'])
    await sql`drop table first, second, migration`.execute(database)
  })

  it('makes every key contain the tenant', async () => {
    await migrate(database, clock, MIGRATIONS)
    const { rows } = await sql<{ table: string }>`
      select distinct indrelid::regclass::text as table
      from pg_index
      join pg_class on pg_class.oid = indrelid and relnamespace = 'public'::regnamespace
      where indisunique and indrelid::regclass::text not in ('tenant', 'migration')
        and not exists (
          select 1 from pg_attribute
          where attrelid = indrelid and attnum = any (indkey::int2[]) and attname = 'tenant'
        )
    `.execute(database)
    expect(rows).toEqual([])
  })
})

describe('a figure of the database', () => {
  it('is a number, and refused where a number would not hold it', async () => {
    const { rows } = await sql<{ n: number }>`select 9007199254740991 as n`.execute(database)
    expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }])
    await expect(sql`select 9007199254740993 as n`.execute(database)).rejects.toThrow('2^53')
  })
})

describe('a write', () => {
  const backend = () => ({
    ...{ database, clock, random, log: silent, changes: createChanges(silent) },
    pins: scryptHasher(),
  })
  const failure = (code: string) => Object.assign(new Error('lost a race'), { code })

  it.each(['40001', '40P01'])('is tried again after %s', async (code) => {
    let attempts = 0
    const value = await write(backend(), 'tenant', async () => {
      attempts += 1
      if (attempts < 3) throw failure(code)
      return { value: attempts }
    })
    expect(value).toBe(3)
  })

  it('gives up after a bounded number of lost races, and at once on anything else', async () => {
    let attempts = 0
    const lose = (code: string) =>
      write(backend(), 'tenant', async () => {
        attempts += 1
        throw failure(code)
      })
    await expect(lose('23505')).rejects.toThrow('lost a race')
    expect(attempts).toBe(1)
    attempts = 0
    await expect(lose('40001')).rejects.toThrow('lost a race')
    expect(attempts).toBe(20)
  })
})
