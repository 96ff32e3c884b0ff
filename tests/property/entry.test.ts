import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/domain/journal/canonical.ts'
import { passesBy } from '../../src/domain/journal/check.ts'
import { entrySchema } from '../../src/domain/journal/facts.ts'
import { readEntry } from '../../src/domain/journal/read.ts'
import { englishSale, germanSale, ID, line } from '../golden/receipts.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 2000 }

describe('the canonical form', () => {
  it('is that of RFC 8785 for whatever JSON holds', () => {
    // The last two stand in another order by code points than by UTF-16 units.
    const stringUnit = fc.constantFrom(
      ...[
        'a',
        'z',
        '9',
        '"',
        '\\',
        '/',
        '\n',
        '\0',
        '\u007f',
        '\u2028',
        'é',
        '\u{1f600}',
        '\ufb33',
      ],
    )
    const value = fc.jsonValue({ stringUnit, maxDepth: 4 })
    fc.assert(
      fc.property(value, (json) => {
        expect(canonicalJson(json)).toBe(canonicalize(json))
      }),
      { ...SETTINGS, numRuns: 300 },
    )
  })

  it('is the one of the example in RFC 8785', () => {
    const example = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000f\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('leaves out members without a value, and refuses what JSON cannot hold', () => {
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}')
    for (const value of [Number.NaN, Infinity, '\ud800', [undefined], 1n, () => 1]) {
      expect(() => canonicalJson({ value })).toThrow(TypeError)
    }
  })
})

const header = {
  ...{ format: 1, tenant: ID, store: ID, terminal: ID, epoch: { ordinal: 1, id: ID }, seq: 7 },
  ...{ at: 1_794_000_000_000, businessDate: '2026-11-06', session: ID, actor: ID, approver: null },
  prevHash: '0'.repeat(64),
}
const returned = {
  ...{ sale: ID, line: ID, receipt: 'T2-1-000007', restocked: true, claim: ID },
  ...({ reason: 'faulty', condition: 'opened', word: 'granted' } as const),
}
const fullSale = {
  ...englishSale,
  lines: [
    line('Oat milk', 1_290_000, -129, { returned, barcode: '04006381333931', note: 'cracked' }),
    line('Tea', 1_000_000, 90, {
      ...{ priceChange: undefined, taxes: [{ row: 0, base: 80, tax: 10 }], serial: 'A1' },
    } as object),
  ],
  ...{ customer: ID, points: { earned: 1, redeemed: 0 }, note: 'gift', tip: 5, cashRounding: -1 },
  movements: [{ item: ID, location: ID, quantity: -1000 }],
  claims: [{ id: ID, kind: 'coupon', key: 'SPRING', amount: 1 }],
  pricing: {
    ...{ at: 1_794_000_000_000, version: '12', taxRounding: 'line', rounding: 0, exempt: false },
    ...{ groups: [ID], coupons: [], discounts: [] },
  },
}
const turnover = { sales: 3, turnover: { EUR: 300, JPY: 7 } }
const entries = [
  { kind: 'sale-completed', body: germanSale },
  { kind: 'sale-completed', body: fullSale },
  { kind: 'staff-signed-out', body: { reason: 'idle' } },
  { kind: 'customer-created', body: { customer: ID, digest: '1'.repeat(64) } },
  {
    kind: 'epoch-opened',
    body: {
      ...{ reason: 'restored', previous: { epoch: header.epoch, seq: 2, hash: '2'.repeat(64) } },
      ...{ perpetual: turnover, keyId: '0'.repeat(16), publicKey: 'key' },
    },
  },
].map((fact) => ({ ...header, ...fact }))

/** What somebody could put where something else should stand. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, undefined, true, '', 'x', '\n', ID, ID.toUpperCase(), 'cash', 'EUR', '2026-02-30'],
    ...[0, -0, -1, 1, 0.5, 2 ** 53, 1e30, Number.NaN, Infinity, 1_000_000_000_001, [], {}, [0]],
    ...['a'.repeat(201), 'f'.repeat(64), '\ud800', { kind: 'cash' }, Array(1001).fill(0)],
  ),
  fc.jsonValue({ maxDepth: 1 }),
)

/** The value with one of its parts replaced, taken away or put beside. */
function changed(value: unknown, way: readonly number[], put: unknown, how: string): unknown {
  const [step, ...further] = way
  if (step === undefined || typeof value !== 'object' || value === null) return put
  const names = Object.keys(value)
  const name = names[step % Math.max(1, names.length)] ?? 'more'
  const copy = (Array.isArray(value) ? value.slice() : { ...value }) as Record<string, unknown>
  if (further.length > 0) copy[name] = changed(copy[name], further, put, how)
  else if (how === 'take') delete copy[name]
  else copy[how === 'add' ? 'more' : name] = put
  return copy
}

/** Whether both hold the same; a member without a value is none. */
function standsAs(read: unknown, given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return Object.is(read, given)
  if (typeof read !== 'object' || read === null) return false
  if (Array.isArray(given)) {
    return given.every((each, place) => standsAs(Reflect.get(read, place), each))
  }
  const names = new Set([...Object.keys(read), ...Object.keys(given)])
  const [one, other] = [read, given] as Record<string, unknown>[]
  return [...names].every((name) => standsAs(one?.[name], other?.[name]))
}

describe('an entry that is read back', () => {
  it('is what parsing makes of it, also a sale of before that says no claims', () => {
    const { claims: _, ...before } = germanSale
    const all = [...entries, { ...header, kind: 'sale-completed', body: before }]
    for (const entry of all) {
      expect(readEntry(canonicalJson(entry))).toEqual(entrySchema.parse(entry))
    }
    expect(readEntry('{"format":1}')).toBeUndefined()
    expect(readEntry('{')).toBeUndefined()
  })
})

describe('the check of an entry before it is committed', () => {
  const passes = passesBy(entrySchema)

  it('takes the entries of a till', () => {
    expect(entries.map((entry) => passes(entry))).toEqual(entries.map(() => true))
  })

  it('says yes to what the schema takes as it stands, whatever stands in an entry', () => {
    const way = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 6 })
    const how = fc.constantFrom('replace', 'take', 'add')
    let taken = 0
    fc.assert(
      fc.property(fc.constantFrom(...entries), way, odd, how, (entry, to, put, act) => {
        // Beside the others JSON holds no member without a value.
        fc.pre(put !== undefined || act !== 'add')
        const other = changed(entry, to, put, act)
        const { data } = entrySchema.safeParse(other)
        taken += Number(data !== undefined)
        // What parsing cuts off or puts in is taken by parsing alone.
        expect(passes(other)).toBe(data !== undefined && standsAs(data, other))
      }),
      SETTINGS,
    )
    // Else it would have told nothing of the one side or of the other.
    expect(taken).toBeGreaterThan(SETTINGS.numRuns / 20)
    expect(taken).toBeLessThan(SETTINGS.numRuns / 2)
  })
})
