import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planImport } from '../../src/backend/importing/formats.ts'
import type { ImportPlan } from '../../src/backend/importing/plan.ts'
import { readScaled } from '../../src/backend/importing/read-figures.ts'
import { importFormatSchema, type ImportFormat } from '../../src/contract/backend/administration.ts'

const GROUND = { currency: 'EUR', zone: 'Europe/Berlin' }
const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), 'utf8')

function plan(format: ImportFormat, content: string): ImportPlan {
  const planned = planImport(format, content, GROUND)
  if (!planned.ok) throw new Error(JSON.stringify(planned.failure))
  return planned.value
}

describe('a file that is read', () => {
  it.each(importFormatSchema.exclude(['goods']).options)(
    'makes of %s what its golden plan says',
    async (format) => {
      const text = `${JSON.stringify(plan(format, fixture(`${format}.csv`)), null, 2)}\n`
      await expect(text).toMatchFileSnapshot(`../fixtures/import/${format}.plan.txt`)
    },
  )

  it('names the line of the file where a field holds line breaks', () => {
    const { remarks } = plan('groceries', 'gtin,name,brand,size,category\n\n"1\n2",a,,,\n3,b,,,\n')
    expect(remarks.map(({ line }) => line)).toEqual([3, 5])
  })

  it('names every fault of a row, so that it can be put right in one go', () => {
    const { remarks, counts } = plan(
      'groceries',
      'gtin,name,brand,size,category\n2012345678901,,,,\n',
    )
    expect(remarks.map(({ severity }) => severity)).toEqual(['left-out', 'left-out', 'left-out'])
    expect(counts.leftOut).toBe(1)
  })

  it('takes a name that begins like a formula as plain text', () => {
    const { products } = plan('groceries', 'gtin,name,brand,size,category\n96385074,=1+1,,,\n')
    expect(products[0]?.name).toBe('=1+1')
  })

  it('cuts what is too long for a label, and says so', () => {
    const name = `${'x'.repeat(199)}😀`
    const { products, remarks } = plan(
      'groceries',
      `gtin,name,brand,size,category\n96385074,${name},,,\n`,
    )
    expect(products[0]?.name).toBe('x'.repeat(199))
    expect(remarks).toHaveLength(1)
  })
})

describe('a file that is refused', () => {
  it.each([
    ['an empty one', 'groceries', ''],
    ['one of another format', 'shopify', fixture('groceries.csv')],
    ['one of no known format', 'groceries', 'a,b\n1,2\n'],
    ['one with a quote that is never closed', 'groceries', 'gtin,name,brand,size,category\n"1,2'],
    ['one with a quote in the middle', 'groceries', 'gtin,name,brand,size,category\n1,a"b",,,\n'],
  ] as const)('is %s, whole and with a reason', (_, format, content) => {
    const planned = planImport(format, content, GROUND)
    expect(planned).toMatchObject({ ok: false, failure: { code: 'input-invalid' } })
    expect(planned.ok ? '' : planned.failure.details?.['detail']).not.toBe('')
  })

  it('is one with more rows than any shop has', () => {
    const content = `gtin,name,brand,size,category\n${'1,a,,,\n'.repeat(200_001)}`
    expect(planImport('groceries', content, GROUND)).toMatchObject({
      ok: false,
      failure: { code: 'too-large' },
    })
  })
})

describe('a figure of a file', () => {
  it.each([
    ['12', 1200],
    ['.5', 50],
    ['5.', 500],
    ['9,99', 999],
    ['-3.1', -310],
    ['-0', 0],
    ['1.230', 123],
    ['1.234', undefined],
    ['1,234.50', undefined],
    ['', undefined],
    ['.', undefined],
    ['1e3', undefined],
    ['99999999999999999999', undefined],
  ])('is read exactly: %s', (text, hundredths) => {
    expect(readScaled(text, 2)).toBe(hundredths)
  })
})
