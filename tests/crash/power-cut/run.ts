/**
 * `npm run powercut [-- --cuts N] [--seed S] [--sales N] [--json]`: cuts the power at every point
 * of what a till did, or at N points of each piece, and ends with 1 where something was lost or
 * corrupt, or where the canary was not found out.
 */
import { parseArgs } from 'node:util'
import { cutPower, isGood } from './campaign.ts'
import { whyNotRecorded } from './record.ts'

const { values } = parseArgs({
  options: {
    cuts: { type: 'string' },
    seed: { type: 'string', default: '1' },
    sales: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
  },
})
if (whyNotRecorded !== undefined) throw new Error(`the power cut ${whyNotRecorded}`)

const campaign = await cutPower(
  {
    cuts: values.cuts === undefined ? undefined : wholeNumber('cuts', values.cuts),
    seed: wholeNumber('seed', values.seed),
    sales: wholeNumber('sales', values.sales),
  },
  (name, { cuts, images, lost, worst, corrupt, examples }) => {
    console.log(
      `${name}: ${String(cuts)} cuts, ${String(images)} images, ` +
        `${String(lost)} with losses (at most ${String(worst)}), ${String(corrupt)} corrupt`,
    )
    if (name !== 'canary') for (const example of examples) console.log(`  ✗ ${example}`)
  },
)
const ok = isGood(campaign)
console.log(`${ok ? '✓' : '✗'} power cut`)
if (values.json) console.log(JSON.stringify({ ok, figures: campaign }))
process.exit(ok ? 0 : 1)

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) {
    throw new Error(`--${name} is a whole number from 1`)
  }
  return Number(text)
}
