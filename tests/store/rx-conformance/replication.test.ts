/** RxDB's own replication over the storage: both ways, to a master of ours and to one in memory. */
import {
  rxStorageInstanceToReplicationHandler,
  type RxCollection,
  type RxConflictHandler,
  type RxReplicationHandler,
  type RxStorage,
} from 'rxdb'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { describe, expect, it, onTestFinished } from 'vitest'
import { getRxStorageSQLite } from '../../../src/store/rx-storage-file.ts'
import { openPeople, person, stateOf, type Person } from './databases.ts'
import { newFile } from './place.ts'

type People = RxCollection<Person>
type Place = { seq: number } | { id: string; lwt: number }
type Master = RxReplicationHandler<Person, Place>

const SOON = { timeout: 5000, interval: 5 }

function masterOf({ storageInstance, conflictHandler, database }: People): Master {
  return rxStorageInstanceToReplicationHandler(storageInstance, conflictHandler, database.token)
}

interface Ways {
  readonly push?: boolean
  readonly pull?: boolean
  readonly pushed?: (key: string) => void
  readonly size?: number
}

function replicate(people: People, master: Master, ways: Ways = {}) {
  const { push = true, pull = true, pushed = () => undefined, size = 3 } = ways
  const state = replicateRxCollection<Person, Place>({
    replicationIdentifier: 'test',
    collection: people,
    live: true,
    waitForLeadership: false,
    retryTime: 10,
    ...(pull && {
      pull: {
        batchSize: size,
        stream$: master.masterChangeStream$,
        handler: (after, limit) => master.masterChangesSince(after, limit),
      },
    }),
    ...(push && {
      push: {
        batchSize: size,
        handler(rows) {
          for (const { newDocumentState } of rows) pushed(newDocumentState.key)
          return master.masterWrite(rows)
        },
      },
    }),
  })
  const errors: unknown[] = []
  state.error$.subscribe((error) => errors.push(error))
  onTestFinished(async () => {
    expect(errors).toEqual([])
    await state.cancel()
  })
  return state
}

const ours = (file = newFile()): RxStorage<unknown, unknown> => getRxStorageSQLite({ file })
const masters = [
  ['of ours', () => ours()],
  ['in memory', () => getRxStorageMemory() as RxStorage<unknown, unknown>],
] as const

