/** Generated documents, and generated queries of all operators that RxDB has. */
import fc from 'fast-check'

const texts = ['', 'a', 'A', 'b', 'ä', 'ab', 'Käse', '\uE000', '\u{1F9C0}', '10', '9', "'", '"']
/** What an index of the memory storage tells apart: it fills texts up with spaces. */
export const words = fc.constantFrom(...texts)
export const text = fc.constantFrom(...texts, 'a\0', 'true', 'null')
/** The rank of goods where it says something is a whole number. */
export const ranks = fc.constantFrom(-1, -0.5, 0, 0.1, 0.5, 1, 2, 9, 10, 1e21, 2 ** 53 + 2, 2 ** 60)
/** What an index of RxDB's can hold by the schema of the tests. */
export const halves = fc.constantFrom(-1, -0.5, 0, 0.5, 1, 2, 9, 10, 99.5)
/** JSON writes 2^60 with fewer digits than it has. */
const numbers = [-1, -0.5, 0, 0.1, 0.5, 1, 2, 9, 10, 100.25, 1e21, 2 ** 53 + 2, 2 ** 60]
const number = fc.constantFrom(...numbers, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE)
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null))
const deep = fc.record({ deep: scalar, low: number }, { requiredKeys: [] })
/** Anything that JSON holds. */
const wild = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  deep,
  fc.array(deep, { maxLength: 3 }),
  fc.array(fc.array(number, { maxLength: 2 }), { maxLength: 2 }),
)

/** A document's fields but for its key. */
export const fieldsOf = ({ ranks: rank, kinds: kind }: QueryRange): fc.Arbitrary<object> =>
  fc.record(
    {
      kind,
      rank,
      variant: text,
      wild,
      other: wild,
      nested: fc.record({ deep: wild, under_score: number }, { requiredKeys: [] }),
    },
    { requiredKeys: ['kind', 'rank'] },
  )

const KINDS = ['double', 'string', 'object', 'array', 'bool', 'null', 'number', 'int', 'long']
const pattern = fc.constantFrom('^a', 'a$', 'ä', '.', '^$', '[0-9]+', 'KÄSE', '\\.')

function operatorOf(operand: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const name = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte')
  const comparison = fc.tuple(name, operand).map(([key, value]) => ({ [key]: value }))
  const regex = fc.record(
    { $regex: pattern, $options: fc.constantFrom('i', '', 's') },
    { requiredKeys: ['$regex'] },
  )
  const simple = fc.oneof(
    { weight: 6, arbitrary: comparison },
    fc.record({ $in: fc.array(operand, { maxLength: 4 }) }),
    fc.record({ $nin: fc.array(operand, { maxLength: 3 }) }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $type: fc.constantFrom(...KINDS) }),
    fc.record({ $size: fc.nat(3) }),
    fc.record({ $mod: fc.tuple(fc.constantFrom(2, 3, 10), fc.constantFrom(0, 1, 9)) }),
    regex,
  )
  const element = fc.oneof(
    fc.record({ $elemMatch: comparison }),
    fc.record({ $elemMatch: fc.record({ deep: fc.oneof(comparison, scalar) }) }),
  )
  return fc.oneof(
    { weight: 8, arbitrary: simple },
    element,
    fc.record({ $not: simple }),
    fc.tuple(comparison, simple).map(([a, b]) => ({ ...a, ...b })),
    operand,
  )
}

const operand = fc.oneof({ weight: 8, arbitrary: scalar }, wild, fc.constant(undefined))

export interface QueryRange {
  /** The field that names a document. */
  readonly primary: string
  /** Fields that may be asked for anything. */
  readonly free: readonly string[]
  /**
   * Fields with an index, and what they may be asked for: the memory storage trusts its index to be
   * asked for values of the field's own type, and misreads others.
   */
  readonly typed: Readonly<Record<string, fc.Arbitrary<unknown>>>
  readonly sorted: readonly string[]
  /** What the documents hold as their kind and their rank. */
  readonly kinds: fc.Arbitrary<string>
  readonly ranks: fc.Arbitrary<number>
}

/** Mango queries as `find` and `count` take them. */
export function queriesOf({ primary, free, typed, sorted }: QueryRange): fc.Arbitrary<unknown> {
  const ids = fc.constantFrom('a0', 'b1', 'c', 'c121', 'f33', 'zz')
  const own = Object.entries({ ...typed, [primary]: ids }).map(([field, values]) =>
    operatorOf(values).map((operator) => ({ [field]: operator })),
  )
  const one = fc.oneof(fc.dictionary(fc.constantFrom(...free), operatorOf(operand), { maxKeys: 3 }))
  const selector = fc.letrec<{ selector: Record<string, unknown> }>((tie) => ({
    selector: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      one,
      ...own,
      fc.tuple(one, ...own.slice(0, 1)).map((parts) => Object.assign({}, ...parts) as object),
      fc
        .tuple(
          fc.constantFrom('$and', '$or', '$nor'),
          fc.array(tie('selector'), { minLength: 1, maxLength: 3 }),
        )
        .map(([word, parts]) => ({ [word]: parts })),
    ) as fc.Arbitrary<Record<string, unknown>>,
  })).selector
  // RxDB itself asks for `_deleted` by a boolean only; the memory storage misreads anything else.
  const whole = fc.tuple(selector, fc.option(fc.boolean())).map(([given, deleted]) => ({
    ...given,
    ...(deleted === null ? {} : { _deleted: { $eq: deleted } }),
  }))
  const sort = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...sorted, primary), fc.constantFrom('asc', 'desc')),
    { minLength: 1, maxLength: 3, selector: ([field]) => field },
  )
  return fc.record(
    {
      selector: whole,
      sort: sort.map((parts) => parts.map(([field, way]) => ({ [field]: way }))),
      skip: fc.nat(5),
      limit: fc.nat(20),
    },
    { requiredKeys: ['selector'] },
  )
}
