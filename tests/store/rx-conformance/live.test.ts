import { describe, expect, it } from 'vitest'
import { getRxStorageSQLite } from '../../../src/store/rx-storage-file.ts'
import { openPeople, person } from './databases.ts'
import { newFile } from './place.ts'

describe('a live query over the storage', () => {
  it('shows each insert, change and removal, in its order and within its limit', async () => {
    const people = await openPeople(getRxStorageSQLite({ file: newFile() }))
    const shown: string[][] = []
    const query = people.find({ selector: { age: { $gt: 1 } }, sort: [{ age: 'desc' }], limit: 2 })
    const subscription = query.$.subscribe((found) => shown.push(found.map((each) => each.key)))
    const last = async (keys: string[]) => {
      await expect.poll(() => shown.at(-1)).toEqual(keys)
    }
    await last([])
    const a = await people.insert(person('a', { age: 2 }))
    await last(['a'])
    await people.bulkInsert([person('b', { age: 3 }), person('c', { age: 4 })])
    await last(['c', 'b'])
    await a.incrementalPatch({ age: 9 })
    await last(['a', 'c'])
    await a.getLatest().remove()
    await last(['c', 'b'])
    subscription.unsubscribe()
  })

  it('shows one document as it changes, its end too, and none before it is there', async () => {
    const people = await openPeople(getRxStorageSQLite({ file: newFile() }))
    const shown: (number | null)[] = []
    const subscription = people.findOne('a').$.subscribe((found) => shown.push(found?.age ?? null))
    await expect.poll(() => shown).toEqual([null])
    const a = await people.insert(person('a', { age: 1 }))
    const ages: number[] = []
    const watching = a.get$('age').subscribe((age: number) => ages.push(age))
    await a.incrementalPatch({ age: 2 })
    await expect.poll(() => ages).toEqual([1, 2])
    await a.getLatest().remove()
    await expect.poll(() => shown).toEqual([null, 1, 2, null])
    for (const each of [subscription, watching]) each.unsubscribe()
  })

  it('finds all again, and goes on telling, after the database was closed', async () => {
    const file = newFile()
    const before = await openPeople(getRxStorageSQLite({ file }), 'again')
    await before.bulkInsert([person('a'), person('b')])
    await before.database.close()
    const after = await openPeople(getRxStorageSQLite({ file }), 'again')
    const counts: number[] = []
    const subscription = after.count().$.subscribe((count) => counts.push(count))
    await expect.poll(() => counts.at(-1)).toBe(2)
    await after.insert(person('c'))
    await expect.poll(() => counts.at(-1)).toBe(3)
    subscription.unsubscribe()
  })

  it('is of a collection of its own where two databases share the file', async () => {
    const file = newFile()
    const one = await openPeople(getRxStorageSQLite({ file }), 'one')
    const other = await openPeople(getRxStorageSQLite({ file }), 'other')
    await one.insert(person('a'))
    expect(await one.count().exec()).toBe(1)
    expect(await other.count().exec()).toBe(0)
    await other.insert(person('a', { age: 99 }))
    await other.database.remove()
    expect((await one.findOne('a').exec())?.age).toBe(1)
  })
})
