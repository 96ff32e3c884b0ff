import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importFile, type ImportInput } from '../../src/backend/importing/import-file.ts'
import { shopOf, type Shop } from '../../src/backend/setup/shop.ts'
import { listOffers } from '../../src/backend/shop/offers.ts'
import type { ImportReport } from '../../src/contract/backend/administration.ts'
import { found, openStage, type Stage } from './stage.ts'

let stage: Stage
let shop: Shop

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  // A tenant of its own for each test: opening a database takes longer than the test itself.
  const { tenant } = await found(stage.backend)
  const own = await shopOf(stage.backend.database, tenant, null)
  if (own === undefined) throw new Error('no shop was founded')
  shop = own
})

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/import/${name}.csv`, import.meta.url), 'utf8')

async function read(input: Partial<ImportInput> & Pick<ImportInput, 'format'>) {
  const rest = { content: fixture(input.format), preview: false, invent: null }
  const report = await importFile(stage.backend, shop, { ...rest, ...input })
  if (!report.ok) throw new Error(JSON.stringify(report.failure))
  return report.value
}

/** Everything that an import may touch, row by row. */
async function contents(): Promise<Record<string, unknown[]>> {
  const tables = ['department', 'product', 'inventory_item', 'variant', 'variant_item'] as const
  const others = [
    'barcode',
    'price',
    'tax_class',
    'inventory_level',
    'feed',
    'feed_document',
  ] as const
  const found: Record<string, unknown[]> = {}
  for (const table of [...tables, ...others]) {
    const { rows } = await sql`
      select * from ${sql.table(table)} where tenant = ${shop.tenant}
    `.execute(stage.backend.database)
    found[table] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return found
}

async function offers(now: number, search?: string) {
  const list = await listOffers(stage.backend.database, { ...shop, now }, search ? { search } : {})
  return list.offers
}

const withoutOutcome = ({ applied: _, written: __, ...counts }: ImportReport) => counts

describe('a preview', () => {
  it.each(['groceries', 'shopify', 'woocommerce'] as const)(
    'of %s counts as the import does, and changes nothing',
    async (format) => {
      const before = await contents()
      const preview = await read({ format, preview: true })
      expect(preview).toMatchObject({ applied: false, written: 0 })
      expect(await contents()).toEqual(before)
      const applied = await read({ format })
      expect(applied.applied).toBe(true)
      expect(withoutOutcome(applied)).toEqual(withoutOutcome(preview))
    },
  )
})

describe('an import', () => {
  it.each(['groceries', 'shopify', 'woocommerce'] as const)(
    'of the same %s file again changes not one row',
    async (format) => {
      const invent = format === 'groceries' ? { seed: 7 } : null
      expect((await read({ format, invent })).written).toBeGreaterThan(0)
      const before = await contents()
      expect((await read({ format, invent })).written).toBe(0)
      expect(await contents()).toEqual(before)
    },
  )

  it('stamps only what differs', async () => {
    await read({ format: 'shopify' })
    const content = fixture('shopify').replace('deny,manual,24.5,', 'deny,manual,25.5,')
    expect((await read({ format: 'shopify', content })).written).toBe(1)
    const [board] = await offers(0, 'oak')
    expect(board?.unitPrice).toBe(25_500_000)
  })

  it('keeps the supplier’s number of goods that the file says nothing of', async () => {
    await read({ format: 'shopify' })
    const numbers = () =>
      stage.backend.database
        .selectFrom('variant')
        .select('supplier_number')
        .where('tenant', '=', shop.tenant)
        .where('name', 'ilike', '%oak%')
        .execute()
    await sql`
      update variant set supplier_number = 'OAK-1'
      where tenant = ${shop.tenant} and name ilike '%oak%'
    `.execute(stage.backend.database)
    const content = fixture('shopify').replace('deny,manual,24.5,', 'deny,manual,26.5,')
    await read({ format: 'shopify', content })
    const known = await numbers()
    expect(known.length).toBeGreaterThan(0)
    expect(new Set(known.map((each) => each.supplier_number))).toEqual(new Set(['OAK-1']))
    const { rows } = await sql<{ number: string }>`
      select document ->> 'supplierNumber' as number from feed_document
      where tenant = ${shop.tenant} and document ->> 'supplierNumber' is not null
    `.execute(stage.backend.database)
    expect(rows[0]?.number).toBe('OAK-1')
  })

  it('leaves no half of a file behind when the database fails in the middle', async () => {
    const before = await contents()
    const { database } = stage.backend
    const fault = sql`
      alter table price add constraint fault check (unit_price <> 3200000) not valid
    `
    await fault.execute(database)
    await expect(read({ format: 'woocommerce' })).rejects.toThrow('fault')
    await sql`alter table price drop constraint fault`.execute(database)
    expect(await contents()).toEqual(before)
    expect((await read({ format: 'woocommerce' })).written).toBeGreaterThan(0)
  })

  it('takes prices and barcodes away that the file replaces by others', async () => {
    await read({ format: 'woocommerce' })
    const content = fixture('woocommerce')
      .replace('2026-12-01,2026-12-24', ',')
      .replace('4006381333931', '96385074')
    await read({ format: 'woocommerce', content })
    const { price, barcode } = await contents()
    expect(price?.filter((row) => String(row).includes('12000000'))).toHaveLength(1)
    expect(barcode).toHaveLength(1)
    const gone = await stage.backend.database
      .selectFrom('feed_document')
      .where('tenant', '=', shop.tenant)
      .where('deleted', '=', true)
      .select('kind')
      .orderBy('kind')
      .execute()
    expect(gone.map(({ kind }) => kind)).toEqual(['barcode', 'price', 'price'])
  })

  it('opens stock once: what was sold since stays sold', async () => {
    await read({ format: 'shopify' })
    await sql`
      update inventory_level set on_hand = on_hand - 2000
      where tenant = ${shop.tenant} and on_hand = 7000
    `.execute(stage.backend.database)
    await read({ format: 'shopify', content: fixture('shopify').replace(',7,deny', ',9,deny') })
    const [board] = await offers(0, 'oak')
    expect(board?.available).toBe(5000)
  })

  it('sells at the sale price from its first day to the end of its last', async () => {
    await read({ format: 'woocommerce' })
    const priceAt = async (instant: string) =>
      (await offers(Date.parse(instant), 'sea'))[0]?.unitPrice
    expect(await priceAt('2026-11-30T23:59:59+01:00')).toBe(12_000_000)
    expect(await priceAt('2026-12-01T00:00:00+01:00')).toBe(9_500_000)
    expect(await priceAt('2026-12-24T23:59:59+01:00')).toBe(9_500_000)
    expect(await priceAt('2026-12-25T00:00:00+01:00')).toBe(12_000_000)
  })
})

describe('groceries, which have no prices', () => {
  it('are not for sale until they have one, and keep theirs when read again', async () => {
    const report = await read({ format: 'groceries' })
    expect(report).toMatchObject({ withoutPrice: 8, invented: false, sharedBarcodes: 1 })
    expect(await offers(0)).toEqual([])
    await read({ format: 'groceries', invent: { seed: 1 } })
    const priced = await offers(0)
    expect(priced).toHaveLength(8)
    await read({ format: 'groceries' })
    expect(await offers(0)).toEqual(priced)
  })

  it('get the same made-up figures from the same seed, ending in 9 or 5', async () => {
    const report = await read({ format: 'groceries', invent: { seed: 1 } })
    expect(report.invented).toBe(true)
    const first = await offers(0)
    for (const { unitPrice } of first) expect([5, 9]).toContain((unitPrice / 10_000) % 10)
    await read({ format: 'groceries', invent: { seed: 2 } })
    expect(await offers(0)).not.toEqual(first)
    await read({ format: 'groceries', invent: { seed: 1 } })
    expect(await offers(0)).toEqual(first)
  })

  it('are the only ones that prices are made up for', async () => {
    const input = { format: 'shopify', content: fixture('shopify'), preview: false } as const
    const refused = await importFile(stage.backend, shop, { ...input, invent: { seed: 1 } })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'input-invalid' } })
  })
})
