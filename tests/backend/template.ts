/**
 * A database that was made and migrated once, for all tests that want an empty one of their own:
 * making it takes ten times as long as reading it in. Kept in `out/`, not compressed, under a name
 * that changes with whatever it was made of.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openAsBlob, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cp, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DatabasePlace } from '../../src/backend/database/open.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'out', 'templates')
const SOURCES = fileURLToPath(new URL('../../src/backend/database', import.meta.url))
const MIGRATIONS = fileURLToPath(new URL('../../migrations/backend', import.meta.url))
const DUMP = join(import.meta.dirname, 'template-dump.ts')
const ENGINE = createRequire(import.meta.url).resolve('@electric-sql/pglite')

/** Vitest calls it once, before any test: two that begin together would both make it. */
export async function setup(): Promise<void> {
  await templateFile()
}

/** An empty, migrated database in memory; never one that somebody else has. */
export async function emptyDatabase(): Promise<DatabasePlace> {
  return { kind: 'memory', snapshot: await openAsBlob(await templateFile()) }
}

/** The same as a durable database in that folder, which is not there yet. */
export async function emptyFolder(folder: string): Promise<void> {
  const template = await templateFolder()
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  await cp(template, folder, { recursive: true })
}

/** The template unpacked, which takes as long as to open it. */
async function templateFolder(): Promise<string> {
  const file = await templateFile()
  const folder = `${file}.unpacked`
  if (existsSync(folder)) return folder
  const { unpackInto } = await import('../../src/backend/database/embedded.ts')
  const unfinished = `${folder}.${String(process.pid)}`
  const isUnpacked = await unpackInto(unfinished, await openAsBlob(file))
  if (!isUnpacked) throw new Error('the template is no database of this program')
  try {
    await rename(unfinished, folder)
  } catch (error) {
    // Another test has unpacked it meanwhile.
    rmSync(unfinished, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Made where it is missing. */
export async function templateFile(): Promise<string> {
  const name = `backend-${nameOf([SOURCES, MIGRATIONS])}.tar`
  const file = join(FOLDER, name)
  if (existsSync(file)) return file
  mkdirSync(FOLDER, { recursive: true })
  // Those of other versions. The tests of the screens may be making this one at the same time.
  for (const each of readdirSync(FOLDER)) {
    if (!each.startsWith(name)) rmSync(join(FOLDER, each), { recursive: true, force: true })
  }
  const unfinished = `${file}.${String(process.pid)}`
  // Not loaded where there is nothing to make.
  const { dumpOfEmpty } = await import('./template-dump.ts')
  await writeFile(unfinished, await dumpOfEmpty())
  await rename(unfinished, file)
  return file
}

/** Changes with each migration and its number, with the code that runs them, and the engine. */
function nameOf(folders: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of [join(dirname(ENGINE), '..', 'package.json'), DUMP]) {
    hash.update(readFileSync(file))
  }
  for (const folder of folders) {
    for (const name of readdirSync(folder).toSorted()) {
      hash.update(name).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
