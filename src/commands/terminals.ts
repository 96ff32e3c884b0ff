/**
 * `npm run terminals`: the shop's terminals; codes for new machines, and one that was stolen is
 * shut out. Ends as the owner's other commands do.
 */
import { parseArgs } from 'node:util'
import type { TerminalFigure } from '../contract/backend/administration.ts'
import type { TillClock } from '../contract/backend/till-clocks.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run terminals -- [options]

  (nothing)        every terminal, and how much of each of its epochs has come
  --new <name>     a code that makes a machine a terminal of the store, once and within the hour
  --revoke <id>    takes the credential of a terminal back: it was stolen, or is used no more
  --replace <id>   a code for the machine that goes on as this terminal, revoked or not
  --store <id>     of the new one; otherwise the oldest store
  --backend <url>  otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json           a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const { backend, store = null, ...values } = readArguments()
  const { administration } = ownerClient(backend)
  if (values.new !== undefined) {
    const offer = { store, terminalName: values.new }
    return tellCode(await answerOf(backend, administration.enrolmentCode(offer)))
  }
  if (values.replace !== undefined) {
    const asked = administration.replacementCode({ terminal: values.replace })
    return tellCode(await answerOf(backend, asked))
  }
  if (values.revoke !== undefined) {
    await answerOf(backend, administration.revokeTerminal({ terminal: values.revoke }))
    console.log('It gets nothing and brings nothing any more.')
    console.log('What it had learnt before, and what to do about that: docs/stolen-till.md.')
  }
  const terminals = await answerOf(backend, administration.terminals())
  terminals.forEach(tell)
  return { terminals }
})

type Code = Readonly<{ code: string; expiresAt: number }>

function tellCode({ code, expiresAt }: Code): Code {
  console.log(`Until ${new Date(expiresAt).toISOString()}, on the machine itself:`)
  console.log(`  npm run enrol -- --folder <folder of the terminal> --code ${code}`)
  return { code, expiresAt }
}

function tell({ terminal, code, name, revoked, forked, clock, epochs }: TerminalFigure): void {
  const signs = `${revoked ? '  (revoked)' : ''}${forked ? '  (twice: enrol it anew)' : ''}`
  console.log(`${terminal}  ${code.padEnd(8)} ${name}${signs}`)
  if (clock) console.log(`  ${clockText(clock)}`)
  for (const { epoch, head, known, closed } of epochs) {
    const come = `epoch ${String(epoch.ordinal)} (${epoch.id}): ${String(head)} entries`
    const missing = known > head ? `, ${String(known)} are known of` : ''
    console.log(`  ${come}${missing}${closed === null ? '' : ', closed'}`)
  }
}

/** With a warning from where the till itself takes its clock for wrong. */
function clockText({ ahead, isWrong, at }: TillClock): string {
  const seconds = Math.round(Math.abs(ahead) / 1000)
  const off = seconds === 0 ? 'right' : `${String(seconds)} s ${ahead > 0 ? 'ahead' : 'behind'}`
  const warning = isWrong ? '  (WRONG: set it)' : ''
  return `clock ${off} at ${new Date(at).toISOString()}${warning}`
}

function readArguments() {
  return understood(USAGE, () => {
    const { values } = parseArgs({
      options: {
        new: { type: 'string' },
        revoke: { type: 'string' },
        replace: { type: 'string' },
        store: { type: 'string' },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    })
    const acts = [values.new, values.revoke, values.replace].filter((act) => act !== undefined)
    if (acts.length > 1) throw new Ending(USAGE, NOT_UNDERSTOOD)
    return values
  })
}
