import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { levelFiguresOf } from '../../src/backend/administration/figures.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import { headsOf } from '../../src/backend/intake/heads.ts'
import { resumeWaiting, retryParked } from '../../src/backend/intake/parked.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { enrolTerminal, Journal, openStage, saleFact, stockItems, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function day(sales: number) {
  const terminal = await enrolTerminal(stage)
  const [item = ''] = await stockItems(stage, [100_000])
  const journal = new Journal(terminal)
  journal.open()
  for (let sale = 0; sale < sales; sale += 1) {
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
  }
  const push = (entries: readonly unknown[]) => receive(stage.backend, terminal, entries)
  const heads = () => headsOf(stage.backend.database, terminal)
  return { terminal, item, journal, push, heads }
}

async function onHand(item: string): Promise<number | undefined> {
  const levels = await levelFiguresOf(stage.backend.database, stage.shop.tenant, undefined)
  return levels.find((each) => each.item === item)?.onHand
}

const retry = () => retryParked(stage.backend, stage.shop.tenant)

describe('an entry that was set aside', () => {
  it('for a location that was not known yet takes effect when it is', async () => {
    const { terminal, item, journal, push, heads } = await day(1)
    const { tenant, store } = stage.shop
    const location = item
    const fact = saleFact({ ...stage.shop, location }, [{ item, quantity: 1000 }])
    journal.append(fact)
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    expect(await push(journal.entries)).toEqual(['applied', 'applied', 'parked', 'applied'])
    expect(await retry()).toEqual({ read: 1, applied: 0 })
    const row = { tenant, store, id: location, name: 'Cellar' }
    await stage.backend.database.insertInto('location').values(row).execute()
    expect(await retry()).toEqual({ read: 1, applied: 1 })
    expect(await retry()).toEqual({ read: 0, applied: 0 })
    expect(await onHand(item)).toBe(98_000)
    expect(await heads()).toMatchObject({ heads: [journal.head()], parked: 0, forked: false })
    expect(await push(journal.entries)).toEqual(Array(4).fill('known'))
    expect(terminal.terminal).toBeDefined()
  })

  it('for a key that this backend forgot in a restore takes effect when it has it', async () => {
    const { terminal, item, journal, push, heads } = await day(3)
    const { database } = stage.backend
    const key = await database
      .deleteFrom('terminal_key')
      .where('terminal', '=', terminal.terminal)
      .returningAll()
      .executeTakeFirstOrThrow()
    expect(await push(journal.entries)).toEqual(Array(4).fill('parked'))
    await database.insertInto('terminal_key').values(key).execute()
    expect(await retry()).toEqual({ read: 4, applied: 4 })
    expect(await onHand(item)).toBe(97_000)
    expect(await heads()).toMatchObject({ heads: [journal.head()], parked: 0 })
  })

  it('stays aside where its like was sent again and took effect', async () => {
    const { item, journal, push } = await day(1)
    const [opened, sale] = journal.entries
    await push([opened, { ...sale, keyId: '0123456789abcdef' }, sale])
    await retry()
    await retry()
    expect(await onHand(item)).toBe(99_000)
  })

  it('does not name the head of its epoch once the proven one is there', async () => {
    const { journal, push, heads } = await day(2)
    const [opened, sale, last] = journal.entries
    const pretended = 'f'.repeat(64)
    await push([opened, { ...sale, hash: pretended }])
    expect((await heads()).heads[0]?.hash).toBe(pretended)
    await push([sale])
    expect((await heads()).heads[0]).toEqual(journal.head(2))
    await push([last])
    expect((await heads()).heads[0]).toEqual(journal.head())
  })
})

describe('an entry whose effects throw', () => {
  /** What passes the schema and breaks the effects of a sale: one for each of them. */
  type Sale = ReturnType<typeof saleFact>['body']
  const poison: Record<string, (sale: Sale) => object> = {
    'the figures of the sale': (sale) => ({ ...sale, receipt: 'zero \u0000 byte' }),
    'the lines of the sale': (sale) => ({
      ...sale,
      lines: sale.lines.map((line) => ({ ...line, name: 'zero \u0000 byte' })),
    }),
    'the levels of the stock': (sale) => ({
      ...sale,
      movements: [1, 2].flatMap(() =>
        sale.movements.map((each) => ({ ...each, quantity: -999_999_999_999 })),
      ),
    }),
  }

  it.each(Object.entries(poison))('in %s is parked alone', async (_, spoil) => {
    const { item, journal, push, heads } = await day(1)
    const bad = saleFact(stage.shop, [{ item, quantity: 1000 }])
    journal.append({ ...bad, body: spoil(bad.body) } as typeof bad)
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    const other = await day(1)
    const answers = await Promise.all([push(journal.entries), other.push(other.journal.entries)])
    expect(answers).toEqual([
      ['applied', 'applied', 'parked', 'applied'],
      ['applied', 'applied'],
    ])
    expect(await onHand(item)).toBe(98_000)
    expect(await heads()).toMatchObject({ heads: [journal.head()], parked: 1 })
    const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
    expect(exceptions).toContainEqual(
      expect.objectContaining({ kind: 'parked', seq: 3, reason: 'not-applicable' }),
    )
  })
})

describe('a process that ended between taking entries in and applying them', () => {
  it('is gone on from by the next one', async () => {
    const { terminal, item, journal, push, heads } = await day(3)
    await push(journal.entries)
    const { database } = stage.backend
    const own = journal.head(1)
    // As the first process left it: everything is there, and only the first was applied.
    await database
      .updateTable('entry')
      .set({ state: 'waiting' })
      .where('terminal', '=', terminal.terminal)
      .where('seq', '>', 1)
      .execute()
    await database
      .updateTable('epoch')
      .set({ head_seq: 1, head_hash: own.hash })
      .where('terminal', '=', terminal.terminal)
      .execute()
    await database.deleteFrom('sale').where('terminal', '=', terminal.terminal).execute()
    await resumeWaiting(stage.backend)
    expect((await heads()).heads).toEqual([journal.head()])
    expect(await onHand(item)).toBe(97_000)
  })
})

describe('changes that a restore of the backend took away', () => {
  it('are listed by their numbers, as far as any terminal had pulled them', async () => {
    const terminal = await enrolTerminal(stage)
    const page = { collection: 'catalogue', limit: 10 } as const
    const { checkpoint } = await pull(stage.backend, terminal, { ...page, after: undefined })
    const ahead = { ...checkpoint, n: checkpoint.n + 5 }
    await pull(stage.backend, terminal, { ...page, after: ahead })
    await pull(stage.backend, terminal, { ...page, after: { ...ahead, n: checkpoint.n + 8 } })
    const { exceptions, counts } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
    expect(counts['changes-lost']).toBe(1)
    expect(exceptions).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'changes-lost', feed: 'catalogue' },
        ...{ from: checkpoint.n + 1, to: checkpoint.n + 8 },
      }),
    )
  })
})
