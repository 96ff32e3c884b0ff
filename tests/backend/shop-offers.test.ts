import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '../../src/backend/importing/import-file.ts'
import { firstShop, type Shop } from '../../src/backend/setup/shop.ts'
import { leastOf } from '../../src/backend/shop/availability.ts'
import { listDepartments, listOffers, type OffersInput } from '../../src/backend/shop/offers.ts'
import { plainSql, plainText } from '../../src/backend/shop/plain-text.ts'
import { offersOutputSchema } from '../../src/contract/backend/shop.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let shop: Shop
const groceries = new URL('../../build/demo-shop/groceries.csv', import.meta.url)

beforeAll(async () => {
  stage = await openStage()
  const found = await firstShop(stage.backend.database)
  if (found === undefined) throw new Error('no shop was founded')
  shop = found
  const content = readFileSync(groceries, 'utf8')
  const input = { format: 'groceries', content, preview: false, invent: { seed: 1 } } as const
  expect(await importFile(stage.backend, shop, input)).toMatchObject({ ok: true })
})
afterAll(() => stage.close())

async function list(input: OffersInput = {}) {
  const answer = await listOffers(stage.backend.database, { ...shop, now: 1 }, input)
  return offersOutputSchema.parse(answer)
}
const names = ({ offers }: { offers: { name: string }[] }): string[] =>
  offers.map(({ name }) => name)

describe('the offers of a shop', () => {
  it('are turned by pages of 48, each article on one of them', async () => {
    const first = await list()
    expect(first).toMatchObject({ total: 608, page: 1, pages: 13 })
    const pages = await Promise.all(
      Array.from({ length: 13 }, (_, page) => list({ page: page + 1 })),
    )
    const variants = pages.flatMap(({ offers }) => offers.map(({ variant }) => variant))
    expect(new Set(variants).size).toBe(608)
    expect(await list({ page: 14 })).toMatchObject({ offers: [], total: 608, pages: 13 })
  })

  it('are found by words in any order, without accents and capitals', async () => {
    const found = names(await list({ search: 'NATURALNY jogurt' }))
    expect(found).toContain('Jogurt naturalny kremowy')
    expect(names(await list({ search: 'sledzik lisner' }))).toEqual(
      names(await list({ search: 'Śledzik Lisner' })),
    )
    expect(await list({ search: '100% _' })).toMatchObject({ total: 0 })
  })

  it('are found by a barcode, both of them where two share it', async () => {
    expect(names(await list({ barcode: '5901359000237' })).sort()).toEqual([
      'Tyskie Grand Prix',
      'Tyskie puszka',
    ])
    expect(await list({ barcode: '5901359000238' })).toMatchObject({ total: 0 })
  })

  it('belong to departments whose figures add up', async () => {
    const departments = await listDepartments(stage.backend.database, { ...shop, now: 1 })
    expect(departments).toHaveLength(14)
    expect(departments.reduce((total, { offers }) => total + offers, 0)).toBe(608)
    const [produce] = departments
    const shown = await list({ department: produce?.id })
    expect(shown.total).toBe(produce?.offers)
    expect(new Set(shown.offers.map(({ department }) => department))).toEqual(
      new Set(['Fruit & Vegetables']),
    )
  })

  it('are available as far as nothing else holds them, and never below zero', async () => {
    const [offer] = (await list({ search: 'chobani greek yogurt 32' })).offers
    const set = (levels: string) =>
      sql`
        update inventory_level set ${sql.raw(levels)} where tenant = ${shop.tenant} and item in
          (select item from variant_item where variant = ${offer?.variant})
      `.execute(stage.backend.database)
    const available = async () =>
      (await list({ search: 'chobani greek yogurt 32' })).offers[0]?.available
    await set('on_hand = 10000, reserved = 2000, unavailable = 1000, safety_stock = 3000')
    expect(await available()).toBe(4000)
    await sql`
      insert into inventory_level (tenant, store, location, item, on_hand)
      select tenant, store, 'back room', item, 5000 from inventory_level
      where tenant = ${shop.tenant} and item in
        (select item from variant_item where variant = ${offer?.variant})
    `.execute(stage.backend.database)
    expect(await available()).toBe(9000)
    await set('on_hand = -7000')
    expect(await available()).toBe(0)
  })
})

describe('a bundle', () => {
  const part = (takes: number, available: number, unit = 'piece') => ({ unit, takes, available })

  it.each([
    ['is as many as its scarcest item makes', [part(6000, 20_000), part(1000, 9000)], 3000],
    ['of piece goods counts whole ones only', [part(3000, 8000)], 2000],
    ['by weight counts grams', [part(1000, 1234, 'kilogram')], 1234],
    ['is sold out with one of its items', [part(1000, 9000), part(2000, -1000)], 0],
    ['of nothing cannot be had', [], 0],
    ['of no quantity cannot be had', [part(0, 9000)], 0],
  ])('%s', (_, parts, available) => {
    expect(leastOf(parts)).toBe(available)
  })
})

describe('plain text', () => {
  it('is the same in the database as here', async () => {
    const text = 'ŻÓŁĆ Crème BRÛLÉE Straße Ærø Ďábel ŐŰ 100%'
    expect(plainText(text)).toBe('zolc creme brulee strase aro dabel ou 100%')
    const { rows } = await sql<{ plain: string }>`
      select ${plainSql(sql`${text}::text`)} as plain
    `.execute(stage.backend.database)
    expect(rows[0]?.plain).toBe(plainText(text))
  })
})
