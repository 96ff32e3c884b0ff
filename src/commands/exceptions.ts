/**
 * `npm run exceptions`: what the backend cannot put right by itself, and a person's word about it.
 * Ends with 0 when it answered, 1 when it refused, 2 when the command was not understood, and 3
 * when the backend was not there.
 */
import { parseArgs } from 'node:util'
import {
  exceptionKindSchema,
  type Exception,
  type Exceptions,
  type ExceptionsInput,
} from '../contract/backend/exceptions.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run exceptions -- [options]

  --retry-parked        read the entries that were set aside again
  --terminal <id> --close-epoch <id>
                        what is missing of this epoch will not come: apply what follows it
  --backend <url>       otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json                a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const values = readArguments()
  const { administration } = ownerClient(values.backend)
  const { terminal, 'close-epoch': epoch } = values
  if (epoch !== undefined && terminal !== undefined) {
    await answerOf(values.backend, administration.closeEpoch({ terminal, epoch }))
    console.log('The epoch is closed. Entries that still come are taken all the same.')
  }
  if (values['retry-parked']) {
    const { read, applied } = await answerOf(values.backend, administration.retryParked())
    console.log(`Read again: ${String(read)} entries; ${String(applied)} of them took effect.`)
  }
  const ask = (page: ExceptionsInput): Promise<Exceptions> =>
    answerOf(values.backend, administration.exceptions(page))
  const { exceptions, counts, more } = await ask({})
  if (exceptions.length === 0) console.log('Nothing is missing, lost, doubled or set aside.')
  for (const each of exceptions) console.log(lineOf(each))
  if (more > 0) await listMore(ask, { exceptions, counts })
  return { ...counts, more, exceptions }
})

/** Page by page, each kind of which the first answer could not hold all. */
async function listMore(
  ask: (page: ExceptionsInput) => Promise<Exceptions>,
  { exceptions, counts }: Pick<Exceptions, 'exceptions' | 'counts'>,
): Promise<void> {
  for (const kind of exceptionKindSchema.options) {
    let skip = exceptions.filter((each) => each.kind === kind).length
    while (skip < counts[kind]) {
      const page = await ask({ kind, skip })
      // What was settled meanwhile is no longer there.
      if (page.exceptions.length === 0) break
      for (const each of page.exceptions) console.log(lineOf(each))
      skip += page.exceptions.length
    }
  }
}

function readArguments() {
  return understood(USAGE, () => {
    const { values } = parseArgs({
      options: {
        'retry-parked': { type: 'boolean', default: false },
        terminal: { type: 'string' },
        'close-epoch': { type: 'string' },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    })
    const together = (values.terminal === undefined) === (values['close-epoch'] === undefined)
    if (!together) throw new Ending(USAGE, NOT_UNDERSTOOD)
    return values
  })
}

function lineOf(each: Exception): string {
  const found = new Date(each.foundAt).toISOString()
  return `${found}  ${each.kind.padEnd(12)}  ${wordsOf(each)}`
}

function wordsOf(each: Exception): string {
  switch (each.kind) {
    case 'oversold':
      return `item ${each.item}: ${String(each.shortBy / 1000)} more sold than there were`
    case 'over-claimed':
      return `${each.about}: ${amountOf(each, each.taken)} taken of ${amountOf(each, each.most)}`
    case 'points-overdrawn':
      return `customer ${each.customer}: ${String(each.shortBy)} points redeemed beyond the balance`
    case 'price-difference':
      return (
        `${each.terminalCode}: receipt ${each.receipt} came to ${String(each.told.total)}, ` +
        `and comes to ${String(each.computed.total)} here (minor units)`
      )
    case 'refund-not-done':
      return (
        `order ${each.order ?? 'nobody knows'}, back by ${each.receipt}: ` +
        `${String(each.amount)} ${each.currency} (minor units) by ${each.provider} ` +
        `${each.isRefused ? 'refused' : 'still open'}: ${each.reason}; npm run refunds`
      )
    case 'changes-lost':
      return (
        `feed ${each.feed}: changes ${String(each.from)} to ${String(each.to)}, ` +
        `made since ${new Date(each.since).toISOString()}`
      )
    case 'parked':
      return `${each.terminalCode}: entry ${String(each.seq ?? 'of no place')}: ${each.reason}`
    case 'hole':
      return `${placeOf(each)} are missing; the terminal may still send them`
    case 'gap':
      return `${placeOf(each)} are held by nobody`
    case 'fork':
      return `${placeOf(each)}: ${String(each.entries)} are there twice: enrol it anew`
  }
}

/** Goods are counted in thousandths, everything else by the piece. */
function amountOf({ claim }: Extract<Exception, { kind: 'over-claimed' }>, amount: number): string {
  return String(claim === 'sale-line' ? amount / 1000 : amount)
}

function placeOf(each: Extract<Exception, { kind: 'hole' | 'gap' | 'fork' }>): string {
  const { terminal, terminalCode, epoch, from, to } = each
  const place = `epoch ${String(epoch.ordinal)} (${epoch.id})`
  return `${terminalCode} (${terminal}), ${place}: entries ${String(from)} to ${String(to)}`
}
