/**
 * `npm run reset -- --folder F [--export FILE]`: takes a terminal back to the beginning. All that
 * it was is set aside; while anything is unsent it is refused, or exported first. Ends with 0 when
 * it did, 1 when not, 2 when it was not understood.
 */
import { setAside } from '../store/recovery/reset.ts'
import { exportUnsent } from '../store/unsent.ts'
import { Ending, NOT_UNDERSTOOD } from './owner.ts'
import { openFolder, readOptions, refuseUnsent } from './terminal-folder.ts'
import { runOnFolder, unsentOf } from './terminal-folder.ts'

const USAGE = `npm run reset -- --folder <folder of the terminal> [--export <file>] [--json]

  --export <file>   where what has not reached the backend is written first; outside the folder`

await runOnFolder(() => {
  const { folder, export: to } = readOptions(USAGE, ['folder', 'export'])
  if (folder === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const { file, secrets, clock } = openFolder(folder)
  const at = clock.now()
  const unsent = unsentOf(file)
  if (to === undefined) refuseUnsent(unsent, 'name a file with --export')
  const files =
    to === undefined || unsent.entries === 0 ? [] : exportUnsent(file, { to, secrets, at })
  const aside = setAside(file, at)
  console.log(`The terminal is as new. What it was lies in ${aside}.`)
  for (const each of files) console.log(`What had not reached the backend lies in ${each}.`)
  return { ...unsent, aside, files }
})