describe.each(masters)('replication with a master %s', (_, storageOfMaster) => {
  it('brings each side what the other had, and then what it writes', async () => {
    const master = await openPeople(storageOfMaster())
    const file = newFile()
    const [one, other] = [await openPeople(ours(file)), await openPeople(ours(file))]
    await master.bulkInsert(['m1', 'm2', 'm3', 'm4'].map((key) => person(key)))
    await one.bulkInsert(['o1', 'o2', 'o3', 'o4', 'o5'].map((key) => person(key)))
    const states = [one, other].map((people) => replicate(people, masterOf(master)))
    await Promise.all(states.map((state) => state.awaitInitialReplication()))
    const agreed = async () => {
      const expected = await stateOf(master)
      for (const people of [one, other]) {
        await expect.poll(() => stateOf(people), SOON).toEqual(expected)
      }
      return expected
    }
    await Promise.all(states.map((state) => state.awaitInSync()))
    expect(await agreed()).toHaveLength(9)
    await (await one.findOne('m1').exec())?.incrementalPatch({ age: 100 })
    await expect.poll(async () => (await master.findOne('m1').exec())?.age, SOON).toBe(100)
    await (await master.findOne('o1').exec())?.remove()
    await expect.poll(() => other.findOne('o1').exec(), SOON).toBeNull()
    await (await other.findOne('m2').exec())?.remove()
    await expect.poll(() => master.findOne('m2').exec(), SOON).toBeNull()
    await other.bulkInsert([person('p1'), person('p2')])
    await expect.poll(() => master.count().exec(), SOON).toBe(9)
    expect(await agreed()).toHaveLength(11)
  })

  it('goes on after a restart with what is new, and sends nothing twice', async () => {
    const master = await openPeople(storageOfMaster())
    const file = newFile()
    const pushed: string[] = []
    const ways = { pushed: (key: string) => void pushed.push(key) }
    const before = await openPeople(ours(file), 'restarted')
    await before.bulkInsert(['a', 'b', 'c', 'd'].map((key) => person(key)))
    const first = replicate(before, masterOf(master), ways)
    await first.awaitInSync()
    await expect.poll(() => master.count().exec(), SOON).toBe(4)
    await first.cancel()
    await before.insert(person('e'))
    await before.database.close()
    expect(pushed.splice(0).toSorted()).toEqual(['a', 'b', 'c', 'd'])

    await master.insert(person('m'))
    const after = await openPeople(ours(file), 'restarted')
    await replicate(after, masterOf(master), ways).awaitInSync()
    await expect.poll(() => master.count().exec(), SOON).toBe(6)
    await expect.poll(() => after.count().exec(), SOON).toBe(6)
    expect(pushed).toEqual(['e'])
  })

  it('lets the master win a conflict, or the handler that is given', async () => {
    const master = await openPeople(storageOfMaster())
    const people = await openPeople(ours())
    await master.insert(person('a', { name: 'of the master' }))
    await people.insert(person('a', { name: 'of the fork' }))
    const state = replicate(people, masterOf(master))
    await state.awaitInSync()
    const name = async (from: People) => (await from.findOne('a').exec())?.name
    await expect.poll(() => name(people), SOON).toBe('of the master')
    const older: RxConflictHandler<Person> = {
      isEqual: (a, b) => a.name === b.name && a.age === b.age && a._deleted === b._deleted,
      resolve: ({ newDocumentState, realMasterState }) =>
        Promise.resolve({
          ...realMasterState,
          age: Math.max(newDocumentState.age, realMasterState.age),
        }),
    }
    people.conflictHandler = older
    await state.cancel()
    await people.findOne('a').incrementalPatch({ age: 50 })
    await master.findOne('a').incrementalPatch({ name: 'changed' })
    await replicate(people, masterOf(master)).awaitInSync()
    await expect
      .poll(() => stateOf(master), SOON)
      .toEqual([expect.objectContaining({ name: 'changed', age: 50 })])
    await expect.poll(() => stateOf(people), SOON).toEqual(await stateOf(master))
  })
})

describe('replication in one way', () => {
  it('that only pulls takes deletions too, and sends nothing', async () => {
    const master = await openPeople(ours())
    const people = await openPeople(ours())
    await master.bulkInsert(['a', 'b', 'c', 'd'].map((key) => person(key)))
    await people.insert(person('own'))
    await master.findOne('b').remove()
    const state = replicate(people, masterOf(master), { push: false })
    await state.awaitInitialReplication()
    await expect.poll(() => people.count().exec(), SOON).toBe(4)
    await master.findOne('c').remove()
    await expect.poll(() => people.count().exec(), SOON).toBe(3)
    expect(await master.findOne('own').exec()).toBeNull()
  })

  it('that only pushes loses nothing that was written with the clock back a year', async () => {
    const master = await openPeople(ours())
    const people = await openPeople(ours(), 'clock')
    await people.insert(person('a'))
    const state = replicate(people, masterOf(master), { pull: false })
    await state.awaitInSync()
    await state.cancel()
    const yearAgo = Date.now() - 365 * 86_400_000
    const own = { _deleted: false, _attachments: {}, _rev: '1-clock', _meta: { lwt: yearAgo } }
    const { storageInstance } = people
    await storageInstance.originalStorageInstance.bulkWrite(
      [{ document: { ...person('b'), ...own } }],
      'test',
    )
    await replicate(people, masterOf(master), { pull: false }).awaitInSync()
    await expect.poll(() => master.count().exec(), SOON).toBe(2)
  })

  it('tells that the first is over, however often it is begun and poked', async () => {
    const master = await openPeople(ours())
    const people = await openPeople(ours())
    for (let round = 0; round < 50; round += 1) {
      if (round % 3 === 0) await master.insert(person(`r${String(round)}`))
      const state = replicate(people, masterOf(master), { push: false, size: 1 + (round % 3) })
      if (round % 2 === 0) state.reSync()
      await state.awaitInitialReplication()
      await state.cancel()
    }
    expect(await people.count().exec()).toBe(17)
  })
})
