/**
 * `npm run refunds`: money that goes back to payments made online, which providers are asked for
 * it, and a person's word about what was refused. Ends as the owner's other commands do.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { SettleInput } from '../contract/backend/refunds.ts'
import { providerAccountSchema, providerSecretSchema } from '../domain/returns/provider-refund.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, REFUSED, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run refunds -- [options]

  (nothing)           the providers, and the newest refunds; --state <state> of one kind alone:
                      queued, asked, refused, done, settled
  --provider <name>   as orders name it, with one of these:
    --set <file.json>   where it is asked: address, secret
    --none              it is asked no more: its payments go back otherwise
    --try               asks it for nothing, to see whether it answers
  --again <refund>    the provider is asked once more
  --by-hand <refund> --note <text>
                      the customer has it by other means: the provider is not asked any more
  --backend <url>     otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json              a last line for programs: {"ok":…,"figures":{…}}`

const accountSchema = providerAccountSchema
  .omit({ provider: true })
  .extend({ secret: providerSecretSchema.optional() })
const STATES = ['queued', 'asked', 'refused', 'done', 'settled'] as const

await runCommand(async () => {
  const { backend, provider, set, none, try: isTrial, state, ...settled } = readArguments()
  const { refunds } = ownerClient(backend)
  const settling = settlingOf(settled)
  if (settling) {
    const refund = await answerOf(backend, refunds.settle(settling))
    console.log(JSON.stringify(refund, null, 2))
    return { refund }
  }
  if (isTrial && provider !== undefined) {
    const { trouble } = await answerOf(backend, refunds.tryProvider({ provider }))
    if (trouble !== null) throw new Ending(`It did not answer: ${trouble}.`, REFUSED)
    console.log('The provider answered.')
    return { answered: true }
  }
  const account = none ? null : set === undefined ? undefined : accountIn(set)
  const asked =
    provider === undefined || account === undefined
      ? refunds.read(state === undefined ? {} : { state })
      : refunds.setProvider({ provider, account })
  const answer = await answerOf(backend, asked)
  console.log(JSON.stringify(answer, null, 2))
  return { refunds: answer }
})

/** What the file says, or an ending that tells where it is wrong, and nothing of what it says. */
function accountIn(file: string): z.infer<typeof accountSchema> {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Ending(`${file} could not be read as JSON.`, NOT_UNDERSTOOD)
  }
  const read = accountSchema.safeParse(text)
  if (read.success) return read.data
  throw new Ending(`${file} is no provider:\n${z.prettifyError(read.error)}`, NOT_UNDERSTOOD)
}

interface Settled {
  readonly again?: string | undefined
  readonly 'by-hand'?: string | undefined
  readonly note?: string | undefined
}

function settlingOf({ again, 'by-hand': byHand, note }: Settled): SettleInput | undefined {
  if (again !== undefined) return { as: 'again', refund: again }
  if (byHand === undefined) return undefined
  return { as: 'by-hand', refund: byHand, note: note ?? '' }
}

function readArguments() {
  return understood(USAGE, () => {
    const { values } = parseArgs({
      options: {
        provider: { type: 'string' },
        set: { type: 'string' },
        none: { type: 'boolean', default: false },
        try: { type: 'boolean', default: false },
        state: { type: 'string' },
        again: { type: 'string' },
        'by-hand': { type: 'string' },
        note: { type: 'string' },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    })
    const { provider, set, none, try: isTrial, again, 'by-hand': byHand, note } = values
    const acts = [set !== undefined, none, isTrial].filter(Boolean).length
    const isProvider = acts === 1 && again === undefined && byHand === undefined
    const isSettling = acts === 0 && (again === undefined || byHand === undefined)
    const isWhole = provider === undefined ? isSettling : isProvider
    const state = STATES.find((each) => each === values.state)
    const isState = values.state === state && (byHand === undefined) === (note === undefined)
    if (!isWhole || !isState) throw new Ending(USAGE, NOT_UNDERSTOOD)
    return { ...values, state }
  })
}
