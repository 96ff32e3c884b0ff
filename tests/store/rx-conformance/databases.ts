/** RxDatabases with one collection of people, over a storage of ours or RxDB's own. */
import {
  createRxDatabase,
  getChangedDocumentsSince,
  type RxCollection,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb'
import { onTestFinished } from 'vitest'

export interface Person {
  readonly key: string
  name: string
  age: number
  readonly nested?: { readonly place?: string }
}

export const people: RxJsonSchema<Person> = {
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 40 },
    name: { type: 'string', maxLength: 40 },
    age: { type: 'integer', minimum: 0, maximum: 150, multipleOf: 1 },
    nested: { type: 'object', properties: { place: { type: 'string', maxLength: 20 } } },
  },
  required: ['key', 'name', 'age'],
  indexes: ['age', ['name', 'age']],
}

let databases = 0

/** Closed when the test is over, if not before: RxDB opens 13 collections in a process. */
export async function openPeople(
  storage: RxStorage<unknown, unknown>,
  name?: string,
): Promise<RxCollection<Person>> {
  databases += 1
  const database = await createRxDatabase({
    name: name ?? `people${String(databases)}`,
    storage,
    multiInstance: false,
  })
  onTestFinished(async () => void (await database.close()))
  const { stock } = await database.addCollections({ stock: { schema: people } })
  if (!stock) throw new Error('no collection')
  return stock
}

export const person = (key: string, fields: Partial<Person> = {}): Person => ({
  ...{ key, name: `name of ${key}`, age: key.length },
  ...fields,
})

/** All documents as they stand, deleted ones too, without what differs by storage. */
export async function stateOf(collection: RxCollection<Person>): Promise<object[]> {
  const { documents } = await getChangedDocumentsSince(collection.storageInstance, 10_000)
  return documents
    .map(({ _meta, _rev, _attachments, ...fields }) => fields)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
}
