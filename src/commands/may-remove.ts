/**
 * `npm run may-remove -- --folder F`: whether a terminal's folder may go without losing anything;
 * for those who uninstall and update. Ends with 0 where it may, 1 where not, 2 when the command was
 * not understood.
 */
import { join } from 'node:path'
import { Ending, NOT_UNDERSTOOD } from './owner.ts'
import { readOptions, refuseUnsent, runOnFolder, unsentOf } from './terminal-folder.ts'

const USAGE = 'npm run may-remove -- --folder <folder of the terminal> [--json]'

await runOnFolder(() => {
  const { folder } = readOptions(USAGE, ['folder'])
  if (folder === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const unsent = unsentOf(join(folder, 'terminal.db'))
  refuseUnsent(unsent, 'export them: npm run export -- --folder F --to FILE')
  console.log('Everything has reached the backend: it may be removed.')
  return unsent
})
