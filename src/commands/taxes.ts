/**
 * `npm run taxes`: the tax classes of a shop, and what their rates will be. Ends as the owner's
 * other commands do.
 */
import { parseArgs } from 'node:util'
import { changeRatesSchema, newTaxClassSchema } from '../contract/backend/tax-classes.ts'
import { readJsonFile } from './json-file.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run taxes -- [options]

  (nothing)             the tax classes, as JSON
  --add <file.json>     another: {"code":"press","name":"Press","rates":[{"code":"P",…}]}
  --change <file.json>  other rates from a day on:
                        {"taxClass":"press","from":"2027-01-01","rates":[…]}
                        "from": null is now, "rates": null takes back what begins on that day
  --backend <url>       otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json                a last line for programs: {"ok":…,"figures":{…}}

Rates are in parts per million: 19 % is {"code":"A","name":"VAT","rate":190000}.`

await runCommand(async () => {
  const { add, change, backend } = readArguments()
  const { taxClasses } = ownerClient(backend)
  const asked =
    add === undefined
      ? change === undefined
        ? taxClasses.list()
        : taxClasses.change(readJsonFile(change, changeRatesSchema))
      : taxClasses.create(readJsonFile(add, newTaxClassSchema))
  const answer = await answerOf(backend, asked)
  console.log(JSON.stringify(answer, null, 2))
  return answer
})

function readArguments() {
  return understood(USAGE, () => {
    const { values } = parseArgs({
      options: {
        add: { type: 'string' },
        change: { type: 'string' },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    })
    if (values.add !== undefined && values.change !== undefined) {
      throw new Ending(USAGE, NOT_UNDERSTOOD)
    }
    return values
  })
}
