/**
 * `npm run bench -- [name …]`: measures, each figure with its baseline in the same run, and says
 * whether the bound holds. `-- --json` ends with one line of JSON.
 */
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { close } from './close.ts'
import { commit } from './commit.ts'
import { month } from './month.ts'
import { network } from './network.ts'
import { paint } from './paint.ts'
import { pricing } from './pricing.ts'
import { reports } from './reports.ts'
import { scan } from './scan.ts'
import { search } from './search.ts'
import { shelf } from './shelf.ts'
import { verify } from './verify.ts'

const BENCHES: readonly Bench[] = [
  close,
  scan,
  commit,
  month,
  network,
  search,
  paint,
  pricing,
  reports,
  shelf,
  verify,
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
if (chosen.length === 0) {
  throw new Error(`There are: ${BENCHES.map(({ name }) => name).join(', ')}.`)
}

const figures: Record<string, unknown> = {}
let ok = true
for (const bench of chosen) {
  const measured = await bench.run()
  ok &&= measured.ok
  figures[bench.name] = measured
  console.log(`${measured.ok ? '✓' : '✗'} ${bench.name}`)
  for (const [name, figure] of Object.entries(measured.figures)) {
    console.log(`    ${name}: ${JSON.stringify(figure)}`)
  }
}
if (values.json) console.log(JSON.stringify({ ok, figures }))
process.exit(ok ? 0 : 1)
