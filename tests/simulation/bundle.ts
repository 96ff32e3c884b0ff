/**
 * The world with the backend, and the thread of a terminal, bundled: loading the sources one by one
 * takes four times as long, and a bundle can be run anew for each life. A bundle may have a bug put
 * in, to prove that the checkers find it.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { ascii } from '../ascii.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** In the checkout, so that a bundle finds the packages that stay outside of it. */
const OUT = join(ROOT, 'out')

/** A bug: in this file, these words instead of those. */
export interface Mutation {
  readonly file: string
  readonly from: string
  readonly to: string
}

export interface Bundle {
  /** The process that plays seeds. */
  readonly player: string
  /** Begins the thread of a terminal. */
  readonly till: string
  remove(): void
}

export async function bundle(mutation?: Mutation): Promise<Bundle> {
  mkdirSync(OUT, { recursive: true })
  const made = mkdtempSync(join(OUT, 'simulation-'))
  // As deep as the sources of the backend, which finds its migrations from where it lies.
  const folder = join(made, 'bundle')
  mkdirSync(folder)
  const plugins = mutation ? [mutating(mutation)] : []
  try {
    // One file, and what is not JavaScript: nothing else is looked up when it begins.
    const engines = /^(@electric-sql\/pglite|better-sqlite3|pg)$/
    const player = await bundled(folder, 'player.mjs', 'player.ts', engines, plugins)
    const native = /^(better-sqlite3|serialport|node-hid)$/
    plugins.push(standIns, ascii, onlyRules)
    await bundled(folder, 'till.cjs', 'till/main.ts', native, plugins)
    const till = await bundled(folder, 'thread.mjs', 'till/thread.ts', native, [])
    return { player, till, remove: () => rmSync(made, { recursive: true, force: true }) }
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    throw error
  }
}

async function bundled(
  folder: string,
  name: string,
  entry: string,
  external: RegExp,
  plugins: Plugin[],
): Promise<string> {
  await build({
    ...{ root: ROOT, configFile: false, logLevel: 'error', plugins },
    ssr: { noExternal: true },
    build: {
      ...{ ssr: join(import.meta.dirname, entry), outDir: folder, target: 'node24' },
      ...{ minify: false, emptyOutDir: false },
      rolldownOptions: {
        external,
        output: name.endsWith('.cjs')
          ? { format: 'cjs', entryFileNames: name, ...SHARED }
          : { format: 'esm', entryFileNames: name, codeSplitting: false },
      },
    },
  })
  return join(folder, name)
}

/** Rules and shapes; but not the contract's procedures, which oRPC makes. */
const RULES =
  /node_modules\/(zod|temporal-\w+)\/|\/src\/(domain|contract)\/(?!.*\b(base|display|router)\.ts$)/
/**
 * Half of what a life would load anew knows no time, no chance and no life: a thread loads it once
 * for all of its lives. It must not grow by what does.
 */
const SHARED = {
  chunkFileNames: '[name].cjs',
  codeSplitting: { groups: [{ name: 'rules', test: RULES }] },
}

const onlyRules: Plugin = {
  name: 'holdfast-only-rules',
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk' || file.name !== 'rules') continue
      const other = file.moduleIds.find((id) => !RULES.test(id))
      if (other !== undefined) throw new Error(`${other} would outlive a life`)
    }
  },
}

/** What would wait for real wires and real threads has a stand-in of this world. */
const STAND_INS: Readonly<Record<string, string>> = {
  'drivers/printer/driver.ts': 'printer.ts',
  './terminal/backups.ts': 'backups.ts',
}

const standIns: Plugin = {
  name: 'holdfast-stand-ins',
  enforce: 'pre',
  resolveId(id) {
    const name = Object.keys(STAND_INS).find((end) => id.endsWith(end))
    const file = name === undefined ? undefined : STAND_INS[name]
    return file === undefined ? undefined : join(import.meta.dirname, 'till', file)
  },
}

function mutating({ file, from, to }: Mutation): Plugin {
  return {
    name: 'holdfast-mutation',
    // Before types are taken out: it is the source that is to say it.
    enforce: 'pre',
    transform(code, id) {
      if (id !== join(ROOT, file)) return undefined
      if (code.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`)
      return code.replace(from, () => to)
    },
  }
}
