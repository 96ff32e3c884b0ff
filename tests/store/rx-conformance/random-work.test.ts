/**
 * The same seeded work done through RxDB over our storage and over its memory storage: answers,
 * refusals, live queries and what is left are the same.
 */
import fc from 'fast-check'
import type { MangoQuery, RxCollection } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { describe, expect, it } from 'vitest'
import { getRxStorageSQLite } from '../../../src/store/rx-storage-file.ts'
import { openPeople, person, type Person } from './databases.ts'
import { newFile } from './place.ts'

const SEED = 20_261_123
const STEPS = 1500

type People = RxCollection<Person>
type Step = readonly [does: string, key: string, number: number]

const WORKS: Record<string, (people: People, key: string, number: number) => Promise<unknown>> = {
  insert: async (people, key, age) => (await people.insert(person(key, { age }))).toJSON(),
  insertMany: async (people, key, age) => {
    const documents = [key, `${key}x`, `${key}y`].map((each) => person(each, { age }))
    const { success, error } = await people.bulkInsert(documents)
    return [success.map((each) => each.toJSON()), error.map((each) => each.status)]
  },
  upsert: async (people, key, age) => {
    const nested = { place: `place ${String(age % 3)}` }
    return (await people.upsert(person(key, { age, nested }))).toJSON()
  },
  upsertMany: async (people, key, age) => {
    const documents = [key, `${key}x`].map((each) => person(each, { age, name: 'many' }))
    const { success } = await people.bulkUpsert(documents)
    return success.map((each) => each.toJSON())
  },
  patch: async (people, key, age) => {
    const found = await people.findOne(key).exec()
    return (await found?.incrementalPatch({ age }))?.toJSON()
  },
  modify: async (people, key, age) => {
    const found = await people.findOne(key).exec()
    const changed = await found?.incrementalModify((data) => ({ ...data, name: `m${String(age)}` }))
    return changed?.toJSON()
  },
  remove: async (people, key) => (await (await people.findOne(key).exec())?.remove())?.toJSON(),
  removeMany: async (people, key) => {
    const { success, error } = await people.bulkRemove([key, `${key}x`])
    return [success.map((each) => each.toJSON()), error.length]
  },
  removeFound: async (people, _, age) => {
    const gone = await people.find({ selector: { age: { $eq: age } } }).remove()
    return gone.map((each) => each.key).toSorted()
  },
  count: (people, _, age) => people.count({ selector: { age: { $gte: age } } }).exec(),
  findMany: async (people, key) => {
    const found = await people.findByIds([key, `${key}x`]).exec()
    return [...found.keys()].toSorted()
  },
  find: async (people, _, age) => {
    const query: MangoQuery<Person> = {
      selector: { $or: [{ age: { $lt: age } }, { 'nested.place': 'place 1' }] },
      sort: [{ name: 'desc' }, { age: 'asc' }],
      skip: age % 4,
      ...(age % 2 === 0 ? { limit: age % 9 } : {}),
    }
    return (await people.find(query).exec()).map((each) => each.toJSON())
  },
}

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(...Object.keys(WORKS)),
    fc.constantFrom('a', 'b', 'ä', '\u{1F9C0}', "o'", 'ax', 'zz'),
    fc.nat(30),
  ),
  { minLength: STEPS, maxLength: STEPS },
)

async function outcomeOf(people: People, [does, key, number]: Step): Promise<unknown> {
  try {
    return { answer: await WORKS[does]?.(people, key, number) }
  } catch (error) {
    const { code } = error as { code?: unknown }
    return { refused: code ?? String(error) }
  }
}

/** What a screen that watches would show last. */
function watch(people: People, query: MangoQuery<Person>) {
  const shown: { last: unknown } = { last: undefined }
  const subscription = people.find(query).$.subscribe((found) => {
    shown.last = found.map((each) => each.toJSON())
  })
  return { shown, stop: () => subscription.unsubscribe() }
}

describe('work through RxDB', () => {
  it('comes out as over the memory storage, and live queries show what is there', async () => {
    const ours = await openPeople(getRxStorageSQLite({ file: newFile() }))
    const memory = await openPeople(getRxStorageMemory())
    const query: MangoQuery<Person> = {
      selector: { age: { $gt: 5 } },
      sort: [{ age: 'desc' }, { key: 'asc' }],
      limit: 5,
    }
    const watched = watch(ours, query)
    const [work = []] = fc.sample(steps, { numRuns: 1, seed: SEED })
    const done = new Set<string>()
    for (const [place, step] of work.entries()) {
      const told = `seed ${String(SEED)}, step ${String(place)}: ${step.join(' ')}`
      const outcome = await outcomeOf(ours, step)
      expect(outcome, told).toEqual(await outcomeOf(memory, step))
      done.add(`${step[0]} ${Object.keys(outcome as object).join('')}`)
      if (place % 20 > 0) continue
      const fresh = (await memory.find(query).exec()).map((each) => each.toJSON())
      await expect.poll(() => watched.shown.last, { message: told }).toEqual(fresh)
    }
    watched.stop()
    // Every kind of work was done, and inserting refused where it must be.
    expect(done.size).toBe(Object.keys(WORKS).length + 1)
  }, 30_000)
})
