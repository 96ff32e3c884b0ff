/**
 * `npm run backend:restore -- --from <dump> --folder <folder>`: puts an embedded backend back to a
 * copy of it. Ends with 0 when it did, 1 when it was refused, and 2 when the command was not
 * understood.
 */
import { parseArgs } from 'node:util'
import { restoreDump } from '../backend/database/restore.ts'
import { systemClock } from '../system/clock.ts'
import { Ending, NOT_UNDERSTOOD, REFUSED, runCommand, understood } from './owner.ts'

const USAGE = `npm run backend:restore -- --from <dump> --folder <folder> [--json]

The dumps lie beside the folder, in <folder>-dumps; the name of each is when it was made.
The backend must not run. A PostgreSQL server has its own tools: docs/backend-restore.md.`

const REASONS: Readonly<Record<string, string>> = {
  'second-instance': 'The backend runs: stop it first. Nothing was changed.',
  'not-found': 'There is no such dump. Nothing was changed.',
  'input-invalid': 'This is not a whole dump of a Holdfast backend. Nothing was changed.',
}

await runCommand(async () => {
  const { from, folder } = readArguments()
  if (from === undefined || folder === undefined) throw new Ending(USAGE, NOT_UNDERSTOOD)
  const clock = systemClock({ holdsProcess: false })
  const restored = await restoreDump({ folder, dump: from, clock })
  if (!restored.ok) {
    const { code } = restored.failure
    throw new Ending(REASONS[code] ?? code, REFUSED)
  }
  const { setAside } = restored.value
  console.log(`The backend of ${folder} is what it was in ${from}.`)
  if (setAside !== null) console.log(`What it was until now lies in ${setAside}.`)
  console.log('Start it: the terminals send what it no longer knows; npm run exceptions lists what')
  console.log('none of them could bring back.')
  return restored.value
})

function readArguments(): { from?: string; folder?: string } {
  return understood(
    USAGE,
    () =>
      parseArgs({
        options: {
          from: { type: 'string' },
          folder: { type: 'string' },
          json: { type: 'boolean', default: false },
        },
      }).values,
  )
}
