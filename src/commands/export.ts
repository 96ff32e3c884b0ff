/**
 * `npm run export -- --folder F --to FILE`: writes what has not reached the backend into a signed
 * file that it can import. Ends with 0 when it did, 1 when not, 2 when it was not understood.
 */
import { Ending, NOT_UNDERSTOOD } from './owner.ts'
import { exportUnsent } from '../store/unsent.ts'
import { openFolder, readOptions, runOnFolder, unsentOf } from './terminal-folder.ts'

const USAGE = `npm run export -- --folder <folder of the terminal> --to <file> [--json]

The backend takes it in by: npm run import-entries -- <file>`

await runOnFolder(() => {
  const { folder, to } = readOptions(USAGE, ['folder', 'to'])
  if (folder === undefined || to === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const { file, secrets, clock } = openFolder(folder)
  const { entries, sales } = unsentOf(file)
  const files = exportUnsent(file, { to, secrets, at: clock.now() })
  console.log(`${String(entries)} entries (${String(sales)} sales): ${files.join(', ')}`)
  return { entries, sales, files }
})
