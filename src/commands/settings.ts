/**
 * `npm run settings`: how a store sells, as its tills hear it. Ends as the owner's other commands
 * do.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { setSettingsInputSchema } from '../contract/backend/settings.ts'
import { readJsonFile, readSaid } from './json-file.ts'
import { answerOf, backendUrl, DEMO_BACKEND, understood } from './owner.ts'
import { ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run settings -- [options]

  (nothing)          what a store has set, as JSON
  --set <file.json>  replaces what the file names; null takes it away, what is not named stays
  --picture <file>   a PNG or JPEG of at most 100 kB for the customers' displays; named again for
                     each, in the order in which they are shown
  --store <id>       otherwise the oldest store
  --backend <url>    otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json             a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const { backend, set, picture: files, store } = readArguments()
  const { settings } = ownerClient(backend)
  const place = store === undefined ? {} : { store }
  const said = set === undefined ? undefined : readJsonFile(set, setSettingsInputSchema)
  const named = files ? { ...said, displayPictures: picturesOf(files) } : said
  const asked = named ? settings.set({ ...named, ...place }) : settings.read(place)
  const answer = await answerOf(backend, asked)
  console.log(JSON.stringify(answer, null, 2))
  return { settings: answer }
})

/** As they stand in the settings; the backend looks at what they are. */
function picturesOf(files: readonly string[]): string[] {
  const pictures = files.map((file) => {
    const kind = file.toLowerCase().endsWith('.png') ? 'png' : 'jpeg'
    return `data:image/${kind};base64,${readFileSync(file).toString('base64')}`
  })
  return (
    readSaid(files.join(', '), { displayPictures: pictures }, setSettingsInputSchema)
      .displayPictures ?? []
  )
}

function readArguments() {
  return understood(
    USAGE,
    () =>
      parseArgs({
        options: {
          set: { type: 'string' },
          picture: { type: 'string', multiple: true },
          store: { type: 'string' },
          backend: { type: 'string', default: backendUrl() },
          json: { type: 'boolean', default: false },
        },
      }).values,
  )
}
