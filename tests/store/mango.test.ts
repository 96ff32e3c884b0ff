/**
 * Thousands of generated queries: what the store answers is what RxDB's own memory storage answers.
 */
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
import { describe, expect, it } from 'vitest'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { openTestStore } from './terminal.ts'

interface Thing {
  id: string
}
type Data = RxDocumentData<Thing>
type Instance = Pick<RxStorageInstance<Thing, unknown, unknown>, 'bulkWrite' | 'query' | 'count'>

const DOCUMENTS = 300
const QUERIES = 2000

const schema = fillWithDefaultSettings<Thing>({
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 80 },
    ...{ kind: { type: 'string', maxLength: 20 }, rank: { type: 'number' } },
    ...{ variant: { type: 'string', maxLength: 20 } },
  },
}) as RxJsonSchema<Data>

const texts = [
  '',
  'a',
  'A',
  'b',
  'ä',
  'ab',
  'a\0',
  'Käse',
  '\uE000',
  '\u{1F9C0}',
  '10',
  '9',
  "'",
  '"',
]
const text = fc.constantFrom(...texts)
const number = fc.constantFrom(-1, 0, 0.5, 1, 2, 9, 10, 1e21, Number.MAX_SAFE_INTEGER)
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null))
const wild = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.record({ deep: scalar }))
const FIELDS = ['kind', 'rank', 'variant', 'wild', 'nested.deep', 'absent']

const fields = fc.record(
  {
    kind: text,
    rank: number,
    variant: text,
    wild,
    nested: fc.record({ deep: wild }),
  },
  { requiredKeys: ['kind'] },
)

function operatorOf(operand: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const name = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte')
  const comparison = fc.tuple(name, operand).map(([key, value]) => ({ [key]: value }))
  return fc.oneof(
    { weight: 6, arbitrary: comparison },
    fc.record({ $in: fc.array(operand, { maxLength: 4 }) }),
    fc.record({ $nin: fc.array(operand, { maxLength: 3 }) }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $not: comparison }),
    fc.tuple(comparison, comparison).map(([a, b]) => ({ ...a, ...b })),
    operand,
  )
}

const operator = operatorOf(scalar)
/**
 * The memory storage trusts its index to hold operands of the field's own type, so ids are texts.
 */
const idOperator = operatorOf(fc.constantFrom('a0', 'b1', 'c', 'c121', 'f33', 'zz'))

const selector = fc.letrec<{ selector: Record<string, unknown> }>((tie) => ({
  selector: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    fc.dictionary(fc.constantFrom(...FIELDS), operator, { maxKeys: 3 }),
    fc.record({ id: idOperator }),
    fc
      .tuple(
        fc.constantFrom('$and', '$or', '$nor'),
        fc.array(tie('selector'), { minLength: 1, maxLength: 3 }),
      )
      .map(([word, parts]) => ({ [word]: parts })),
  ),
})).selector

const sort = fc.uniqueArray(
  fc.tuple(fc.constantFrom('id', 'kind', 'rank'), fc.constantFrom('asc', 'desc')),
  { minLength: 1, maxLength: 2, selector: ([field]) => field },
)

/** RxDB itself asks for `_deleted` by a boolean only; the memory storage misreads anything else. */
const whole = fc.tuple(selector, fc.option(fc.boolean())).map(([given, deleted]) => ({
  ...given,
  ...(deleted === null ? {} : { _deleted: { $eq: deleted } }),
}))

const query = fc.record(
  { selector: whole, sort, skip: fc.nat(5), limit: fc.nat(20) },
  { requiredKeys: ['selector'] },
)

function toDocument(given: object, index: number): Data {
  return {
    ...(JSON.parse(JSON.stringify(given)) as object),
    id: `${String.fromCharCode(97 + (index % 7))}${index}`,
    _deleted: index % 11 === 0,
    _attachments: {},
    _meta: { lwt: index + 1 },
    _rev: `1-${index}`,
  }
}

async function open(
  storage: Pick<RxStorage<unknown, unknown>, 'createStorageInstance'>,
  documents: readonly Data[],
): Promise<Instance> {
  const instance = await storage.createStorageInstance<Thing>({
    databaseInstanceToken: 'token',
    databaseName: 'mango',
    // A replicated collection, so that its generated columns take part.
    collectionName: 'catalogue',
    schema,
    options: {},
    multiInstance: false,
    devMode: false,
  })
  const rows = documents.map((document) => ({ document: structuredClone(document) }))
  expect((await instance.bulkWrite(rows, 'fill')).error).toEqual([])
  return instance
}

async function answer(instance: Instance, mango: MangoQuery<Thing>): Promise<unknown> {
  try {
    const prepared = prepareQuery(schema, normalizeMangoQuery(schema, structuredClone(mango)))
    const { documents } = await instance.query(prepared)
    const { count } = await instance.count(prepared)
    return { ids: documents.map((each) => each.id), count: 'limit' in mango ? undefined : count }
  } catch (error) {
    return { refused: error instanceof Error ? error.message.slice(0, 60) : error }
  }
}

describe('a query', () => {
  it(`is answered as the memory storage answers it, ${QUERIES} times`, async () => {
    const generated = fc.sample(fields, { numRuns: DOCUMENTS, seed: 2 })
    const documents = generated.map(toDocument)
    const own = await open(getRxStorage(openTestStore()), documents)
    const memory = await open(getRxStorageMemory(), documents)
    let found = 0
    await fc.assert(
      fc.asyncProperty(query, async (mango) => {
        const ours = await answer(own, mango as unknown as MangoQuery<Thing>)
        expect(ours).toEqual(await answer(memory, mango as unknown as MangoQuery<Thing>))
        if ('ids' in (ours as object)) found += (ours as { ids: string[] }).ids.length
      }),
      { numRuns: QUERIES, seed: 20_261_123, endOnFailure: false },
    )
    // The queries are not all empty ones.
    expect(found).toBeGreaterThan(QUERIES)
  })
})
