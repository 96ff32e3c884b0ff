import { join } from 'node:path'
import { createRxDatabase } from 'rxdb'
import { describe, expect, it } from 'vitest'
import { collectionSchemas } from '../../src/store/collections.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { id, openTestStore, optionsFor, prepare, sell, temporaryFolder } from './terminal.ts'

describe('an RxDatabase over the store', () => {
  it('shows an appended entry at once, and finds all again after a restart', async () => {
    const file = join(temporaryFolder(), 'terminal.db')
    const open = async (store: TerminalStore) => {
      const database = await createRxDatabase({
        name: 'holdfast',
        storage: getRxStorage(store),
        multiInstance: false,
      })
      const schemas = Object.entries(collectionSchemas)
      return database.addCollections(
        Object.fromEntries(schemas.map(([name, each]) => [name, { schema: each }])),
      )
    }
    const store = openStore(optionsFor(file))
    const { journal, catalogue } = await open(store)
    const seen: number[] = []
    journal!.find().$.subscribe((entries) => seen.push(entries.length))
    await expect.poll(() => seen).toEqual([0])
    prepare(store)
    sell(store, id(9))
    await expect.poll(() => seen.at(-1)).toBe(2)
    await catalogue!.insert({ id: 'x', kind: 'department', name: 'Dairy' })
    await journal!.database.close()
    store.close()

    const again = openTestStore({ file })
    const reopened = await open(again)
    expect(await reopened['catalogue']!.findOne('x').exec()).toMatchObject({ id: 'x' })
    expect(await reopened['journal']!.count().exec()).toBe(2)
    await reopened['journal']!.database.close()
  })
})
