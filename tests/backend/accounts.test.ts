import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOf } from '../../src/backend/access/credential.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { figuresOf } from '../../src/backend/administration/figures.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { enrol, issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { pulledDocumentSchemas } from '../../src/contract/backend/sync.ts'
import { PERSONAL_DOMAIN, personalText } from '../../src/domain/customer/customer.ts'
import { minor } from '../../src/domain/money.ts'
import type { TerminalSettings } from '../../src/domain/settings.ts'
import { createCardCodes } from '../../src/system/card-codes.ts'
import {
  enrolTerminal,
  Journal,
  makeKeys,
  openStage,
  random,
  saleFact,
  type Stage,
  type StagedTerminal,
} from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

type Fact = ReturnType<typeof saleFact>

/** A sale by which money is put on a card. */
function loading(account: string, amount: number): Fact {
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: amount * 10 }])
  const [line] = fact.body.lines
  const load = { kind: 'gift-card', account, lastFour: account.slice(-4).toUpperCase() } as const
  const one = { quantity: 1000, unitPrice: amount * 10_000, taxClass: 'none', variant: null }
  const lines = [{ ...line, ...one, load, discountable: false }]
  return { ...fact, body: { ...fact.body, lines, movements: [] } as never }
}

/** A sale that a card pays for, whatever the backend said to its claim. */
function drawing(account: string, amount: number, claim = random.id()): Fact {
  const fact = saleFact(stage.shop, [{ item: random.id(), quantity: amount * 10 }])
  const lastFour = account.slice(-4).toUpperCase()
  const of = { kind: 'gift-card', amount, account, lastFour, left: 0, claim, word: 'none' }
  const claims = [{ id: claim, kind: 'gift-card', key: account, amount }]
  return { ...fact, body: { ...fact.body, tenders: [of], claims, movements: [] } as never }
}

async function till() {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  return {
    terminal,
    journal,
    async send(...facts: Fact[]) {
      for (const fact of facts) journal.append(fact)
      return receive(stage.backend, terminal, journal.entries)
    },
  }
}

const card = () => hashOf(random.id())
const ask = (terminal: StagedTerminal, key: string, amount: number, id = random.id()) =>
  takeClaim(stage.backend, terminal, { id, kind: 'gift-card', key, amount, draft: random.id() })

async function shown(terminal: StagedTerminal, account: string) {
  const page = await pull(stage.backend, terminal, {
    ...{ collection: 'accounts', after: undefined, limit: 500 },
  })
  const row = page.documents.find((each) => each['account'] === account)
  return row && pulledDocumentSchemas.accounts.parse(row)
}

async function itAddsUp(): Promise<void> {
  expect(await verifyBackend(stage.backend.database)).toMatchObject({ broken: undefined })
}

describe('a gift card at the backend', () => {
  it('is worth what was put on it, less what was drawn, whatever is sent again', async () => {
    const account = card()
    const { terminal, journal, send } = await till()
    await send(loading(account, 2500))
    expect(await shown(terminal, account)).toMatchObject({
      ...{ kind: 'gift-card', balance: 2500, lastFour: account.slice(-4).toUpperCase() },
      contains: { [journal.head().epoch.id]: 2 },
    })
    await send(drawing(account, 700), loading(account, 1000))
    await receive(stage.backend, terminal, journal.entries)
    expect(await shown(terminal, account)).toMatchObject({
      ...{ balance: 2800, contains: { [journal.head().epoch.id]: 4 } },
    })
    await itAddsUp()
  })

  it('is promised up to what is on it, also after more was put on', async () => {
    const account = card()
    const first = await till()
    const second = await till()
    expect(await ask(first.terminal, account, 100)).toMatchObject({
      value: { outcome: 'refused', reason: 'unknown' },
    })
    await first.send(loading(account, 2000))
    const claim = random.id()
    expect(await ask(first.terminal, account, 1500, claim)).toMatchObject({
      value: { outcome: 'granted' },
    })
    expect(await ask(second.terminal, account, 600)).toMatchObject({
      value: { outcome: 'refused', reason: 'used-up', remaining: 500 },
    })
    await second.send(loading(account, 100))
    expect(await ask(second.terminal, account, 600)).toMatchObject({
      value: { outcome: 'granted' },
    })
    await first.send(drawing(account, 1500, claim))
    expect(await shown(first.terminal, account)).toMatchObject({ balance: 600 })
    await itAddsUp()
  })

  it('below zero stands, and is an exception that names the end of its code', async () => {
    const account = card()
    const first = await till()
    const second = await till()
    await first.send(loading(account, 500), drawing(account, 500))
    await second.send(drawing(account, 500))
    expect(await shown(second.terminal, account)).toMatchObject({ balance: -500 })
    const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
    expect(exceptions.find((each) => each.kind === 'over-claimed' && each.key === account)).toEqual(
      expect.objectContaining({
        ...{ claim: 'gift-card', most: 500, taken: 1000 },
        about: `····${account.slice(-4).toUpperCase()}`,
      }),
    )
    await itAddsUp()
  })

  it('may be drawn from before the backend hears that it was sold', async () => {
    const account = card()
    const seller = await till()
    const other = await till()
    await other.send(drawing(account, 300))
    await seller.send(loading(account, 400))
    expect(await shown(other.terminal, account)).toMatchObject({ balance: 100 })
    expect(await ask(other.terminal, account, 101)).toMatchObject({
      value: { outcome: 'refused', remaining: 100 },
    })
    await itAddsUp()
  })

  it('counts as turnover when it is spent, not when it is sold', async () => {
    const account = card()
    const { send } = await till()
    const before = await figuresOf(stage.backend.database, stage.shop.tenant)
    await send(loading(account, 900))
    await send(drawing(account, 800))
    const after = await figuresOf(stage.backend.database, stage.shop.tenant)
    expect(after.turnoverMinor - before.turnoverMinor).toBe(800)
  })
})

