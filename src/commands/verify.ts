/**
 * `npm run verify -- <what>`: checks a terminal's database or a backup of one, a file of entries,
 * or a backend, and names the first thing that is wrong. Ends with 0 where all is right, 1 where
 * something is wrong, and 2 where the command was not understood.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type DatabasePlace } from '../backend/database/open.ts'
import { verifyBackend } from '../backend/verify/verify.ts'
import { ENTRIES_FILE_START, verifyEntriesFile } from '../store/verify/entries-file.ts'
import { isBooks, verifyBooks } from '../store/verify/exported-books.ts'
import type { Broken } from '../store/verify.ts'
import { verifyInWorker } from '../store/worker.ts'
import { systemClock } from '../system/clock.ts'
import { Ending, NOT_UNDERSTOOD, REFUSED, runCommand, understood } from './owner.ts'
import { tellProgress } from './progress.ts'

const USAGE = `npm run verify -- <what> [--json]

  <file>     a terminal's database, also while it sells; a backup; a file of entries
  <folder>   of a terminal, of an embedded backend that does not run, or of books

Without <what>, the backend of DATABASE_URL, which may run.`

type Figures = Readonly<Record<string, unknown>>

await runCommand(async () => {
  const what = readArgument()
  if (what === undefined) return checkBackend({ kind: 'url', url: databaseUrl() })
  if (!existsSync(what)) throw new Ending(`There is no ${what}.`, REFUSED)
  if (statSync(what).isFile()) return startsLikeEntries(what) ? checkEntries(what) : check(what)
  if (existsSync(join(what, 'PG_VERSION'))) return checkBackend({ kind: 'folder', folder: what })
  if (isBooks(what)) return checkBooks(what)
  const file = join(what, 'terminal.db')
  if (existsSync(file)) return check(file)
  throw new Ending(`${what} is the folder of no terminal, no backend and no books.`, REFUSED)
})

function readArgument(): string | undefined {
  return understood(USAGE, () => {
    const options = { json: { type: 'boolean', default: false } } as const
    const { positionals } = parseArgs({ allowPositionals: true, options })
    if (positionals.length > 1) throw new Ending(USAGE, NOT_UNDERSTOOD)
    return positionals[0]
  })
}

function databaseUrl(): string {
  const url = process.env['DATABASE_URL'] ?? ''
  if (url === '') throw new Ending(USAGE, NOT_UNDERSTOOD)
  return url
}

async function check(file: string): Promise<Figures> {
  const verified = await verifyInWorker(file, tellProgress).done.catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Ending(`${file} cannot be verified: ${reason}.`, REFUSED)
  })
  const { entries, sales, heads, broken } = verified
  return conclude(file, { entries, sales, heads }, nameOf(broken))
}

function checkEntries(file: string): Figures {
  const { broken, signed, ...figures } = verifyEntriesFile(file)
  const concluded = conclude(file, figures, nameOf(broken))
  if (!signed) {
    console.log(
      'It is not signed as a whole: what was left out would show as a hole at the backend.',
    )
  }
  return concluded
}

async function checkBooks(folder: string): Promise<Figures> {
  const { broken, ...figures } = await verifyBooks(folder)
  const concluded = conclude(folder, figures, broken)
  const { closings, keyId } = figures
  console.log(
    `${String(closings)} closings; signed by the key ${keyId}: compare it with the shop's.`,
  )
  return concluded
}

async function checkBackend(place: DatabasePlace): Promise<Figures> {
  const opened = await openDatabase(place, systemClock({ holdsProcess: false }))
  if (!opened.ok) {
    const { code } = opened.failure
    const why = code === 'second-instance' ? 'it runs: stop it first' : code
    throw new Ending(`The backend cannot be verified: ${why}.`, REFUSED)
  }
  const { database, close } = opened.value
  try {
    const { broken, ...figures } = await verifyBackend(database)
    return conclude('The backend', figures, broken)
  } finally {
    await close()
  }
}

function conclude(
  what: string,
  figures: Figures & { readonly entries: number; readonly sales: number },
  broken: string | undefined,
): Figures {
  const counts = `${figures.entries} entries, ${figures.sales} sales`
  if (broken !== undefined) {
    throw new Ending(`${what}: ${broken}. Before it ${counts} are right.`, REFUSED, {
      ...figures,
      broken,
    })
  }
  console.log(`${what}: ${counts}; all is right.`)
  return figures
}

function nameOf(broken: Broken | undefined): string | undefined {
  if (!broken) return undefined
  const { epoch, seq, receipt, reason } = broken
  if (epoch === 0) return reason
  const sale = receipt === undefined ? '' : ` (receipt ${receipt})`
  return `entry ${seq} of epoch ${epoch}${sale}: ${reason}`
}

function startsLikeEntries(file: string): boolean {
  const beginning = Buffer.alloc(ENTRIES_FILE_START.length)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, beginning)
  } finally {
    closeSync(handle)
  }
  return beginning.toString() === ENTRIES_FILE_START
}
