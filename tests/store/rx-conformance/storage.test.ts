/** What RxDB asks of a storage, with schemas and names that are not the terminal's. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { takeLock } from '../../../src/store/lock.ts'
import { openTestStore } from '../terminal.ts'
import { changed, doc, inserted, listen, newFile, openInstance, prepared, things } from './place.ts'

describe('a storage of any collection', () => {
  it('takes a key of any name, a composed one, and any version, each apart', async () => {
    const file = newFile()
    const composed = {
      ...things,
      primaryKey: { key: 'key', fields: ['name', 'size'], separator: '|' },
      version: 7,
    } as unknown as typeof things
    const places = [
      {},
      { schema: { ...things, version: 1 } },
      { schema: composed },
      { databaseName: 'other' },
      { collectionName: 'stock' },
      { databaseName: 'a/b', collectionName: 'c' },
      { databaseName: 'a', collectionName: 'b/c' },
    ]
    const instances = await Promise.all(places.map((place) => openInstance(file, place)))
    for (const [place, instance] of instances.entries()) {
      const document = doc({ key: 'same', id: 'a field like another', size: place })
      expect(await instance.bulkWrite(inserted(document), 'test')).toEqual({ error: [] })
    }
    for (const [place, instance] of instances.entries()) {
      const found = await instance.findDocumentsById(['same', 'a field like another'], true)
      expect(found.map((each) => each['size'])).toEqual([place])
    }
  })

  it('refuses what it cannot keep, by the codes that RxDB has for it', async () => {
    const file = newFile()
    const open = (changes: object) => openInstance(file, { schema: { ...things, ...changes } })
    await expect(open({ attachments: {} })).rejects.toThrow('keeps no attachments')
    await expect(open({ keyCompression: true })).rejects.toThrow('UT5')
    await expect(open({ attachments: { encrypted: true } })).rejects.toThrow('UT6')
    await expect(open({ encrypted: ['name'] })).rejects.toThrow('UT6')
    await expect(open({ attachments: { compression: {} } })).rejects.toThrow('UT7')
  })

  it('gives back each document as it was written, and no more than that', async () => {
    const instance = await openInstance(newFile())
    const document = doc({
      key: 'käse \u{1F9C0}\0"\'',
      '|a': { 'b.c': [null, 1e-7, { '': 2 ** 60 }] },
      _meta: { lwt: 12.34, mark: [1] },
    })
    await instance.bulkWrite(inserted(document), 'test')
    const [found] = await instance.findDocumentsById([String(document['key'])], false)
    expect(found).toEqual(document)
    const row = { ...inserted(doc({ key: document['key'] }))[0]! }
    const { error } = await instance.bulkWrite([row], 'again')
    expect(error).toMatchObject([{ status: 409, documentId: document['key'], context: 'again' }])
    expect(error[0]).toHaveProperty('documentInDb', document)
    expect(error[0]?.writeRow).toBe(row)
  })

  it('takes a field away with the write that has it no more', async () => {
    const instance = await openInstance(newFile())
    const first = doc({ key: 'a', name: 'one', size: 1 })
    await instance.bulkWrite(inserted(first), 'test')
    const { name, ...rest } = changed(first, { size: 2 }).document
    expect(name).toBe('one')
    await instance.bulkWrite([{ previous: first, document: rest }], 'test')
    expect(await instance.findDocumentsById(['a'], false)).toEqual([rest])
  })

  it('lets the first of two writes win that come at the same time', async () => {
    const instance = await openInstance(newFile())
    const answers = await Promise.all(
      ['first', 'second'].map((name) =>
        instance.bulkWrite(inserted(doc({ key: 'a', name })), 'test'),
      ),
    )
    expect(answers.map(({ error }) => error.map((each) => each.status))).toEqual([[], [409]])
    expect(await instance.findDocumentsById(['a'], false)).toMatchObject([{ name: 'first' }])
  })

  it('brings a deleted document back only to who knows of its tombstone', async () => {
    const instance = await openInstance(newFile())
    const bulks = listen(instance)
    const first = doc({ key: 'a', name: 'one' })
    const tombstone = changed(first, { _deleted: true })
    await instance.bulkWrite(inserted(first), 'test')
    await instance.bulkWrite([tombstone], 'test')
    const { error } = await instance.bulkWrite(inserted(doc({ key: 'a' })), 'test')
    expect(error[0]?.status).toBe(409)
    const back = changed(tombstone.document, { _deleted: false, name: 'two' })
    expect(await instance.bulkWrite([back], 'test')).toEqual({ error: [] })
    const operations = bulks.flatMap((bulk) => bulk.events.map((event) => event.operation))
    expect(operations).toEqual(['INSERT', 'DELETE', 'INSERT'])
  })

  it('changes a tombstone, which stays one; nobody is told of one that arrives so', async () => {
    const instance = await openInstance(newFile())
    const bulks = listen(instance)
    const tombstone = doc({ key: 'a', _deleted: true })
    await instance.bulkWrite(inserted(tombstone), 'arrived')
    await instance.bulkWrite([changed(tombstone, { name: 'late' })], 'changed')
    expect(await instance.findDocumentsById(['a'], true)).toMatchObject([{ name: 'late' }])
    expect(bulks.map((bulk) => [bulk.context, bulk.events[0]?.operation])).toEqual([
      ['changed', 'DELETE'],
    ])
  })

  it('tells all instances over a file, each bulk once and before the write resolves', async () => {
    const file = newFile()
    const [one, other] = [await openInstance(file), await openInstance(file)]
    const heard = [listen(one), listen(other)]
    await one.bulkWrite(inserted(doc({ key: 'a' }), doc({ key: 'b' })), 'test')
    expect(heard.map((bulks) => bulks.length)).toEqual([1, 1])
    await other.bulkWrite(inserted(doc({ key: 'a' })), 'only a conflict')
    expect(heard.map((bulks) => bulks.length)).toEqual([1, 1])
    expect(await other.findDocumentsById(['a', 'b'], false)).toHaveLength(2)
  })

  it('tells everybody in the order of the writes, whoever writes while being told', async () => {
    const instance = await openInstance(newFile())
    const first = doc({ key: 'a', name: 'first' })
    let answered: Promise<unknown> = Promise.resolve()
    const answering = instance.changeStream().subscribe((bulk) => {
      if (bulk.context !== 'first') return
      answered = instance.bulkWrite([changed(first, { name: 'second' })], 'second')
    })
    const bulks = listen(instance)
    await instance.bulkWrite(inserted(first), 'first')
    await answered
    expect(bulks.map((bulk) => bulk.context)).toEqual(['first', 'second'])
    expect(bulks[1]!.checkpoint.seq).toBeGreaterThan(bulks[0]!.checkpoint.seq)
    answering.unsubscribe()
  })
})

describe('a query of a storage', () => {
  it('answers limit 0 with nothing, skips, and sorts as the index does', async () => {
    const instance = await openInstance(newFile())
    const documents = [3, 1, 2].map((size) => doc({ key: `k${String(size)}`, size }))
    await instance.bulkWrite(inserted(...documents), 'test')
    const sizes = async (query: object) => {
      const { documents: found } = await instance.query(prepared(instance, query))
      return found.map((each) => each['size'])
    }
    expect(await sizes({ limit: 0 })).toEqual([])
    expect(await sizes({ sort: [{ size: 'desc' }], skip: 1, limit: 1 })).toEqual([2])
    expect(await sizes({ sort: [{ size: 'asc' }], selector: { size: { $gt: 1 } } })).toEqual([2, 3])
    expect(await sizes({ skip: 5 })).toEqual([])
  })

  it('counts what is asked for, tombstones with the rest, and says where it is slow', async () => {
    const instance = await openInstance(newFile())
    const first = doc({ key: 'a', size: 1 })
    await instance.bulkWrite(inserted(first, doc({ key: 'b', size: 2, name: 'x' })), 'test')
    await instance.bulkWrite([changed(first, { _deleted: true })], 'test')
    const count = (query: object) => instance.count(prepared(instance, query))
    expect((await count({})).count).toBe(2)
    const alive = { _deleted: { $eq: false } }
    expect(await count({ selector: alive })).toEqual({ count: 1, mode: 'fast' })
    const slow = { selector: { ...alive, name: 'x' } }
    expect(await count(slow)).toEqual({ count: 1, mode: 'slow' })
  })
})

describe("a storage's sequence", () => {
  it('gives each change once, in its last state, and the same checkpoint at the end', async () => {
    const instance = await openInstance(newFile())
    const [a, b, c] = [doc({ key: 'a' }), doc({ key: 'b' }), doc({ key: 'c' })]
    await instance.bulkWrite(inserted(a, b, c), 'test')
    await instance.bulkWrite([changed(a, { name: 'later' })], 'test')
    await instance.bulkWrite([changed(c, { _deleted: true })], 'test')
    const walked: unknown[] = []
    let page = await instance.getChangedDocumentsSince!(1)
    while (page.documents.length > 0) {
      walked.push(page.documents[0]!['key'])
      page = await instance.getChangedDocumentsSince!(1, page.checkpoint)
    }
    expect(walked).toEqual(['b', 'a', 'c'])
    const again = await instance.getChangedDocumentsSince!(1, page.checkpoint)
    expect(again.checkpoint).toBe(page.checkpoint)
  })

  it('goes on where it was when all were closed and the file is opened again', async () => {
    const file = newFile()
    const before = await openInstance(file)
    await before.bulkWrite(inserted(doc({ key: 'a' }, 1000)), 'test')
    const { checkpoint } = await before.getChangedDocumentsSince!(10)
    await before.close()
    const after = await openInstance(file)
    // A clock that was set back in between makes nothing older than the checkpoint.
    await after.bulkWrite(inserted(doc({ key: 'b' }, 10)), 'test')
    expect(await after.findDocumentsById(['a', 'b'], false)).toHaveLength(2)
    const { documents } = await after.getChangedDocumentsSince!(10, checkpoint)
    expect(documents.map((each) => each['key'])).toEqual(['b'])
  })

  it('holds every event before its checkpoint, and none after it', async () => {
    const instance = await openInstance(newFile())
    const bulks = listen(instance)
    for (const key of ['a', 'b', 'c']) await instance.bulkWrite(inserted(doc({ key })), 'test')
    for (const [place, { checkpoint }] of bulks.entries()) {
      const { documents } = await instance.getChangedDocumentsSince!(10, checkpoint)
      expect(documents.map((each) => each['key'])).toEqual(['a', 'b', 'c'].slice(place + 1))
    }
  })
})

describe("a storage's end", () => {
  it('deletes tombstones that are old enough, and nothing else', async () => {
    const instance = await openInstance(newFile())
    const first = doc({ key: 'a' })
    await instance.bulkWrite(inserted(first, doc({ key: 'alive' }, 1)), 'test')
    await instance.bulkWrite([changed(first, { _deleted: true })], 'test')
    expect(await instance.cleanup(1000 * 60)).toBe(true)
    expect(await instance.findDocumentsById(['a', 'alive'], true)).toHaveLength(2)
    expect(await instance.cleanup(0)).toBe(true)
    expect(await instance.findDocumentsById(['a', 'alive'], true)).toMatchObject([{ key: 'alive' }])
  })

  it('comes once: what is called after it rejects, and others go on', async () => {
    const file = newFile()
    const [one, other] = [await openInstance(file), await openInstance(file)]
    await one.bulkWrite(inserted(doc({ key: 'a' })), 'test')
    await Promise.all([one.close(), one.close()])
    const calls = [
      () => one.bulkWrite(inserted(doc({ key: 'b' })), 'test'),
      () => one.findDocumentsById(['a'], false),
      () => one.query(prepared(one, {})),
      () => one.count(prepared(one, {})),
      () => one.getChangedDocumentsSince!(1),
      () => one.cleanup(0),
      () => one.remove(),
      () => one.getAttachmentData('a', 'b', 'c'),
    ]
    for (const call of calls) await expect(call()).rejects.toThrow()
    expect(await other.findDocumentsById(['a'], false)).toHaveLength(1)
  })

  it('may be the removal of all that is in it, and of nothing beside it', async () => {
    const file = newFile()
    const [gone, kept] = [await openInstance(file), await openInstance(file, { databaseName: 'k' })]
    for (const each of [gone, kept]) await each.bulkWrite(inserted(doc({ key: 'a' })), 'test')
    await gone.remove()
    await gone.close()
    const { primaryKey, ...rest } = things
    expect(primaryKey).toBe('key')
    const renamed = await openInstance(file, { schema: { ...rest, primaryKey: 'name' } })
    expect((await renamed.query(prepared(renamed, {}))).documents).toEqual([])
    expect(await kept.findDocumentsById(['a'], false)).toHaveLength(1)
  })

  it('lets go of the file with the last instance, and keeps others out until then', async () => {
    const file = newFile()
    const [one, other] = [await openInstance(file), await openInstance(file)]
    await one.close()
    expect(() => takeLock(file)).toThrow('another process')
    await other.close()
    takeLock(file).release()
  })
})

describe('a file of documents alone', () => {
  it("has its tables as they are in a terminal's file", async () => {
    const [alone, terminal] = [newFile(), newFile()]
    await openInstance(alone)
    openTestStore({ file: terminal })
    const columns = (file: string): unknown[] => {
      const database = new Database(file, { readonly: true })
      const read = ['rx_sequence', 'rx_document'].flatMap((table) => [
        database.pragma(`table_xinfo(${table})`),
        database.pragma(`index_list(${table})`),
      ])
      database.close()
      return read
    }
    expect(columns(alone)).toEqual(columns(terminal))
  })
})