describe('what a customer has at the backend', () => {
  const askFor = (
    terminal: StagedTerminal,
    kind: 'points' | 'on-account',
    key: string,
    n: number,
  ) =>
    takeClaim(stage.backend, terminal, {
      ...{ id: random.id(), kind, key, amount: n, draft: random.id() },
    })

  /** A sale of a customer who earns, and pays a part with points. */
  function earning(customer: string, earned: number, redeemed = 0): Fact {
    const fact = saleFact(stage.shop, [{ item: random.id(), quantity: 10_000 }])
    const claim = random.id()
    const rest = { kind: 'cash', amount: 1000 - redeemed }
    const spent = { kind: 'points', amount: redeemed, points: redeemed, customer, claim }
    const claims = [{ id: claim, kind: 'points', key: customer, amount: redeemed }]
    const paid = redeemed === 0 ? {} : { tenders: [{ ...spent, word: 'none' }, rest], claims }
    const points = { earned, redeemed }
    return { ...fact, body: { ...fact.body, ...paid, customer, points, movements: [] } as never }
  }

  it('points are promised up to the balance, and taken whatever it is', async () => {
    const customer = random.id()
    const { terminal, send } = await till()
    await send(earning(customer, 100))
    expect(await askFor(terminal, 'points', customer, 60)).toMatchObject({
      value: { outcome: 'granted' },
    })
    expect(await askFor(terminal, 'points', customer, 50)).toMatchObject({
      value: { outcome: 'refused', remaining: 40 },
    })
    await send(earning(customer, 5, 40))
    expect(await askFor(terminal, 'points', customer, 6)).toMatchObject({
      value: { outcome: 'refused', remaining: 5 },
    })
    await send(earning(customer, 0, 200))
    const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
    expect(exceptions.filter((each) => 'customer' in each && each.customer === customer)).toEqual([
      expect.objectContaining({ kind: 'points-overdrawn', shortBy: 135 }),
    ])
    expect(exceptions.some((each) => each.kind === 'over-claimed' && each.key === customer)).toBe(
      false,
    )
    await itAddsUp()
  })

  it('may be owed up to the limit that was set, also after it was changed', async () => {
    const customer = random.id()
    const { terminal, journal, send } = await till()
    const limited = async (creditLimit: number) => {
      const personal = personalText('0'.repeat(32), {
        name: 'Ada',
        creditLimit: minor(creditLimit),
      })
      const digest = createHash('sha256').update(PERSONAL_DOMAIN).update(personal).digest('hex')
      const entry = journal.append({ kind: 'customer-created', body: { customer, digest } })
      journal.entries[journal.entries.length - 1] = { ...entry, personal }
      await send()
    }
    expect(await askFor(terminal, 'on-account', customer, 1)).toMatchObject({
      value: { outcome: 'refused', reason: 'unknown' },
    })
    await limited(500)
    expect(await askFor(terminal, 'on-account', customer, 400)).toMatchObject({
      value: { outcome: 'granted' },
    })
    expect(await askFor(terminal, 'on-account', customer, 200)).toMatchObject({
      value: { outcome: 'refused', remaining: 100 },
    })
    await limited(700)
    expect(await askFor(terminal, 'on-account', customer, 200)).toMatchObject({
      value: { outcome: 'granted' },
    })
    await itAddsUp()
  })
})

describe('the key for codes of cards', () => {
  const settingsOf = async (terminal: StagedTerminal) => {
    const page = await pull(stage.backend, terminal, {
      ...{ collection: 'settings', after: undefined, limit: 500 },
    })
    const own = page.documents.find(({ id }) => id === terminal.terminal)
    return own as unknown as TerminalSettings
  }
  const codesOf = (credential: string, { cardKey }: TerminalSettings) =>
    createCardCodes({ secrets: { credential: () => credential }, sealedKey: () => cardKey })

  it('is the same for all tills of a tenant, and sealed for the credential of each', async () => {
    const [first, second] = [await enrolTerminal(stage), await enrolTerminal(stage)]
    const [one, other] = [await settingsOf(first), await settingsOf(second)]
    expect(one.cardKey).not.toBe(other.cardKey)
    const hash = codesOf(first.credential, one).hashOf('GC42881766559A1B')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(codesOf(second.credential, other).hashOf('GC42881766559A1B')).toBe(hash)
    expect(codesOf(first.credential, other).hashOf('GC42881766559A1B')).toBeUndefined()
  })

  it('is sealed anew for a terminal that is replaced', async () => {
    const terminal = await enrolTerminal(stage)
    const before = await settingsOf(terminal)
    const issued = await issueReplacementCode(stage.backend, terminal)
    const { keyId, publicKey } = makeKeys()
    const enrolled = await enrol(stage.backend, { code: issued!.code, keyId, publicKey })
    if (!enrolled.ok) throw new Error(enrolled.failure.code)
    const { credential } = enrolled.value
    const after = await settingsOf(terminal)
    const code = 'GC42881766559A1B'
    expect(codesOf(credential, before).hashOf(code)).toBeUndefined()
    expect(codesOf(credential, after).hashOf(code)).toBe(
      codesOf(terminal.credential, before).hashOf(code),
    )
  })
})
