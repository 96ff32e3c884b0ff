/**
 * Begins the thread of a terminal. A thread lives for seconds, and many of them would go by with
 * compiling: the first one keeps what it compiled beside the bundle, and those after it take that.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'
import { threadId } from 'node:worker_threads'

/** The bundle stands beside this. */
const file = fileURLToPath(new URL('till.cjs', import.meta.url))
const kept = `${file}.compiled`
const cachedData = existsSync(kept) ? readFileSync(kept) : undefined
// Nothing in the bundle is beyond ASCII, which this reads without looking at each byte.
const script = new Script(`(function (require) {${readFileSync(file, 'latin1')}\n})`, {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  ...(cachedData ? { cachedData } : {}),
})
const begin = script.runInThisContext() as (require: NodeJS.Require) => void
begin(createRequire(file))
// A thread of another kind of process cannot take it, and keeps its own instead.
if (cachedData === undefined || script.cachedDataRejected === true) {
  // Under another name first: another thread never reads the half of it.
  const unfinished = `${kept}.${String(process.pid)}-${String(threadId)}`
  writeFileSync(unfinished, script.createCachedData())
  renameSync(unfinished, kept)
}
