/**
 * `npm run bench -- [name …]`: measures, each figure with its baseline in the same run, and says
 * whether the bound holds. `-- --json` ends with one line of JSON.
 */
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'

/** Loaded when it is measured: what only another one needs would lie in the way of its garbage. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  close: async () => (await import('./close.ts')).close,
  scan: async () => (await import('./scan.ts')).scan,
  commit: async () => (await import('./commit.ts')).commit,
  month: async () => (await import('./month.ts')).month,
  network: async () => (await import('./network.ts')).network,
  search: async () => (await import('./search.ts')).search,
  paint: async () => (await import('./paint.ts')).paint,
  pricing: async () => (await import('./pricing.ts')).pricing,
  reports: async () => (await import('./reports.ts')).reports,
  shelf: async () => (await import('./shelf.ts')).shelf,
  verify: async () => (await import('./verify.ts')).verify,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
})
const names = Object.keys(BENCHES)
const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name))
if (chosen.length === 0) throw new Error(`There are: ${names.join(', ')}.`)

const figures: Record<string, unknown> = {}
let ok = true
for (const name of chosen) {
  const bench = await BENCHES[name]?.()
  if (!bench) continue
  const measured = await bench.run()
  ok &&= measured.ok
  figures[name] = measured
  console.log(`${measured.ok ? '✓' : '✗'} ${name}`)
  for (const [figure, value] of Object.entries(measured.figures)) {
    console.log(`    ${figure}: ${JSON.stringify(value)}`)
  }
}
if (values.json) console.log(JSON.stringify({ ok, figures }))
process.exit(ok ? 0 : 1)
