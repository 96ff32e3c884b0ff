/** What the commands about a terminal's folder share: its parts, and refusals in plain words. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { LinkFailure } from '../ports/backend-link.ts'
import { StoreFailure } from '../ports/store.ts'
import { unsentIn, type Unsent } from '../store/unsent.ts'
import { systemClock } from '../system/clock.ts'
import { createLog } from '../system/log.ts'
import { systemRandom } from '../system/random.ts'
import { fileSecrets } from '../system/secrets.ts'
import { terminalMigrations } from './folders.ts'
import { Ending, REFUSED, runCommand, understood } from './owner.ts'

/** The options by name, all of them text. Ends with the usage where it was not understood. */
export function readOptions(
  usage: string,
  names: readonly string[],
  positional?: string,
): Readonly<Record<string, string | undefined>> {
  const options: ParseArgsOptionsConfig = { json: { type: 'boolean' } }
  for (const name of names) options[name] = { type: 'string' }
  return understood(usage, () => {
    const allowPositionals = positional !== undefined
    const { values, positionals } = parseArgs({ options, allowPositionals })
    const given = Object.entries(values).filter(([, value]) => typeof value === 'string')
    const first = positional === undefined ? {} : { [positional]: positionals[0] }
    return { ...(Object.fromEntries(given) as Record<string, string>), ...first }
  })
}

/** Its parts as a store takes them. Ends where there is no such folder. */
export function openFolder(folder: string) {
  if (!existsSync(folder)) throw new Ending(`There is no folder ${folder}.`, REFUSED)
  const log = createLog({ name: 'command', destination: join(folder, 'terminal.log') })
  return {
    ...{ folder, file: join(folder, 'terminal.db'), migrations: terminalMigrations, log },
    ...{ clock: systemClock({ holdsProcess: true }), random: systemRandom() },
    secrets: fileSecrets(folder),
  }
}

/** Runs a command; a ground that gives way, and a backend that refuses, are told in words. */
export function runOnFolder(run: () => Promise<object> | object): Promise<void> {
  return runCommand(async () => {
    try {
      return await run()
    } catch (error) {
      if (error instanceof StoreFailure || error instanceof LinkFailure) {
        throw new Ending(wordsOf(error), REFUSED)
      }
      throw error
    }
  })
}

function wordsOf({ code, message }: StoreFailure | LinkFailure): string {
  if (code === 'second-instance') return 'The terminal runs: close it first. Nothing was changed.'
  if (code === 'enrolment-code-wrong') return 'The code was not accepted. Nothing was changed.'
  return `Nothing was changed: ${message} (${code}).`
}

/** Ends where something is unsent that no export has saved. */
export function refuseUnsent({ entries, sales }: Unsent, act: string): void {
  if (entries === 0) return
  throw new Ending(
    `${String(entries)} entries (${String(sales)} sales) have not reached the backend. ` +
      `Bring the terminal online until it has sent them, or ${act}.`,
    REFUSED,
  )
}

/** Ends also where the file cannot be read: nobody can say then that nothing would be lost. */
export function unsentOf(file: string): Unsent {
  try {
    return unsentIn(file)
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error
    throw new Ending(
      `The database cannot be read, so nobody can say what is unsent (${error.code}). ` +
        'Start the terminal: it puts the database together again.',
      REFUSED,
    )
  }
}
