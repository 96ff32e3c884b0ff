/**
 * Thousands of generated queries: what the store answers is what RxDB's own memory storage answers.
 * A difference is reported with the seed, and with the smallest query that shows it.
 */
import { join } from 'node:path'
import fc from 'fast-check'
import {
  fillWithDefaultSettings,
  normalizeMangoQuery,
  prepareQuery,
  type MangoQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { afterAll, describe, expect, it } from 'vitest'
import { collectionSchemas } from '../../src/store/collections.ts'
import { getRxStorageSQLite } from '../../src/store/rx-storage-file.ts'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { fieldsOf, halves, queriesOf, ranks } from './rx-conformance/queries.ts'
import { text, words, type QueryRange } from './rx-conformance/queries.ts'
import { openTestStore, temporaryFolder } from './terminal.ts'

type Thing = Record<string, unknown>
type Data = RxDocumentData<Thing>
type Schema = RxJsonSchema<Data>
type Storage = Pick<RxStorage<unknown, unknown>, 'createStorageInstance'>
type Instance = RxStorageInstance<Thing, unknown, unknown>

const SEED = 20_261_123
const DOCUMENTS = 200

/** A replicated collection: its generated columns take part. Schemas are permissive there. */
const own = fillWithDefaultSettings(collectionSchemas.catalogue) as unknown as Schema
const ownRange: QueryRange = {
  primary: 'id',
  free: ['kind', 'rank', 'variant', 'wild', 'other', 'nested.deep', 'wild.deep', 'absent'],
  kinds: text,
  ranks,
  typed: {},
  sorted: ['kind', 'rank', 'wild', 'nested.deep', 'absent'],
}

/** A collection of somebody else's: another name for the key, and indexes. */
const foreign = fillWithDefaultSettings<Thing>({
  version: 3,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: { type: 'string', maxLength: 80 },
    kind: { type: 'string', maxLength: 20 },
    rank: { type: 'number', minimum: -10, maximum: 100, multipleOf: 0.5 },
  },
  required: ['key', 'kind', 'rank'],
  indexes: ['kind', ['kind', 'rank']],
})
const foreignRange: QueryRange = {
  primary: 'key',
  free: ['variant', 'wild', 'nested.deep', 'nested.under_score', 'other.0', 'other.low'],
  kinds: words,
  ranks: halves,
  typed: { kind: words, rank: halves },
  sorted: ['kind', 'variant', 'wild', 'nested.deep'],
}

function documentsOf(range: QueryRange): Data[] {
  const { primary } = range
  return fc.sample(fieldsOf(range), { numRuns: DOCUMENTS, seed: SEED }).map((given, index) => ({
    ...(JSON.parse(JSON.stringify(given)) as object),
    [primary]: `${String.fromCharCode(97 + (index % 7))}${index}`,
    _deleted: index % 11 === 0,
    _attachments: {},
    _meta: { lwt: index + 1 },
    _rev: `1-${index}`,
  }))
}

const opened: Instance[] = []
afterAll(() => Promise.all(opened.map((instance) => instance.close())))

async function open(storage: Storage, schema: Schema, documents: Data[]): Promise<Instance> {
  const instance = await storage.createStorageInstance<Thing>({
    databaseInstanceToken: 'token',
    databaseName: 'mango',
    collectionName: 'catalogue',
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  })
  opened.push(instance)
  const rows = documents.map((document) => ({ document: structuredClone(document) }))
  expect((await instance.bulkWrite(rows, 'fill')).error).toEqual([])
  return instance
}

async function answer(instance: Instance, schema: Schema, primary: string, given: unknown) {
  try {
    const mango = structuredClone(given) as MangoQuery<Thing>
    const prepared = prepareQuery(schema, normalizeMangoQuery(schema, mango))
    const { documents } = await instance.query(prepared)
    const { count } = await instance.count(prepared)
    const isWhole = mango.limit === undefined && mango.skip === undefined
    return { ids: documents.map((each) => each[primary]), count: isWhole ? count : undefined }
  } catch (error) {
    return { refused: error instanceof Error ? error.message.slice(0, 60) : error }
  }
}

/** Puts each query to both, and answers how many documents were found in all. */
async function compare(storage: Storage, schema: Schema, range: QueryRange, numRuns: number) {
  const documents = documentsOf(range)
  const ours = await open(storage, schema, documents)
  const memory = await open(getRxStorageMemory(), schema, documents)
  let found = 0
  const property = fc.asyncProperty(queriesOf(range), async (query) => {
    const expected = await answer(memory, schema, range.primary, query)
    expect(await answer(ours, schema, range.primary, query)).toEqual(expected)
    if ('ids' in expected) found += expected.ids.length
  })
  await fc.assert(property, { numRuns, seed: SEED })
  return found
}

describe('a query', () => {
  it("of the terminal's own goods is answered as the memory storage answers it", async () => {
    const found = await compare(getRxStorage(openTestStore()), own, ownRange, 3600)
    // The queries are not all empty ones.
    expect(found).toBeGreaterThan(3600)
  }, 60_000)

  it("of a foreign collection with indexes is answered as the memory storage's are", async () => {
    const storage = getRxStorageSQLite({ file: join(temporaryFolder(), 'foreign.db') })
    const found = await compare(storage, foreign, foreignRange, 1600)
    expect(found).toBeGreaterThan(1600)
  }, 60_000)
})
