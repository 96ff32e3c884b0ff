/**
 * `npm run restore -- <backup> --folder F [--export FILE]`: puts a backup in the place of a
 * terminal's database, and goes on under new numbers. Ends with 0 when it did, 1 when it was
 * refused, 2 when it was not understood.
 */
import { restoreBackup } from '../store/recovery/restore.ts'
import { systemMachine } from '../system/machine.ts'
import { Ending, NOT_UNDERSTOOD } from './owner.ts'
import { openFolder, readOptions, refuseUnsent, runOnFolder } from './terminal-folder.ts'

const USAGE = `npm run restore -- <backup> --folder <folder of the terminal> [options]

  --export <file>   where what would be lost is written first; without it that is refused
  --json            a last line for programs: {"ok":…,"figures":{…}}`

await runOnFolder(() => {
  const { backup, folder, export: to } = readOptions(USAGE, ['folder', 'export'], 'backup')
  if (backup === undefined || folder === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const parts = { ...openFolder(folder), machine: systemMachine() }
  const restored = restoreBackup({ ...parts, backup, exportTo: to })
  if (restored.kind === 'refused') {
    refuseUnsent(restored.unsent, 'name a file with --export: the backup does not hold them')
    throw new Error('refused for nothing')
  }
  const { aside, exported, head } = restored
  console.log(
    `The terminal is what it was in ${backup}, and goes on in epoch ${head.epoch.ordinal}.`,
  )
  if (aside !== undefined) console.log(`What it was until now is called ${aside}.`)
  for (const each of exported) console.log(`What the backup does not hold lies in ${each}.`)
  return { epoch: head.epoch.ordinal, aside: aside ?? null, exported }
})
