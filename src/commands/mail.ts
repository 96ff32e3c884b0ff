/**
 * `npm run mail`: by which account a store's receipts go by e-mail, and what became of them. Ends
 * as the owner's other commands do.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { mailAccountInputSchema } from '../domain/mail/account.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, REFUSED, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run mail -- [options]

  (nothing)          the account, without its password, and the newest receipts by e-mail
  --set <file.json>  the account: host, port, security (tls, starttls, none), user, password, from
  --none             takes the account away: the store sends no receipts any more
  --try <address>    sends a made-up receipt there, at once
  --store <id>       otherwise the oldest store
  --backend <url>    otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json             a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const { backend, set, none, try: to, store } = readArguments()
  const { mail } = ownerClient(backend)
  const place = store === undefined ? {} : { store }
  if (to !== undefined) {
    const { trouble } = await answerOf(backend, mail.try({ ...place, to }))
    if (trouble !== null) throw new Ending(`It was not sent: ${trouble}.`, REFUSED)
    console.log('The mail server took it.')
    return { sent: true }
  }
  const account = none ? null : set === undefined ? undefined : accountIn(set)
  const asked = account === undefined ? mail.read(place) : mail.set({ ...place, account })
  const answer = await answerOf(backend, asked)
  console.log(JSON.stringify(answer, null, 2))
  return { mail: answer }
})

/** What the file says, or an ending that tells where it is wrong, and nothing of what it says. */
function accountIn(file: string): z.infer<typeof mailAccountInputSchema> {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Ending(`${file} could not be read as JSON.`, NOT_UNDERSTOOD)
  }
  const read = mailAccountInputSchema.safeParse(text)
  if (read.success) return read.data
  throw new Ending(`${file} is no mail account:\n${z.prettifyError(read.error)}`, NOT_UNDERSTOOD)
}

function readArguments() {
  return understood(
    USAGE,
    () =>
      parseArgs({
        options: {
          set: { type: 'string' },
          none: { type: 'boolean', default: false },
          try: { type: 'string' },
          store: { type: 'string' },
          backend: { type: 'string', default: backendUrl() },
          json: { type: 'boolean', default: false },
        },
      }).values,
  )
}
