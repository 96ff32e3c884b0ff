/**
 * Programs as one file each, for tests that start them dozens of times: loaded module by module
 * they take three times as long to start. Nothing in them is another, and each of their modules
 * still believes that it lies where its source does. Kept in `out/`, under a name that changes with
 * whatever they are made of.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { renameSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { sources, type Programs } from '../src/commands/folders.ts'
import { ascii } from './ascii.ts'

const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'out', 'programs')
const SOURCES = [join(ROOT, 'src'), join(ROOT, 'drivers')]

/** Not of JavaScript alone, or what a preloaded watcher takes hold of: the packages themselves. */
const PACKAGES = /^(better-sqlite3|serialport|node-hid|pg|@electric-sql\/pglite|@napi-rs\/canvas)$/

/** It lives for seconds: what its database's engine spends on optimising is never earned. */
const BANNER = `import engine from 'node:v8'; engine.setFlagsFromString('--liftoff-only');`

export async function programsOfShop(): Promise<Programs> {
  return {
    backend: await programOf(sources.backend),
    terminal: await programOf(sources.terminal),
  }
}

/** The file to start in place of the source; made where it is missing. */
export async function programOf(source: string): Promise<string> {
  const folder = join(OUT, nameOf(source))
  const file = join(folder, 'program.mjs')
  if (existsSync(file)) return file
  mkdirSync(OUT, { recursive: true })
  const unfinished = mkdtempSync(`${folder}.`)
  await bundle(source, unfinished)
  try {
    renameSync(unfinished, folder)
  } catch (error) {
    // Another test has made it meanwhile.
    rmSync(unfinished, { recursive: true })
    if (!existsSync(file)) throw error
  }
  return file
}

async function bundle(source: string, folder: string): Promise<void> {
  await build({
    ...{ root: ROOT, configFile: false, logLevel: 'error', plugins: [placed, ascii] },
    ssr: { noExternal: true },
    build: {
      ...{ ssr: source, outDir: folder, target: 'node24', minify: false },
      rolldownOptions: {
        external: PACKAGES,
        output: {
          ...{ entryFileNames: 'program.mjs', codeSplitting: false, format: 'esm' },
          banner: BANNER,
        },
      },
    },
  })
}

/** Migrations and pages are found from where a module lies. */
const placed: Plugin = {
  name: 'holdfast-placed',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(ROOT) || id.includes('node_modules')) return undefined
    return code
      .replaceAll('import.meta.url', () => JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.dirname', () => JSON.stringify(dirname(id)))
  },
}

function nameOf(source: string): string {
  const hash = createHash('sha256').update(relative(ROOT, source))
  for (const file of [import.meta.filename, join(ROOT, 'package-lock.json')]) {
    hash.update(readFileSync(file))
  }
  for (const folder of [...SOURCES, dirname(source)]) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)))
    }
  }
  return hash.digest('hex').slice(0, 16)
}
