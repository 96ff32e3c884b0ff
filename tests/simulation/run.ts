/**
 * `npm run simulate -- [--seeds N] [--seed S] [--processes P] [--json]`: plays the seeds S, S + 1,
 * … and ends with 1 where an invariant was broken or a kind of fault never happened. `--seed` alone
 * replays one seed and prints its story; it is not asked to show every fault. `--mutations` puts
 * known bugs in, one after the other, and ends with 1 where the checkers do not find one.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { bundle } from './bundle.ts'
import { type Campaign, playSeeds } from './campaign.ts'
import { BUGS, hunt } from './mutations.ts'
import type { Played } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    mutations: { type: 'boolean', default: false },
    processes: { type: 'string', default: String(availableParallelism()) },
    json: { type: 'boolean', default: false },
  },
})
const isReplay = values.seed !== undefined && values.seeds === undefined
const first = wholeNumber('seed', values.seed ?? '1')
const count = isReplay ? 1 : wholeNumber('seeds', values.seeds ?? '50')
const processes = wholeNumber('processes', values.processes)
const began = performance.now()
if (values.mutations) await huntAll()
else await playAll()

async function playAll(): Promise<void> {
  const bundled = await bundle()
  try {
    const seeds = Array.from({ length: count }, (_, index) => first + index)
    report(await playSeeds(bundled, { seeds, processes, tell }))
  } finally {
    bundled.remove()
  }
}

async function huntAll(): Promise<void> {
  let hidden = 0
  for (const bug of BUGS) {
    const found = await hunt(bug, processes)
    if (found === undefined) hidden += 1
    console.log(`${found === undefined ? '✗' : '✓'} ${bug.breaks}`)
    console.log(`    ${found ?? 'nobody found it'}`)
  }
  const figures = { bugs: BUGS.length, hidden, seconds: seconds() }
  if (values.json) console.log(JSON.stringify({ ok: hidden === 0, figures }))
  process.exitCode = hidden === 0 ? 0 : 1
}

function seconds(): number {
  return Math.round((performance.now() - began) / 100) / 10
}

/** The story of a seed in which something was wrong, or which was asked for alone. */
function tell({ seed, violations, trace, hash }: Played): boolean {
  if (violations.length === 0 && !isReplay) return true
  const again = `npm run simulate -- --seed ${String(seed)}`
  console.log(`\n${violations.length === 0 ? '✓' : '✗'} seed ${String(seed)}: ${again}`)
  for (const line of trace) console.log(`    ${line}`)
  for (const violation of violations) console.log(`  ✗ ${violation}`)
  if (hash !== undefined) console.log(`    end: ${hash}`)
  return true
}

function report(campaign: Campaign): void {
  const { neverHappened, ...figures } = campaign
  const ok = campaign.violations === 0 && (isReplay || neverHappened.length === 0)
  console.log(`${ok ? '✓' : '✗'} simulation`)
  for (const [name, figure] of Object.entries({ ...figures, seconds: seconds() })) {
    console.log(`    ${name}: ${JSON.stringify(figure)}`)
  }
  if (neverHappened.length > 0) console.log(`    never happened: ${neverHappened.join(', ')}`)
  if (values.json) console.log(JSON.stringify({ ok, figures: { ...figures, seconds: seconds() } }))
  process.exitCode = ok ? 0 : 1
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw new Error(`--${name} is a whole number from 1`)
  }
  return Number(text)
}
