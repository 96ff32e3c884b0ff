import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { levelFiguresOf, figuresOf } from '../../src/backend/administration/figures.ts'
import { headsOf } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { entryHashOf } from '../../src/backend/intake/signature.ts'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import {
  enrolTerminal,
  Journal,
  makeKeys,
  openStage,
  saleFact,
  seal,
  signatureOf,
  stockItems,
  type Stage,
} from './stage.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

async function onHand(item: string): Promise<number | undefined> {
  const levels = await levelFiguresOf(stage.backend.database, stage.shop.tenant, undefined)
  const level = levels.find((each) => each.item === item)
  expect(level?.recomputed).toBe(level?.onHand)
  return level?.onHand
}

async function exceptionsOf(item: string): Promise<number[]> {
  const rows = await stage.backend.database
    .selectFrom('stock_exception')
    .select('short_by')
    .where('item', '=', item)
    .execute()
  return rows.map((row) => row.short_by)
}

/** An opened epoch and a number of sales of one piece each. */
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

describe('intake', () => {
  it('applies each entry once, however often and in whatever order it is sent', async () => {
    const { item, journal, push, heads } = await day(5)
    const [opened, ...sales] = journal.entries
    expect(await push(sales.toReversed())).toEqual(Array(5).fill('waiting'))
    expect(await onHand(item)).toBe(100_000)
    expect(await push([opened])).toEqual(['applied'])
    expect(await onHand(item)).toBe(95_000)
    expect(await push([...journal.entries, ...journal.entries])).toEqual(Array(12).fill('known'))
    expect(await onHand(item)).toBe(95_000)
    const last = journal.entries.at(-1)
    expect(await heads()).toEqual({
      heads: [{ epoch: last?.epoch, seq: 6, hash: last?.hash }],
      ...{ parked: 0, forked: false, holes: [], ends: [], till: NO_NEWS },
    })
  })

  it('applies each entry once when the same ones are pushed many times at once', async () => {
    const { item, journal, push } = await day(8)
    await Promise.all([1, 2, 3, 4, 5].map((shift) => push(rotated(journal.entries, shift))))
    expect(await onHand(item)).toBe(92_000)
  })

  it('lets what follows a hole wait, and applies it when the hole is filled', async () => {
    const { item, journal, push, heads } = await day(4)
    const [first, second, missing, ...later] = journal.entries
    expect(await push([first, second, ...later])).toEqual([
      ...['applied', 'applied', 'waiting', 'waiting'],
    ])
    expect((await heads()).heads[0]?.seq).toBe(2)
    expect(await onHand(item)).toBe(99_000)
    expect(await push([missing])).toEqual(['applied'])
    expect((await heads()).heads[0]?.seq).toBe(5)
    expect(await onHand(item)).toBe(96_000)
  })

  it('keeps both branches of a fork, applies both, and shows the terminal as forked', async () => {
    const { item, journal, push, heads } = await day(1)
    const clone = journal.clone()
    const sell = (of: Journal) => of.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    const [ownFirst, ownSecond] = [sell(journal), sell(journal)]
    const [otherFirst, otherSecond] = [sell(clone), sell(clone)]
    await push(journal.entries)
    expect(await push([otherSecond])).toEqual(['waiting'])
    expect(await push([otherFirst])).toEqual(['forked'])
    expect(await push([otherSecond, ownFirst])).toEqual(['forked', 'known'])
    expect(await onHand(item)).toBe(95_000)
    expect(await heads()).toMatchObject({
      heads: [{ seq: 4, hash: ownSecond.hash }],
      forked: true,
    })
  })

  it('follows from an oversell with an exception that says by how much', async () => {
    const { journal, push } = await day(0)
    const [item = ''] = await stockItems(stage, [1000])
    journal.append(saleFact(stage.shop, [{ item, quantity: 3000 }]))
    journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    await push(journal.entries)
    expect(await onHand(item)).toBe(-3000)
    expect((await exceptionsOf(item)).toSorted((a, b) => a - b)).toEqual([1000, 2000])
  })

  it('folds the figures of each sale', async () => {
    const { journal, push } = await day(0)
    const items = await stockItems(stage, [5000, 5000])
    const before = await figuresOf(stage.backend.database, stage.shop.tenant)
    const sold = items.map((item, index) => ({ item, quantity: 1000 * (index + 1) }))
    journal.append(saleFact(stage.shop, sold))
    await push(journal.entries)
    const after = await figuresOf(stage.backend.database, stage.shop.tenant)
    expect(after.sales - before.sales).toBe(1)
    expect(after.turnoverMinor - before.turnoverMinor).toBe(300)
    expect(after.movements - before.movements).toBe(2)
  })
})

