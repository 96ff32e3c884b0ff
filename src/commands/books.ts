/**
 * `npm run books -- --folder F --from D --until D --to FOLDER`: writes the books of closed fiscal
 * days, signed by the terminal, which may run meanwhile. Ends with 0 when it did, 1 when not, 2
 * when it was not understood.
 */
import { periodSchema } from '../domain/reports/period.ts'
import { signBooks, writeBooks } from '../store/books/write.ts'
import { Ending, NOT_UNDERSTOOD, REFUSED } from './owner.ts'
import { openFolder, readOptions, runOnFolder } from './terminal-folder.ts'

const USAGE = `npm run books -- --folder <folder of the terminal> --from <date> --until <date>
  --to <new folder> [--json]

Dates are business dates, as 2026-11-30. Whoever gets the folder proves it by: npm run verify -- it`

await runOnFolder(() => {
  const { folder, from, until, to } = readOptions(USAGE, ['folder', 'from', 'until', 'to'])
  const period = periodSchema.safeParse({ from, to: until })
  if (folder === undefined || to === undefined || !period.success) {
    throw new Ending(USAGE, NOT_UNDERSTOOD)
  }
  const { file, secrets, clock } = openFolder(folder)
  const { keyId, publicKey } = secrets
  const order = { file, folder: to, ...period.data, at: clock.now(), key: { keyId, publicKey } }
  const unsigned = writeBooks(order)
  if (!unsigned) throw new Ending('None of these days is closed.', REFUSED)
  signBooks(to, unsigned, secrets)
  const { entries, closings } = unsigned
  console.log(`${to}: ${String(entries)} entries, ${String(closings)} closings, key ${keyId}.`)
  return { folder: to, ...unsigned, keyId }
})
