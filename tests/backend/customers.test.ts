import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pull } from '../../src/backend/feeds/pull.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { personalDigestOf } from '../../src/backend/intake/signature.ts'
import { personalText, type CustomerPatch } from '../../src/domain/customer/customer.ts'
import { saleLineKey } from '../../src/domain/claim.ts'
import type { SaleLine } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { quantity } from '../../src/domain/quantity.ts'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { merge, part } from '../../src/backend/customers/duplicates.ts'
import { proposalsOf } from '../../src/backend/customers/proposals.ts'
import { purchasesOf } from '../../src/backend/customers/purchases.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { enrolTerminal, Journal, openStage, random, saleFact, stockItems } from './stage.ts'
import type { Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function till() {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const push = (entries: readonly unknown[] = sent()) => receive(stage.backend, terminal, entries)
  const beside = new Map<string, string>()
  let number = 0
  const sent = (): SealedEntry[] =>
    journal.entries.map((each) => ({ ...each, personal: beside.get(each.id) ?? null }))
  const say = (
    kind: 'customer-created' | 'customer-changed',
    who: string,
    patch: CustomerPatch,
  ) => {
    const personal = personalText('ab'.repeat(16), patch)
    const entry = journal.append({
      kind,
      body: { customer: who, digest: personalDigestOf(personal) },
    })
    beside.set(entry.id, personal)
    return entry
  }
  const erase = (customer: string) =>
    journal.append({ kind: 'customer-erased', body: { customer } })
  const buy = async (
    customer: string,
    earned: number,
    redeemed = 0,
    taken: readonly Taken[] = [],
  ) => {
    const [item = ''] = await stockItems(stage, [1000])
    const { kind, body } = saleFact(stage.shop, [{ item, quantity: 1000 }])
    const points = { earned, redeemed }
    const back = taken.map((each) => broughtBack(each, body.lines[0]!))
    const takenBack = taken.map(({ customer: of, points: lost }) => ({
      customer: of,
      points: lost,
    }))
    journal.append({
      kind,
      body: {
        ...{ ...body, number: (number += 1), customer, points },
        lines: [...body.lines, ...back.flatMap(({ lines }) => lines)],
        claims: back.flatMap(({ claims }) => claims),
        ...(taken.length > 0 && { takenBack }),
      },
    })
    return body.sale
  }
  return { terminal, journal, say, erase, buy, push, sent }
}

interface Taken {
  readonly customer: string
  readonly points: number
  /** That had brought them. */
  readonly sale: string
}

/** A line by which goods come back that cost nothing any more, and its claim. */
function broughtBack({ customer, points, sale }: Taken, line: SaleLine) {
  const of = { sale, line: random.id(), receipt: 'T1-1-000001', claim: random.id() }
  const why = { reason: 'faulty', condition: 'opened', restocked: false, word: 'none' } as const
  const back: SaleLine = {
    ...{ ...line, id: random.id(), quantity: quantity(-1000), amount: minor(0), taxes: [] },
    returned: { ...of, ...why, brought: { customer, points } },
  }
  const key = saleLineKey(sale, of.line)
  return {
    lines: [back],
    claims: [{ id: of.claim, kind: 'sale-line' as const, key, amount: 1000 }],
  }
}

type Till = Awaited<ReturnType<typeof till>>

async function pulled({ terminal }: Till, customer: string) {
  const request = { collection: 'customers', after: undefined, limit: 500 } as const
  const { documents } = await pull(stage.backend, terminal, request)
  return documents.find((each) => each.id === customer)
}

function personalOf(tenant: string) {
  return stage.backend.database
    .selectFrom('entry')
    .select('personal')
    .where('tenant', '=', tenant)
    .where('personal', 'is not', null)
    .execute()
}

describe('customers at intake', () => {
  it('come down to every till of the store, with what they contain of who asks', async () => {
    const [one, other] = [await till(), await till()]
    const who = random.id()
    one.say('customer-created', who, { name: 'Ada', phone: '0171 1' })
    await one.push()
    const seen = await pulled(one, who)
    expect(seen).toMatchObject({ details: { name: 'Ada', email: '' }, points: 0, _deleted: false })
    expect(seen?.['contains']).toEqual({ [one.journal.head().epoch.id]: 2 })
    expect((await pulled(other, who))?.['contains']).toEqual({})
  })

  it('are folded once and in the order of seq, however entries arrive', async () => {
    const one = await till()
    const who = random.id()
    one.say('customer-created', who, { name: 'Ada' })
    one.say('customer-changed', who, { name: 'Augusta' })
    const [opened, created, changed] = one.sent()
    await one.push([changed, created])
    expect(await pulled(one, who)).toBeUndefined()
    await one.push([opened])
    expect(await pulled(one, who)).toMatchObject({ details: { name: 'Augusta' } })
    await one.push([created])
    expect(await pulled(one, who)).toMatchObject({ details: { name: 'Augusta' } })
  })

  it('keep what each of two tills changed while neither knew of the other', async () => {
    const [one, other] = [await till(), await till()]
    const who = random.id()
    one.say('customer-created', who, { name: 'Ada' })
    await one.push()
    one.say('customer-changed', who, { email: 'ada@example.org' })
    other.say('customer-changed', who, { phone: '0171 22' })
    await other.push()
    await one.push()
    const both = { name: 'Ada', email: 'ada@example.org', phone: '0171 22' }
    expect(await pulled(one, who)).toMatchObject({ details: both })
  })

  it('park what lies beside an entry and is not what the entry says', async () => {
    const one = await till()
    const who = random.id()
    const entry = one.say('customer-created', who, { name: 'Ada' })
    const forged = { ...entry, personal: personalText('ab'.repeat(16), { name: 'Eve' }) }
    expect(await one.push([one.journal.entries[0], forged])).toEqual(['applied', 'parked'])
    const { reason } = await stage.backend.database
      .selectFrom('entry')
      .select('reason')
      .where('terminal', '=', one.terminal.terminal)
      .where('state', '=', 'parked')
      .executeTakeFirstOrThrow()
    expect(reason).toBe('personal-wrong')
    expect(await pulled(one, who)).toBeUndefined()
  })
})

describe('erasure at intake', () => {
  it('empties the row and what lies beside entries of every till, also late ones', async () => {
    const [one, other] = [await till(), await till()]
    const who = random.id()
    const { tenant } = one.terminal
    const before = (await personalOf(tenant)).length
    one.say('customer-created', who, { name: 'Ada' })
    await one.push()
    other.say('customer-changed', who, { phone: '0171 333' })
    other.erase(who)
    await other.push()
    one.say('customer-changed', who, { email: 'late@example.org' })
    await one.push()
    expect(await pulled(one, who)).toMatchObject({ details: null, _deleted: true })
    expect(await personalOf(tenant)).toHaveLength(before)
    expect(await one.push()).toEqual(['known', 'known', 'known'])
    expect(await personalOf(tenant)).toHaveLength(before)
    const feed = await stage.backend.database.selectFrom('feed_document').selectAll().execute()
    expect(JSON.stringify(feed.filter((each) => each.id === who))).not.toMatch(/Ada|0171|late/)
  })
})

async function overdrawn(): Promise<(string | number)[][]> {
  const { tenant } = stage.shop
  const found = await exceptionsOf(stage.backend.database, tenant, { kind: 'points-overdrawn' })
  return found.exceptions.flatMap((each) =>
    each.kind === 'points-overdrawn' ? [[each.customer, each.shortBy]] : [],
  )
}

describe('points at intake', () => {
  it('go back from whoever had bought what comes back, and never silently', async () => {
    const [one, who, other] = [await till(), random.id(), random.id()]
    for (const each of [who, other]) one.say('customer-created', each, { name: 'Ada' })
    const sold = await one.buy(who, 100)
    await one.buy(other, 7, 0, [{ customer: who, points: 40, sale: sold }])
    expect(await one.push()).not.toContain('parked')
    expect(await one.push()).not.toContain('parked')
    expect(await pulled(one, who)).toMatchObject({ points: 60 })
    expect(await pulled(one, other)).toMatchObject({ points: 7 })
    const { database } = stage.backend
    expect((await verifyBackend(database)).broken).toBeUndefined()
    const book = (earned: number, points: number) =>
      Promise.all([
        database
          .updateTable('loyalty_movement')
          .set({ earned })
          .where('customer', '=', who)
          .where('earned', '<', 100)
          .execute(),
        database.updateTable('customer').set({ points }).where('id', '=', who).execute(),
      ])
    await book(0, 100)
    expect((await verifyBackend(database)).broken).toContain('kept points')
    await book(-40, 60)
  })

  it('are a ledger: each sale once, however often it is sent, and never refused', async () => {
    const [one, other] = [await till(), await till()]
    const who = random.id()
    one.say('customer-created', who, { name: 'Ada' })
    await one.buy(who, 100)
    await one.push()
    await one.push()
    expect(await pulled(one, who)).toMatchObject({ points: 100 })
    await one.buy(who, 0, 80)
    await other.buy(who, 5, 80)
    expect(await other.push()).not.toContain('parked')
    expect(await one.push()).not.toContain('parked')
    expect(await pulled(other, who)).toMatchObject({ points: -55 })
    expect(await overdrawn()).toContainEqual([who, 55])
    await one.buy(who, 60)
    await one.push()
    expect((await overdrawn()).map(([customer]) => customer)).not.toContain(who)
    expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
  })
})

describe('two customers who are one person', () => {
  it('are proposed by what they share, merged by a word, and parted by another', async () => {
    const one = await till()
    const { tenant } = one.terminal
    const { database } = stage.backend
    const [ada, again] = [random.id(), random.id()]
    one.say('customer-created', ada, { name: 'Ada', phone: '0171 999 111' })
    one.say('customer-created', again, { name: 'A. L.', phone: '(171) 999-111' })
    await one.buy(ada, 30)
    const bought = await one.buy(again, 12)
    await one.push()
    const proposed = (await proposalsOf(database, tenant)).filter(({ kept }) =>
      [ada, again].includes(kept.customer),
    )
    expect(proposed).toHaveLength(1)
    expect(proposed[0]).toMatchObject({ by: 'phone' })

    expect(
      await merge(stage.backend, { tenant, kept: ada, merged: again, by: null }),
    ).toMatchObject({ ok: true })
    expect(await pulled(one, ada)).toMatchObject({ points: 42, _deleted: false })
    expect(await pulled(one, again)).toMatchObject({ mergedInto: ada, _deleted: true })
    expect(await proposalsOf(database, tenant)).not.toContainEqual(proposed[0])
    expect(await purchasesOf(database, tenant, again)).toHaveLength(2)
    expect(
      await merge(stage.backend, { tenant, kept: again, merged: ada, by: null }),
    ).toMatchObject({ failure: { code: 'customers-one-already' } })
    await one.buy(again, 8)
    await one.push()
    expect(await pulled(one, ada)).toMatchObject({ points: 50 })
    expect((await verifyBackend(database)).broken).toBeUndefined()

    expect(await part(stage.backend, tenant, again)).toBe(true)
    expect(await part(stage.backend, tenant, again)).toBe(false)
    expect(await pulled(one, ada)).toMatchObject({ points: 30, mergedInto: null })
    expect(await pulled(one, again)).toMatchObject({
      points: 20,
      mergedInto: null,
      _deleted: false,
    })
    const own = await purchasesOf(database, tenant, again)
    expect(own).toHaveLength(2)
    expect(own.map((each) => each.sale)).toContain(bought)
    expect((await verifyBackend(database)).broken).toBeUndefined()
  })
})
