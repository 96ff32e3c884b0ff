import {
  fillWithDefaultSettings,
  normalizeMangoQuery,
  now,
  prepareQuery,
  type BulkWriteRow,
  type MangoQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb'
import { describe, expect, it } from 'vitest'
import { collectionSchemas } from '../../src/store/collections.ts'
import type { DocumentEvents } from '../../src/store/documents.ts'
import type { TerminalStore } from '../../src/store/open.ts'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { id, openTestStore, prepare, sell, START } from './terminal.ts'

interface Thing {
  id: string
  value?: number
  name?: string
}
type Data = RxDocumentData<Thing>
type Instance = RxStorageInstance<Thing, unknown, unknown, { seq: number }>

const schema = fillWithDefaultSettings<Thing>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 80 },
    value: { type: 'number' },
    name: { type: 'string' },
  },
}) as RxJsonSchema<Data>

const journalSchema = fillWithDefaultSettings(collectionSchemas.journal) as unknown as typeof schema

async function openInstance(store: TerminalStore, collectionName = 'things'): Promise<Instance> {
  return (await getRxStorage(store).createStorageInstance<Thing>({
    databaseInstanceToken: 'token',
    databaseName: 'test',
    collectionName,
    schema: collectionName === 'journal' ? journalSchema : schema,
    options: {},
    multiInstance: false,
    devMode: false,
  })) as Instance
}

let revision = 0
function doc(fields: Thing, changes: { deleted?: boolean; lwt?: number } = {}): Data {
  return {
    ...fields,
    _deleted: changes.deleted ?? false,
    _attachments: {},
    _meta: { lwt: changes.lwt ?? now() },
    _rev: `${(revision += 1)}-test`,
  }
}

const insert = (...documents: Data[]): BulkWriteRow<Thing>[] =>
  documents.map((document) => ({ document }))

function listen(instance: Instance): DocumentEvents[] {
  const bulks: DocumentEvents[] = []
  instance.changeStream().subscribe((bulk) => bulks.push(bulk as unknown as DocumentEvents))
  return bulks
}

async function find(instance: Instance, query: MangoQuery<Thing> = {}): Promise<Data[]> {
  const prepared = prepareQuery(
    schema,
    normalizeMangoQuery(schema, {
      ...query,
      selector: { ...query.selector, _deleted: { $eq: false } } as never,
    }),
  )
  return (await instance.query(prepared)).documents
}

