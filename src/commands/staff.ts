/**
 * `npm run staff`: who may work in a store. Secrets are read from the environment, never from the
 * command line, which others on the machine can see. Ends as the owner's other commands do.
 */
import { parseArgs } from 'node:util'
import type { ChangePersonInput, People, Person } from '../contract/backend/staff.ts'
import { badgeCodeSchema } from '../domain/badge.ts'
import { PASSWORD_SHORTEST, passwordSchema, signInNameSchema } from '../domain/office-account.ts'
import { pinDigitsSchema } from '../domain/settings.ts'
import { answerOf, backendUrl, DEMO_BACKEND, Ending, understood } from './owner.ts'
import { NOT_UNDERSTOOD, ownerClient, runCommand } from './owner.ts'

const USAGE = `npm run staff -- [options]

  (nothing)                       who may work here
  --hire <name> --role <role>     takes a person on; HOLDFAST_PIN holds their PIN
  --person <id> [--name <name>] [--role <role>] [--new-pin] [--badge | --no-badge] [--out | --in]
                                  changes a person: --new-pin takes HOLDFAST_PIN, --badge takes
                                  HOLDFAST_BADGE, --out keeps them from working here wherever that
                                  is heard, --in takes it back
           [--office <name> [--all-stores] | --no-office]
                                  lets a person in at the office by this name and the password that
                                  HOLDFAST_PASSWORD holds, for their store or for all of them
  --store <id>                    otherwise the oldest store
  --backend <url>                 otherwise HOLDFAST_BACKEND, otherwise ${DEMO_BACKEND}
  --json                          a last line for programs: {"ok":…,"figures":{…}}`

await runCommand(async () => {
  const values = readArguments()
  const { staff } = ownerClient(values.backend)
  const place = values.store === undefined ? {} : { store: values.store }
  if (values.hire !== undefined) {
    const { hire: name, role = '' } = values
    const asked = staff.hire({ ...place, name, role, pin: pinOf() })
    tell(await answerOf(values.backend, asked))
  }
  if (values.person !== undefined) {
    tell(await answerOf(values.backend, staff.change(changeOf(values, values.person))))
  }
  const people = await allPeople((skip) => answerOf(values.backend, staff.list({ ...place, skip })))
  if (values.hire === undefined && values.person === undefined) people.forEach(tell)
  return { people }
})

async function allPeople(page: (skip: number) => Promise<People>): Promise<Person[]> {
  const all: Person[] = []
  for (;;) {
    const { people, hasMore } = await page(all.length)
    all.push(...people)
    if (!hasMore) return all
  }
}

type Values = ReturnType<typeof readArguments>

function changeOf({ name, role, out, in: back, ...values }: Values, person: string) {
  const change: ChangePersonInput = {
    person,
    ...(name !== undefined && { name }),
    ...(role !== undefined && { role }),
    ...(values['new-pin'] && { pin: pinOf() }),
    ...(values.badge && { badge: badgeOf() }),
    ...(values['no-badge'] && { badge: null }),
    ...((out || back) && { disabled: out }),
    ...(values.office !== undefined && {
      office: { ...officeOf(values.office), reach: values['all-stores'] ? 'shop' : 'store' },
    }),
    ...(values['no-office'] && { office: null }),
  }
  return change
}

function officeOf(name: string): { readonly name: string; readonly password: string } {
  const password = passwordSchema.safeParse(process.env['HOLDFAST_PASSWORD'])
  const known = signInNameSchema.safeParse(name)
  if (!password.success) {
    throw new Ending(
      `HOLDFAST_PASSWORD must hold a password of ${String(PASSWORD_SHORTEST)} characters or ` +
        'more, not of digits alone.',
      NOT_UNDERSTOOD,
    )
  }
  if (known.success) return { name: known.data, password: password.data }
  throw new Ending('A name to sign in by is a short name or an e-mail address.', NOT_UNDERSTOOD)
}

function pinOf(): string {
  const pin = pinDigitsSchema.safeParse(process.env['HOLDFAST_PIN'])
  if (pin.success) return pin.data
  throw new Ending('HOLDFAST_PIN must hold a PIN of 4 to 12 digits.', NOT_UNDERSTOOD)
}

function badgeOf(): string {
  const badge = badgeCodeSchema.safeParse(process.env['HOLDFAST_BADGE'])
  if (badge.success) return badge.data
  throw new Ending(
    'HOLDFAST_BADGE must hold 8 to 64 characters that cannot be the number of goods.',
    NOT_UNDERSTOOD,
  )
}

function readArguments() {
  return understood(USAGE, () => {
    const { values } = parseArgs({
      options: {
        hire: { type: 'string' },
        person: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        'new-pin': { type: 'boolean', default: false },
        badge: { type: 'boolean', default: false },
        'no-badge': { type: 'boolean', default: false },
        office: { type: 'string' },
        'all-stores': { type: 'boolean', default: false },
        'no-office': { type: 'boolean', default: false },
        out: { type: 'boolean', default: false },
        in: { type: 'boolean', default: false },
        store: { type: 'string' },
        backend: { type: 'string', default: backendUrl() },
        json: { type: 'boolean', default: false },
      },
    })
    const isHiring = values.hire !== undefined
    const isUnclear =
      (values.out && values.in) ||
      (isHiring && values.person !== undefined) ||
      (values.office !== undefined && values['no-office']) ||
      (values['all-stores'] && values.office === undefined)
    if (isUnclear || (isHiring && values.role === undefined)) {
      throw new Ending(USAGE, NOT_UNDERSTOOD)
    }
    return values
  })
}

function tell({ id, name, role, disabled, office }: Person): void {
  const comesIn = office ? `  office: ${office.name}` : ''
  const every = office?.reach === 'shop' ? ' (all stores)' : ''
  console.log(`${id}  ${name.padEnd(24)} ${role}${disabled ? '  (out)' : ''}${comesIn}${every}`)
}
