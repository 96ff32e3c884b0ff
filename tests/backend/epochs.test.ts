import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeByPerson } from '../../src/backend/administration/close-epoch.ts'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { levelFiguresOf } from '../../src/backend/administration/figures.ts'
import { terminalsOf } from '../../src/backend/administration/terminals.ts'
import { compareHeads } from '../../src/backend/intake/heads.ts'
import { importEntries } from '../../src/backend/intake/import-entries.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { EXCEPTIONS_LIMIT } from '../../src/contract/backend/exceptions.ts'
import { enrol, issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import type { Head } from '../../src/domain/journal/entry.ts'
import { entriesFile } from './entries-file.ts'
import { enrolTerminal, Journal, makeKeys, openStage, random, saleFact } from './stage.ts'
import { stockItems, type Stage, type StagedTerminal } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A terminal with one opened epoch, and one item of a hundred pieces. */
async function day() {
  const terminal = await enrolTerminal(stage)
  const [item = ''] = await stockItems(stage, [100_000])
  const journal = new Journal(terminal)
  journal.open()
  const sell = (times: number, of = journal) => {
    for (let sale = 0; sale < times; sale += 1) {
      of.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    }
  }
  const push = (entries: readonly unknown[]) => receive(stage.backend, terminal, entries)
  const report = (...own: Head[]) => compareHeads(stage.backend, terminal, own)
  return { terminal, item, journal, sell, push, report }
}

async function onHand(item: string): Promise<number | undefined> {
  const levels = await levelFiguresOf(stage.backend.database, stage.shop.tenant, undefined)
  const level = levels.find((each) => each.item === item)
  expect(level?.recomputed).toBe(level?.onHand)
  return level?.onHand
}

async function exceptionsAbout({ terminal }: StagedTerminal) {
  const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
  return exceptions
    .filter((each) => 'terminal' in each && each.terminal === terminal)
    .map((each) => ('from' in each ? [each.kind, each.from, each.to] : [each.kind]))
}

function next(terminal: StagedTerminal, previous: Head): Journal {
  const journal = new Journal(terminal, { ordinal: previous.epoch.ordinal + 1, id: random.id() })
  journal.open(previous)
  return journal
}

describe('a hole', () => {
  it('is open and shown while the terminal can fill it, and gone when it did', async () => {
    const { terminal, item, journal, sell, push, report } = await day()
    sell(9)
    await push([...journal.entries.slice(0, 3), ...journal.entries.slice(6)])
    const { epoch } = journal.head()
    const told = await report(journal.head())
    expect(told.holes).toEqual([{ epoch, from: 4, to: 6 }])
    expect(told.heads).toEqual([journal.head(3)])
    expect(await exceptionsAbout(terminal)).toEqual([['hole', 4, 6]])
    await push(journal.entries.slice(3, 6))
    expect(await report(journal.head())).toMatchObject({ heads: [journal.head()], holes: [] })
    expect(await exceptionsAbout(terminal)).toEqual([])
    expect(await onHand(item)).toBe(91_000)
  })

  it('becomes a gap when the next epoch ends this one and nobody can fill it', async () => {
    const { terminal, item, journal, sell, push, report } = await day()
    sell(9)
    await push([...journal.entries.slice(0, 3), ...journal.entries.slice(6)])
    // The disk came back as it was after the fifth entry; the tenth is the last that anybody knew.
    const restored = next(terminal, journal.head())
    sell(1, restored)
    await push(restored.entries)
    await report(journal.head(5), restored.head())
    // What it can still send is waited for.
    expect(await exceptionsAbout(terminal)).toEqual([['hole', 4, 6]])
    await push(journal.entries.slice(3, 5))
    expect(await onHand(item)).toBe(95_000)
    const told = await report(journal.head(5), restored.head())
    expect(await onHand(item)).toBe(91_000)
    expect(await exceptionsAbout(terminal)).toEqual([['gap', 6, 6]])
    // The head says nothing of what came behind the gap: a terminal would take it as sent.
    expect(told.heads).toEqual([restored.head(), journal.head(5)])
    expect(told.holes).toEqual([{ epoch: journal.head().epoch, from: 6, to: 6 }])
    expect((await terminalsOf(stage.backend.database, stage.shop.tenant)).at(-1)).toMatchObject({
      epochs: [
        { head: 10, known: 10, own: 5, closed: 'next-epoch' },
        { head: 2, closed: null },
      ],
    })
    // Somebody found the old disk after all.
    expect(await push(journal.entries)).toContain('applied')
    expect(await exceptionsAbout(terminal)).toEqual([])
    expect(await onHand(item)).toBe(90_000)
    expect((await report(journal.head(), restored.head())).heads).toEqual([
      ...[restored.head(), journal.head()],
    ])
  })

  it('at the end of an epoch is listed too: the last entry known is more than came', async () => {
    const { terminal, item, journal, sell, push, report } = await day()
    sell(9)
    await push(journal.entries.slice(0, 4))
    const replaced = next(terminal, journal.head())
    await push(replaced.entries)
    await report(replaced.head())
    expect(await exceptionsAbout(terminal)).toEqual([['gap', 5, 10]])
    expect(await push(journal.entries.slice(6, 7))).toEqual(['applied'])
    expect(await exceptionsAbout(terminal)).toEqual([
      ['gap', 5, 6],
      ['gap', 8, 10],
    ])
    expect(await onHand(item)).toBe(96_000)
    await push(journal.entries.toReversed())
    expect(await exceptionsAbout(terminal)).toEqual([])
    expect(await onHand(item)).toBe(91_000)
  })

  it('of an epoch of which nothing ever came is listed from its first number', async () => {
    const { terminal, journal, sell, push, report } = await day()
    sell(2)
    const replaced = next(terminal, journal.head())
    await push(replaced.entries)
    await report(replaced.head())
    expect(await exceptionsAbout(terminal)).toEqual([['gap', 1, 3]])
  })

  it('stays open through a report from before the next epoch', async () => {
    const { terminal, journal, sell, push, report } = await day()
    sell(5)
    await push([...journal.entries.slice(0, 2), ...journal.entries.slice(4)])
    await push(next(terminal, journal.head()).entries)
    await report(journal.head(2))
    expect(await exceptionsAbout(terminal)).toEqual([['hole', 3, 4]])
  })

  it('is closed by a person, and a terminal that holds it sends it all the same', async () => {
    const { terminal, item, journal, sell, push, report } = await day()
    sell(5)
    await push([...journal.entries.slice(0, 2), ...journal.entries.slice(4)])
    const { epoch } = journal.head()
    const place = { tenant: stage.shop.tenant, terminal: terminal.terminal, epoch: epoch.id }
    expect(await closeByPerson(stage.backend, place)).toEqual([{ epoch, from: 3, to: 4 }])
    expect(await onHand(item)).toBe(97_000)
    expect((await report(journal.head())).heads).toEqual([journal.head(2)])
    await push(journal.entries)
    expect((await report(journal.head())).heads).toEqual([journal.head()])
    expect(await onHand(item)).toBe(95_000)
    const nowhere = { ...place, epoch: random.id() }
    expect(await closeByPerson(stage.backend, nowhere)).toBeUndefined()
  })
})

describe('the list of what is missing', () => {
  it('hides nothing at its limit: it counts all, and further pages hold the rest', async () => {
    const { terminal, journal, push } = await day()
    await push(journal.entries)
    const { database } = stage.backend
    const { tenant } = stage.shop
    const before = await exceptionsOf(database, tenant, { kind: 'gap' })
    const { id: epoch } = journal.head().epoch
    const more = EXCEPTIONS_LIMIT * 2 + 1
    await database
      .insertInto('entry_gap')
      .values(
        Array.from({ length: more }, (_, index) => {
          const seq = 10 + 2 * index
          const place = { tenant, terminal: terminal.terminal, epoch }
          return { ...place, from_seq: seq, to_seq: seq, found_at: 1 }
        }),
      )
      .execute()
    const all = before.counts.gap + more
    const whole = await exceptionsOf(database, tenant)
    expect(whole.counts.gap).toBe(all)
    expect(whole.more).toBe(all - EXCEPTIONS_LIMIT)
    const seen = new Set<string>()
    for (let skip = 0; skip < all; skip += EXCEPTIONS_LIMIT) {
      const page = await exceptionsOf(database, tenant, { kind: 'gap', skip })
      for (const each of page.exceptions) seen.add(JSON.stringify(each))
      expect(page.more).toBe(Math.max(0, all - skip - EXCEPTIONS_LIMIT))
    }
    expect(seen.size).toBe(all)
    await database.deleteFrom('entry_gap').where('epoch', '=', epoch).execute()
  })
})

describe('a fork', () => {
  it('takes effect with the whole of both branches, and is listed by its numbers', async () => {
    const { terminal, item, journal, sell, push } = await day()
    sell(2)
    const clone = journal.clone()
    sell(3, journal)
    sell(5, clone)
    await push(journal.entries)
    await push(clone.entries.toReversed())
    expect(await onHand(item)).toBe(90_000)
    expect(await exceptionsAbout(terminal)).toEqual([['fork', 4, 6]])
    const known = Array(11).fill(expect.stringMatching(/known|forked/))
    expect(await push([...journal.entries.slice(3), ...clone.entries])).toEqual(known)
    expect(await onHand(item)).toBe(90_000)
  })
})

describe('a terminal that is replaced', () => {
  async function replace(terminal: StagedTerminal): Promise<StagedTerminal> {
    const code = await issueReplacementCode(stage.backend, terminal)
    const keys = makeKeys()
    const { keyId, publicKey } = keys
    const enrolled = await enrol(stage.backend, { code: code?.code ?? '', keyId, publicKey })
    if (!enrolled.ok) throw new Error(enrolled.failure.code)
    expect(enrolled.value).toMatchObject({ terminal: terminal.terminal })
    return { ...terminal, keys, credential: enrolled.value.credential }
  }

  it('goes on as itself with another key, and its earlier entries stay proven', async () => {
    const { terminal, item, journal, sell, push } = await day()
    sell(4)
    await push(journal.entries.slice(0, 2))
    const anew = await replace(terminal)
    const journalAnew = next(anew, journal.head())
    sell(1, journalAnew)
    expect(await push(journalAnew.entries)).toEqual(['applied', 'applied'])
    expect(await push(journal.entries.slice(2))).toEqual(Array(3).fill('applied'))
    expect(await onHand(item)).toBe(95_000)
    // Nobody goes on in an epoch of one key with another.
    const mixed = new Journal(anew, journal.head().epoch)
    mixed.entries.push(...journal.entries)
    sell(1, mixed)
    expect(await push(mixed.entries.slice(-1))).toEqual(['parked'])
    expect(await onHand(item)).toBe(95_000)
  })

  it('is no longer forked, whatever still comes of its past', async () => {
    const { terminal, journal, sell, push, report } = await day()
    const clone = journal.clone()
    sell(2)
    sell(2, clone)
    await push([...journal.entries, ...clone.entries])
    expect((await report(journal.head())).forked).toBe(true)
    await replace(terminal)
    sell(1, clone)
    await push(clone.entries)
    expect((await report(journal.head())).forked).toBe(false)
  })

  it('hands in by file what its earlier credential can no longer send', async () => {
    const { terminal, item, journal, sell, push } = await day()
    sell(5)
    await push(journal.entries.slice(0, 2))
    await replace(terminal)
    const content = entriesFile(terminal, journal.entries.slice(1))
    const imported = await importEntries(stage.backend, stage.shop.tenant, { content })
    expect(imported).toMatchObject({ ok: true, value: { entries: 5, applied: 4, known: 1 } })
    const again = await importEntries(stage.backend, stage.shop.tenant, { content })
    expect(again).toMatchObject({ ok: true, value: { applied: 0, known: 5 } })
    expect(await onHand(item)).toBe(95_000)
  })
})
