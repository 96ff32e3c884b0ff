/**
 * `npm run import-entries -- <file>`: takes the entries in that a terminal wrote into a file before
 * it was wiped. Ends with 0 when they were taken in, 1 when the file was refused whole, 2 when the
 * command was not understood, and 3 when the backend was not there.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ENTRIES_FILE_CHARACTERS_LIMIT } from '../contract/backend/entries-file.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, REFUSED, runCommand } from './owner.ts'

const USAGE = `npm run import-entries -- <file> [--adopt] [--backend <url>] [--json]

  --adopt   the backend was restored and has forgotten this terminal: make it known by its file

The backend is HOLDFAST_BACKEND where it is not given, otherwise ${DEMO_BACKEND}.
The owner's token comes from HOLDFAST_OWNER_TOKEN, or from the folder of the demo shop.`

const WORDS = [
  ['applied', 'took effect now'],
  ['known', 'had been applied before'],
  ['waiting', 'wait for others that are missing before them'],
  ['forked', 'took effect as the second with their number: the terminal was copied'],
  ['parked', 'were set aside: npm run exceptions says why'],
] as const

await runCommand(async () => {
  const { file, backend, adopt } = readArguments()
  const content = readContent(file)
  const { administration } = ownerClient(backend)
  const asked = administration.importEntries({ content, adopt })
  const { terminal, ...counts } = await answerOf(backend, asked)
  console.log(`Taken in: ${String(counts.entries)} entries of terminal ${terminal}.`)
  for (const [state, words] of WORDS) {
    if (counts[state] > 0) console.log(`  ${String(counts[state]).padStart(9)}  ${words}`)
  }
  if (!adopt) return { terminal, ...counts }
  const { code } = await answerOf(backend, administration.replacementCode({ terminal }))
  console.log('It sends the rest by itself once it is enrolled again, within the hour:')
  console.log(`  npm run enrol -- --folder <folder of the terminal> --code ${code}`)
  return { terminal, ...counts, code }
})

function readArguments(): { file: string; backend: string; adopt: boolean } {
  return understood(USAGE, () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        backend: { type: 'string', default: backendUrl() },
        adopt: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new Ending(USAGE, NOT_UNDERSTOOD)
    return { file, backend: values.backend, adopt: values.adopt }
  })
}

function readContent(file: string): string {
  if (!existsSync(file)) throw new Ending(`There is no file ${file}.`, REFUSED)
  if (statSync(file).size > ENTRIES_FILE_CHARACTERS_LIMIT) {
    throw new Ending(`${file} is larger than any file of entries that Holdfast writes.`, REFUSED)
  }
  try {
    // Byte for byte: what the trailer proves is the file, with whatever stands before its header.
    const reader = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return reader.decode(readFileSync(file))
  } catch {
    throw new Ending(`${file} is not UTF-8 text: it was changed on its way.`, REFUSED)
  }
}
