/**
 * `npm run backup -- --folder <folder>`: makes a verified backup of a terminal's database, also
 * while it sells. Ends with 0 when it was made, 1 when it was not, and 2 when the command was not
 * understood.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { StoreFailure } from '../ports/store.ts'
import { backupInWorker } from '../store/worker.ts'
import { systemClock } from '../system/clock.ts'
import { Ending, NOT_UNDERSTOOD, REFUSED, runCommand, understood } from './owner.ts'
import { tellProgress } from './progress.ts'

const USAGE = `npm run backup -- --folder <folder of the terminal> [options]

  --out <file>   where to; otherwise into the folder's own backups, where the oldest make room
  --json         a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const { folder, out } = readArguments()
  if (folder === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const file = join(folder, 'terminal.db')
  if (!existsSync(file)) throw new Ending(`There is no ${file}.`, REFUSED)
  if (out !== undefined && existsSync(out)) {
    throw new Ending(`${out} is there already. Nothing was changed.`, REFUSED)
  }
  const at = systemClock({ holdsProcess: false }).now()
  const order = { file, at, ...(out === undefined ? {} : { target: resolve(out) }) }
  const made = await backupInWorker(order, tellProgress).done.catch((error: unknown) => {
    if (!(error instanceof StoreFailure)) throw error
    throw new Ending(`No backup was made: ${error.message}.`, REFUSED, { code: error.code })
  })
  const { entries, sales } = made.verification
  console.log(`${made.file}: ${entries} entries, ${sales} sales; all is right.`)
  return { file: made.file, entries, sales }
})

function readArguments(): { folder?: string; out?: string } {
  return understood(
    USAGE,
    () =>
      parseArgs({
        options: {
          folder: { type: 'string' },
          out: { type: 'string' },
          json: { type: 'boolean', default: false },
        },
      }).values,
  )
}
