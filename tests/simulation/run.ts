/**
 * `npm run simulate -- --seeds N [--seed S] [--json]`: plays the seeds S, S + 1, … and ends with 1
 * where an invariant was broken or a kind of fault never happened. One seed alone is a replay: it
 * is not asked to show every fault.
 */
import { parseArgs } from 'node:util'
import { openSharedDatabase } from './backend.ts'
import { type Campaign, playSeeds } from './campaign.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const [first, count] = [wholeNumber('seed', values.seed), wholeNumber('seeds', values.seeds)]
const shared = await openSharedDatabase()
const began = performance.now()
const campaign = await playSeeds(shared, first, count, ({ seed, violations, trace }) => {
  if (violations.length === 0) return
  console.log(`\n✗ seed ${String(seed)}: npm run simulate -- --seeds 1 --seed ${String(seed)}`)
  for (const line of trace) console.log(`    ${line}`)
  for (const violation of violations) console.log(`  ✗ ${violation}`)
})
await shared.close()

const seconds = Math.round((performance.now() - began) / 100) / 10
const { neverHappened, ...figures } = campaign
const ok = isGood(campaign)
console.log(`${ok ? '✓' : '✗'} simulation`)
for (const [name, figure] of Object.entries({ ...figures, seconds })) {
  console.log(`    ${name}: ${JSON.stringify(figure)}`)
}
if (neverHappened.length > 0) console.log(`    never happened: ${neverHappened.join(', ')}`)
if (values.json) console.log(JSON.stringify({ ok, figures: { ...figures, seconds } }))
process.exitCode = ok ? 0 : 1

function isGood({ seeds, violations, neverHappened }: Campaign): boolean {
  return violations === 0 && (seeds === 1 || neverHappened.length === 0)
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw new Error(`--${name} is a whole number from 1`)
  }
  return Number(text)
}
