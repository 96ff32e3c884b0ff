/**
 * `npm run found`: a shop at a backend that has none yet. It works on the backend's own database,
 * since nobody could ask a backend without a shop for anything. Ends as the owner's other commands
 * do.
 */
import { parseArgs } from 'node:util'
import { placeFrom, startBackend, type RunningBackend } from '../backend.ts'
import { COUNTRY_NAMES } from '../backend/setup/countries.ts'
import { issueEnrolmentCode } from '../backend/setup/enrolment.ts'
import type { Founding } from '../backend/setup/found-shop.ts'
import { foundingFileSchema } from '../backend/setup/founding-file.ts'
import { openPrivateFolder } from '../system/durable-file.ts'
import { createLog } from '../system/log.ts'
import { foundOnce } from './found-once.ts'
import { readJsonFile, readSaid } from './json-file.ts'
import { Ending, NOT_UNDERSTOOD, REFUSED, runCommand, understood } from './owner.ts'

const USAGE = `npm run found -- --file <shop.json> | --name <name> --country <country> [options]

  --file <shop.json>  name, address, taxNumber, country and what is otherwise than there:
                      docs/settings.md has all of it
  --country <name>    ${COUNTRY_NAMES.join(', ')}
  --till <name>       what the first till is called; otherwise "Till 1"
  --folder <folder>   the embedded backend's; otherwise DATABASE_URL, HOLDFAST_DATA or
                      .holdfast/backend. An embedded backend must not run meanwhile
  --token <file>      where the owner's token is kept; otherwise .holdfast/owner-token
  --json              a last line for programs: {"ok":…,"figures":{…}}`

const NO_DEVICES = { printer: null, scanners: [], payment: null }

await runCommand(async () => {
  const values = readArguments()
  const founding = foundingOf(values)
  const { folder } = values
  const place = folder === undefined ? placeFrom(process.env) : { kind: 'folder' as const, folder }
  if (place.kind === 'folder') openPrivateFolder(place.folder)
  const started = await startBackend({ place, log: createLog({ name: 'found' }) })
  if (!started.ok) {
    throw new Ending(`The backend cannot be opened: ${started.failure.code}.`, REFUSED)
  }
  try {
    return await foundAt(started.value, founding, values)
  } finally {
    await started.value.close()
  }
})

async function foundAt({ backend }: RunningBackend, founding: Founding, { token, till }: Values) {
  const made = await foundOnce(backend, founding, token)
  if (!made) {
    throw new Ending('This backend has a shop already, and it is another owner’s.', REFUSED)
  }
  const { isNew, shop } = made
  const { tenant, store, currency, taxIncluded } = shop
  const offer = { tenant, store, terminalName: till, devices: NO_DEVICES }
  const { code } = await issueEnrolmentCode(backend, offer)
  const said = isNew ? 'is founded' : 'was founded before, and stays as it is'
  console.log(`The shop ${said}: ${currency}, prices ${taxIncluded ? 'with' : 'without'} tax.
Its owner's token is in ${token}. ${till} enrols with ${code} within the hour.
Who works there: npm run staff. What it sells: npm run import. How it sells: npm run settings.`)
  return { founded: isNew, tenant, store, currency, taxIncluded, token, enrolmentCode: code }
}

type Values = ReturnType<typeof readArguments>

function foundingOf({ file, name, country }: Values): Founding {
  if (file !== undefined) return readJsonFile(file, foundingFileSchema)
  return readSaid('The command', { name, country }, foundingFileSchema)
}

function readArguments() {
  return understood(USAGE, () => {
    const { values } = parseArgs({
      options: {
        file: { type: 'string' },
        name: { type: 'string' },
        country: { type: 'string' },
        till: { type: 'string', default: 'Till 1' },
        folder: { type: 'string' },
        token: { type: 'string', default: '.holdfast/owner-token' },
        json: { type: 'boolean', default: false },
      },
    })
    const isOne = (values.file === undefined) !== (values.name === undefined)
    if (!isOne || (values.name !== undefined && values.country === undefined)) {
      throw new Ending(USAGE, NOT_UNDERSTOOD)
    }
    return values
  })
}
