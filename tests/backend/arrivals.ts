/** Entries of several terminals on bad roads, and what must be true when all have come. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { levelFiguresOf } from '../../src/backend/administration/figures.ts'
import { compareHeads } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { enrolTerminal, Journal, saleFact, stockItems, type Stage } from './stage.ts'

const STOCK = 1_000_000

/** What happens to the entries of one terminal on their way. */
interface Road {
  /** Sales of each of its epochs. */
  readonly epochs: readonly number[]
  /** Where a clone leaves the last epoch, in thousandths of its length; how much it sells. */
  readonly clone: { readonly at: number; readonly sales: number } | null
  /** In which order entries arrive, how often, and how many at once. */
  readonly order: readonly number[]
  readonly batch: number
}

export const road: fc.Arbitrary<Road> = fc.record({
  epochs: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 }),
  clone: fc.option(
    fc.record({ at: fc.integer({ min: 1, max: 999 }), sales: fc.integer({ min: 1, max: 3 }) }),
  ),
  order: fc.array(fc.nat(1000), { minLength: 1, maxLength: 25 }),
  batch: fc.integer({ min: 1, max: 6 }),
})

/** Writes what the road says, sends it so, then all of it once more as a repair does. */
async function travel(stage: Stage, item: string, { epochs, clone, order, batch }: Road) {
  const terminal = await enrolTerminal(stage)
  const journals: Journal[] = []
  for (const sales of epochs) {
    const before = journals.at(-1)?.head()
    const place = { ordinal: journals.length + 1, id: crypto.randomUUID() }
    const journal = new Journal(terminal, place)
    journal.open(before ?? null)
    sell(stage, journal, item, sales)
    journals.push(journal)
  }
  const last = journals.at(-1)
  if (clone && last) {
    const kept = Math.max(1, Math.ceil((last.entries.length * clone.at) / 1000))
    const copy = last.clone()
    copy.entries.length = kept
    sell(stage, copy, item, clone.sales)
    journals.push(copy)
  }
  const all = [...new Set(journals.flatMap((each) => each.entries))]
  const sent = order.flatMap((number) => all[number % all.length] ?? [])
  const batches = Array.from({ length: Math.ceil(sent.length / batch) }, (_, index) =>
    sent.slice(index * batch, (index + 1) * batch),
  )
  await Promise.all(batches.map((each) => receive(stage.backend, terminal, each)))
  await compareHeads(stage.backend, terminal, journals.slice(0, epochs.length).map(headOf))
  await receive(stage.backend, terminal, all.toReversed())
  const { heads, holes, parked } = await compareHeads(
    ...([stage.backend, terminal, journals.slice(0, epochs.length).map(headOf)] as const),
  )
  expect({ holes, parked }).toEqual({ holes: [], parked: 0 })
  for (const { epoch, seq } of heads) {
    const own = journals.filter((each) => each.head().epoch.id === epoch.id)
    expect(seq).toBe(Math.max(...own.map((each) => each.entries.length)))
  }
  expect(heads).toHaveLength(epochs.length)
  const states = await stage.backend.database
    .selectFrom('entry')
    .select(['state', 'hash'])
    .where('terminal', '=', terminal.terminal)
    .execute()
  expect(states).toHaveLength(all.length)
  expect(new Set(states.map((each) => each.hash))).toEqual(new Set(all.map((each) => each.hash)))
  expect(states.filter((each) => each.state === 'waiting')).toEqual([])
  return all.filter((each) => each.canonical.includes('"sale-completed"')).length
}

function headOf(journal: Journal) {
  return journal.head()
}

function sell({ shop }: Stage, journal: Journal, item: string, times: number): void {
  for (let sale = 0; sale < times; sale += 1) {
    journal.append(saleFact(shop, [{ item, quantity: 1000 }]))
  }
}

export async function arrive(stage: Stage, roads: readonly Road[]): Promise<void> {
  const [item = ''] = await stockItems(stage, [STOCK])
  const sold = await Promise.all(roads.map((each) => travel(stage, item, each)))
  const total = sold.reduce((sum, each) => sum + each, 0)
  const levels = await levelFiguresOf(stage.backend.database, stage.shop.tenant, undefined)
  const left = STOCK - total * 1000
  expect(levels.find((each) => each.item === item)).toMatchObject({
    ...{ opening: STOCK, onHand: left, recomputed: left },
  })
}
