/**
 * The thread in which a terminal lives, one life after the other. Each life runs the whole bundle
 * anew, so that nothing of an earlier one is left in it; what the engine compiled of it stays.
 */
import type Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'
import { parentPort } from 'node:worker_threads'
import type { Birth, Turn } from './protocol.ts'

type Life = Pick<typeof import('./main.ts'), 'end' | 'receive'>
type Begin = (require: (id: string) => unknown, exports: Partial<Life>) => void

/** The bundle stands beside this. */
const file = fileURLToPath(new URL('till.cjs', import.meta.url))
const require = createRequire(file)
// Nothing in the bundle is beyond ASCII, which this reads without looking at each byte.
const script = new Script(`(function (require, exports) {${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
const begin = script.runInThisContext() as Begin
const RealDatabase = require('better-sqlite3') as typeof Database
let open: Database.Database[] = []

/** A life closes what it opened only where it is shut down. */
class OpenedDatabase extends RealDatabase {
  constructor(...values: ConstructorParameters<typeof Database>) {
    super(...values)
    open.push(this)
  }
}

let life = newLife()
parentPort?.on('message', (message: Birth | Turn | 'end') => {
  if (message !== 'end') return life.receive(message)
  life.end()
  for (const each of open) each.close()
  open = []
  parentPort?.postMessage('ended')
  life = newLife()
})

function newLife(): Life {
  const exports: Partial<Life> = {}
  begin((id) => (id === 'better-sqlite3' ? OpenedDatabase : require(id)), exports)
  const { end, receive } = exports
  if (!end || !receive) throw new Error('the bundle is not that of a terminal')
  // Beside the libraries nothing was done yet: the world may use it for any seed.
  parentPort?.postMessage('loaded')
  return { end, receive }
}
