/**
 * `npm run settings`: how a store sells, as its tills hear it. Ends as the owner's other commands
 * do.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { setSettingsInputSchema, type SetSettingsInput } from '../contract/backend/settings.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run settings -- [options]

  (nothing)          what a store has set, as JSON
  --set <file.json>  replaces what the file names; null takes it away, what is not named stays
  --store <id>       otherwise the oldest store
  --backend <url>    otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json             a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const { backend, set, store } = readArguments()
  const { settings } = ownerClient(backend)
  const place = store === undefined ? {} : { store }
  const named = set === undefined ? undefined : settingsIn(set)
  const asked = named ? settings.set({ ...named, ...place }) : settings.read(place)
  const answer = await answerOf(backend, asked)
  console.log(JSON.stringify(answer, null, 2))
  return { settings: answer }
})

/** What the file says, or an ending that tells where it is wrong. */
function settingsIn(file: string): SetSettingsInput {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new Ending(`${file} could not be read as JSON: ${reason}`, NOT_UNDERSTOOD)
  }
  const read = setSettingsInputSchema.safeParse(text)
  if (read.success) return read.data
  throw new Ending(
    `${file} says what no store can have:\n${z.prettifyError(read.error)}`,
    NOT_UNDERSTOOD,
  )
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        set: { type: 'string' },
        store: { type: 'string' },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new Ending(`${error instanceof Error ? error.message : ''}\n\n${USAGE}`, NOT_UNDERSTOOD)
  }
}