describe('the RxDB storage', () => {
  it('answers conflicts with the document that it holds, and writes the rest', async () => {
    const instance = await openInstance(openTestStore())
    const first = doc({ id: 'a', value: 1 })
    expect(await instance.bulkWrite(insert(first), 'test')).toEqual({ error: [] })
    const rows = insert(doc({ id: 'a', value: 2 }), doc({ id: 'b' }))
    const { error } = await instance.bulkWrite(rows, 'again')
    expect(error).toEqual([
      {
        isError: true,
        status: 409,
        documentId: 'a',
        writeRow: rows[0],
        documentInDb: first,
        context: 'again',
      },
    ])
    expect((await instance.findDocumentsById(['a', 'b'], false)).map((each) => each.id)).toEqual([
      'a',
      'b',
    ])
    const stale = await instance.bulkWrite(
      [{ previous: doc({ id: 'a' }), document: doc({ id: 'a', value: 3 }) }],
      'stale',
    )
    expect(stale.error[0]?.status).toBe(409)
    const right = [{ previous: first, document: doc({ id: 'a', value: 3 }) }]
    expect((await instance.bulkWrite(right, 'right')).error).toEqual([])
    expect((await instance.findDocumentsById(['a'], false))[0]?.value).toBe(3)
  })

  it('keeps a document as it was given, with its marks', async () => {
    const instance = await openInstance(openTestStore())
    const document = doc({ id: 'a', name: 'Käse "1" \u{1F9C0}\n\0' })
    document._meta = { lwt: 12.34, o: { hash: 'h', _rev: 2 } }
    await instance.bulkWrite(insert(document), 'test')
    expect(await instance.findDocumentsById(['a'], false)).toEqual([document])
  })

  it('refuses to insert over a tombstone, and finds tombstones only when asked', async () => {
    const instance = await openInstance(openTestStore())
    const bulks = listen(instance)
    await instance.bulkWrite(insert(doc({ id: 'a' }, { deleted: true })), 'test')
    // A document that arrives deleted is written and nobody needs to hear of it.
    expect(bulks).toEqual([])
    expect(await instance.findDocumentsById(['a'], false)).toEqual([])
    expect(await instance.findDocumentsById(['a'], true)).toHaveLength(1)
    const { error } = await instance.bulkWrite(insert(doc({ id: 'a' })), 'test')
    expect(error[0]?.status).toBe(409)
  })

  it('tells of each change with its checkpoint, before the write resolves', async () => {
    const store = openTestStore()
    const instance = await openInstance(store)
    const bulks = listen(await openInstance(store))
    const first = doc({ id: 'a', value: 1 })
    const second = doc({ id: 'a', value: 2 })
    const third = doc({ id: 'a', value: 2 }, { deleted: true })
    await instance.bulkWrite(insert(first), 'one')
    await instance.bulkWrite([{ previous: first, document: second }], 'two')
    await instance.bulkWrite([{ previous: second, document: third }], 'three')
    expect(bulks.map((bulk) => [bulk.context, bulk.events[0]?.operation])).toEqual([
      ['one', 'INSERT'],
      ['two', 'UPDATE'],
      ['three', 'DELETE'],
    ])
    const seq = bulks[0]?.checkpoint.seq ?? 0
    expect(seq).toBeGreaterThan(0)
    expect(bulks.map((bulk) => bulk.checkpoint.seq)).toEqual([seq, seq + 1, seq + 2])
    expect(new Set(bulks.map((bulk) => bulk.id)).size).toBe(3)
  })

  it('tells of nothing inside a transaction, and of all after its COMMIT, in order', async () => {
    const store = prepare(openTestStore())
    const instance = await openInstance(store)
    const journal = await openInstance(store, 'journal')
    const bulks = [listen(instance), listen(journal)]
    store.transaction(() => {
      void instance.bulkWrite(insert(doc({ id: 'a' })), 'test')
      sell(store, id(9))
      expect(bulks).toEqual([[], []])
    })
    expect(bulks.map((each) => each.length)).toEqual([1, 1])
    expect(bulks[1]![0]!.events[0]!.documentData).toMatchObject({ seq: 2 })
  })

  it('stores and tells nothing where the transaction around it rolled back', async () => {
    const store = prepare(openTestStore())
    const instance = await openInstance(store)
    const bulks = listen(instance)
    const fail = () =>
      store.transaction(() => {
        void instance.bulkWrite(insert(doc({ id: 'a' })), 'test')
        throw new Error('changed my mind')
      })
    expect(fail).toThrow('changed my mind')
    expect(bulks).toEqual([])
    expect(await instance.findDocumentsById(['a'], true)).toEqual([])
  })

  it('answers a limit of 0 with nothing, and skips and sorts as asked', async () => {
    const instance = await openInstance(openTestStore())
    await instance.bulkWrite(
      insert(...[3, 1, 2].map((value) => doc({ id: `d${value}`, value }))),
      'test',
    )
    expect(await find(instance, { limit: 0 })).toEqual([])
    const found = await find(instance, { sort: [{ value: 'desc' }], skip: 1, limit: 1 })
    expect(found.map((each) => each.value)).toEqual([2])
  })

  it('walks changes by its own sequence: each document once, in its last state', async () => {
    const instance = await openInstance(openTestStore())
    const a = doc({ id: 'a', value: 1 })
    await instance.bulkWrite(insert(a, doc({ id: 'b' }), doc({ id: 'c' })), 'test')
    await instance.bulkWrite([{ previous: a, document: doc({ id: 'a', value: 2 }) }], 'test')
    const first = await instance.getChangedDocumentsSince!(2)
    expect(first.documents.map((each) => each.id)).toEqual(['b', 'c'])
    const second = await instance.getChangedDocumentsSince!(2, first.checkpoint)
    expect(second.documents.map((each) => [each.id, each.value])).toEqual([['a', 2]])
    const third = await instance.getChangedDocumentsSince!(2, second.checkpoint)
    expect(third.documents).toEqual([])
    expect(third.checkpoint).toBe(second.checkpoint)
  })

  it('loses no change where the clock goes back a year', async () => {
    const instance = await openInstance(openTestStore())
    await instance.bulkWrite(insert(doc({ id: 'a' }, { lwt: START })), 'test')
    const { checkpoint } = await instance.getChangedDocumentsSince!(10)
    const yearAgo = START - 365 * 86_400_000
    await instance.bulkWrite(insert(doc({ id: 'b' }, { lwt: yearAgo })), 'test')
    const { documents } = await instance.getChangedDocumentsSince!(10, checkpoint)
    expect(documents.map((each) => each.id)).toEqual(['b'])
  })

  it('never gives a sequence twice, not even after its last rows were purged', async () => {
    const instance = await openInstance(openTestStore())
    const gone = doc({ id: 'a' }, { deleted: true, lwt: 1 })
    await instance.bulkWrite(insert(gone), 'test')
    const { checkpoint } = await instance.getChangedDocumentsSince!(10)
    expect(await instance.cleanup(0)).toBe(true)
    await instance.bulkWrite(insert(doc({ id: 'b' })), 'test')
    const { documents } = await instance.getChangedDocumentsSince!(10, checkpoint)
    expect(documents.map((each) => each.id)).toEqual(['b'])
  })

  it('cleans up tombstones that are old enough, a bounded number at a time', async () => {
    const instance = await openInstance(openTestStore())
    const old = Array.from({ length: 600 }, (_, index) =>
      doc({ id: `old${index}` }, { deleted: true, lwt: now() - 10_000 }),
    )
    await instance.bulkWrite(insert(...old, doc({ id: 'new' }, { deleted: true })), 'test')
    await instance.bulkWrite(insert(doc({ id: 'alive' }, { lwt: 1 })), 'test')
    expect(await instance.cleanup(5000)).toBe(false)
    expect(await instance.cleanup(5000)).toBe(true)
    const { documents } = await instance.getChangedDocumentsSince!(1000)
    expect(documents.map((each) => each.id)).toEqual(['new', 'alive'])
  })

  it('closes twice, refuses calls afterwards, and removes only its own documents', async () => {
    const store = openTestStore()
    const [one, other] = [await openInstance(store, 'one'), await openInstance(store, 'other')]
    await one.bulkWrite(insert(doc({ id: 'a' })), 'test')
    await other.bulkWrite(insert(doc({ id: 'a' })), 'test')
    await one.remove()
    await one.remove()
    await one.close()
    await expect(one.bulkWrite(insert(doc({ id: 'b' })), 'test')).rejects.toThrow('closed')
    await expect(one.findDocumentsById(['a'], false)).rejects.toThrow('closed')
    await expect(one.getChangedDocumentsSince!(1)).rejects.toThrow('closed')
    expect(await find(await openInstance(store, 'one'))).toEqual([])
    expect(await find(other)).toHaveLength(1)
  })

  it('keeps a stranger with the name of one of our collections apart from it', async () => {
    const store = prepare(openTestStore())
    const stock = await getRxStorage(store).createStorageInstance<Thing>({
      databaseInstanceToken: 'token',
      databaseName: 'test',
      collectionName: 'stock',
      schema,
      options: {},
      multiInstance: false,
      devMode: false,
    })
    await stock.bulkWrite(insert(doc({ id: 'a', name: 'not a level' })), 'test')
    expect(await stock.findDocumentsById(['a'], false)).toHaveLength(1)
    expect(store.documents.of('stock').table.find('a')).toBeUndefined()
    await stock.remove()
  })

  it('never lets RxDB change, delete or remove the journal', async () => {
    const store = prepare(openTestStore())
    const journal = await openInstance(store, 'journal')
    const [entry] = (await journal.getChangedDocumentsSince!(1)).documents
    const deleted = { ...entry!, _deleted: true, _rev: '2-test' }
    await expect(
      journal.bulkWrite([{ previous: entry!, document: deleted }], 'test'),
    ).rejects.toThrow('CHECK')
    await expect(journal.remove()).rejects.toThrow('never deleted')
    expect((await journal.findDocumentsById([entry!.id], false))[0]).toEqual(entry)
  })
})