describe('what cannot be taken as it is', () => {
  type Spoil = (entry: SealedEntry, of: Awaited<ReturnType<typeof day>>) => unknown
  const spoilt: Record<string, Spoil> = {
    unreadable: (entry) => ({ ...entry, signature: 'none' }),
    'hash-wrong': (entry) => ({ ...entry, canonical: entry.canonical.replace('EUR', 'USD') }),
    'key-unknown': (entry) => ({ ...entry, keyId: '0123456789abcdef' }),
    'signature-wrong': (entry) => ({ ...entry, signature: signatureOf(makeKeys(), entry.hash) }),
    'not-canonical': (entry, { terminal }) => {
      const canonical = JSON.stringify(JSON.parse(entry.canonical), undefined, 1)
      const hash = entryHashOf(canonical)
      return { ...entry, canonical, hash, signature: signatureOf(terminal.keys, hash) }
    },
    'another-terminal': (entry, { terminal }) =>
      sealAgain(entry, terminal.keys, (content) => ({ ...content, tenant: terminal.terminal })),
    'body-invalid': (entry, { terminal }) =>
      sealAgain(entry, terminal.keys, (content) => ({ ...content, body: {} })),
    'place-wrong': (entry, { terminal }) => ({
      ...sealAgain(entry, terminal.keys, (content) => ({ ...content, seq: 77 })),
      ...{ id: entry.id, seq: entry.seq },
    }),
    'location-unknown': (entry, { terminal }) =>
      sealAgain(entry, terminal.keys, (content) => ({
        ...content,
        body: { ...content['body'], movements: [nowhere(terminal.terminal)] },
      })),
    'not-applicable': (entry, { terminal }) =>
      sealAgain(entry, terminal.keys, (content) => ({
        ...content,
        body: { ...content['body'], receipt: 'zero \u0000 byte' },
      })),
  }

  it.each(Object.entries(spoilt))(
    'parks it as %s and applies all others',
    async (reason, spoil) => {
      const context = await day(3)
      const { item, journal, push, heads, terminal } = context
      const [opened, first, second, third] = journal.entries as [
        ...[SealedEntry, SealedEntry, SealedEntry, SealedEntry],
      ]
      const bad = spoil(second, context)
      const answers = await push([bad, opened, first, third])
      expect(answers[0]).toBe('parked')
      const parked = await stage.backend.database
        .selectFrom('entry')
        .select('reason')
        .where('terminal', '=', terminal.terminal)
        .where('state', '=', 'parked')
        .execute()
      expect(parked).toEqual([{ reason }])
      // Sent again it is the same one, and the good one finds its place.
      expect(await push([bad])).toEqual(['parked'])
      expect((await heads()).parked).toBe(1)
      expect(await onHand(item)).toBe(98_000)
      expect((await push([second]))[0]).toBe('applied')
      expect(await onHand(item)).toBe(97_000)
      expect((await heads()).heads[0]?.seq).toBe(4)
    },
  )

  it.each([['a word'], [null], [[]], [{ deep: deep(5000) }]])(
    'parks what is no envelope at all (%#)',
    async (nonsense) => {
      const { journal, push, heads } = await day(1)
      expect(await push([nonsense, ...journal.entries])).toEqual(['parked', 'applied', 'applied'])
      expect((await heads()).parked).toBe(1)
    },
  )

  it('parks personal data that the database could not keep, and nothing else with it', async () => {
    const { journal, push } = await day(1)
    const [opened, sale] = journal.entries
    expect(await push([opened, { ...sale, personal: 'a\u0000b' }])).toEqual(['applied', 'parked'])
  })
})

function nowhere(id: string): object {
  return { item: id, location: id, quantity: -1000 }
}

function deep(levels: number): unknown {
  let value: unknown = 0
  for (let level = 0; level < levels; level += 1) value = [value]
  return value
}

function rotated<Value>(values: readonly Value[], by: number): Value[] {
  return [...values.slice(by), ...values.slice(0, by)]
}

type Content = Record<string, unknown> & { body: Record<string, unknown> }

/** The same entry with other content, properly hashed and signed. */
function sealAgain(
  entry: SealedEntry,
  keys: Parameters<typeof seal>[0],
  change: (content: Content) => Record<string, unknown>,
): SealedEntry {
  const content = change(JSON.parse(entry.canonical) as Content)
  return seal(keys, content as unknown as Parameters<typeof seal>[1])
}
