/** What a shop does about a till that was stolen, by the very commands of docs/stolen-till.md. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createCardCodes } from '../../src/system/card-codes.ts'
import { diskEncryption } from '../../src/system/disk-encryption.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { serveStage, type Commanded, type ServedStage } from './served-stage.ts'
import { enrolTerminal, Journal, saleFact, stockItems } from './stage.ts'
import type { StagedTerminal } from './stage.ts'

let served: ServedStage
beforeAll(async () => void (served = await serveStage()))
afterAll(() => served.close())

interface SettingsRow {
  readonly id: string
  readonly pin?: unknown
  readonly cardKey?: string
}

/** The settings as whoever has the credential pulls them. */
async function settingsFor(credential: string): Promise<readonly SettingsRow[]> {
  const { sync } = served.client(credential)
  return (await sync.pull({ collection: 'settings', limit: 100 })).documents
}

/** Each thing that a credential lets a terminal ask, and how it was answered. */
async function answers({ credential }: StagedTerminal, journal: Journal): Promise<string[]> {
  const { sync } = served.client(credential)
  const asked = [
    sync.pull({ collection: 'customers', limit: 10 }),
    sync.push({ entries: journal.entries }),
    sync.heads({}),
    sync.findSales({}),
    sync.parkedCarts({}),
  ]
  return Promise.all(
    asked.map((each) =>
      each.then(
        () => 'answered',
        (error: { code: string }) => error.code,
      ),
    ),
  )
}

describe('a till that was stolen', () => {
  it('is shut out, while the others go on, and another machine goes on in its place', async () => {
    const { stage } = served
    const stolen = await enrolTerminal(stage)
    const other = await enrolTerminal(stage)
    const [item = ''] = await stockItems(stage, [100_000])
    const journal = new Journal(stolen)
    journal.open()
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    expect(new Set(await answers(stolen, journal))).toEqual(new Set(['answered']))

    const { terminals } = figuresOf(
      await served.command('terminals', ['--revoke', stolen.terminal]),
    )
    const isOut = ({ terminal }: StagedTerminal) =>
      terminals?.find((each) => each.terminal === terminal)?.revoked
    expect([isOut(stolen), isOut(other)]).toEqual([true, false])
    expect(new Set(await answers(stolen, journal))).toEqual(new Set(['credential-wrong']))

    const known = await settingsFor(other.credential)
    const { id, pin } = present(known.find((row) => row.pin !== undefined))
    const another = ['--person', id, '--new-pin']
    figuresOf(await served.command('staff', another, { HOLDFAST_PIN: '8642' }))
    const later = await settingsFor(other.credential)
    expect(present(later.find((row) => row.id === id)).pin).not.toEqual(pin)

    const { code = '' } = figuresOf(
      await served.command('terminals', ['--replace', stolen.terminal]),
    )
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-stolen-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const begun = await served.command('enrol', ['--folder', folder, '--code', code])
    expect(figuresOf(begun)).toMatchObject({ epoch: 2, disk: diskEncryption(folder) })
    const credential = fileSecrets(folder).credential() ?? ''
    expect(new Set(await answers(stolen, journal))).toEqual(new Set(['credential-wrong']))
    const row = present((await settingsFor(credential)).find((each) => each.id === stolen.terminal))
    const opens = (held: string): boolean => {
      const secrets = { credential: () => held }
      return createCardCodes({ secrets, sealedKey: () => row.cardKey }).hashOf('A') !== undefined
    }
    expect([opens(credential), opens(stolen.credential)]).toEqual([true, false])
  }, 60_000)

  it('is one thing at a time: what was not understood changes nothing', async () => {
    const { terminal } = served.terminal
    const both = await served.command('terminals', ['--revoke', terminal, '--new', 'Till 2'])
    expect(both.code).toBe(2)
    await expect(settingsFor(served.terminal.credential)).resolves.not.toHaveLength(0)
    const { code } = figuresOf(await served.command('terminals', ['--new', 'Till 2']))
    expect(code).toMatch(/^[A-Z2-9]{8}$/)
  }, 60_000)
})

interface Figures {
  readonly code?: string
  readonly terminals?: readonly { readonly terminal: string; readonly revoked: boolean }[]
}

/** What a command that did what it was asked says to programs. */
function figuresOf({ code, figures }: Commanded): Figures {
  expect(code).toBe(0)
  return (figures as { readonly figures: Figures }).figures
}

function present<Value>(found: Value | undefined): Value {
  if (found === undefined) throw new Error('it is not there')
  return found
}
