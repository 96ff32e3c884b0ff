import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { countAndClose } from '../closing.ts'
import { beside, expect, GOODS, sellForCash, signInAs, test, typeCount, type Shop } from './shop.ts'

const [OF_ANA, OF_BILAL] = [10_000, 20_000]
const DROPPED = 5000
const SHORT = 100
const OVER = 50

/** Every session is closed, and the store decides anew who sells from which drawer. */
async function decide(shop: Shop, drawers: 'own' | 'shared'): Promise<void> {
  const { settings } = shop.floor.owner
  const { till } = await settings.read({})
  await settings.set({ till: { ...till, drawers } })
  await beside(shop, async (api) => {
    for await (const event of await api.watch()) {
      if (event.kind === 'shop' && event.shop?.ownDrawers === (drawers === 'own')) return
    }
  })
}

async function come(page: Page, shop: Shop, name: string): Promise<void> {
  await beside(shop, (api) => signInAs(api, name))
  await expect(page.getByText(name, { exact: true })).toBeVisible()
}

async function openDrawer(page: Page, float: number): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Open your drawer' })).toBeVisible()
  await page.keyboard.type(String(float))
  await expect(page.getByText((float / 100).toFixed(2)).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Pay' })).toBeVisible()
}

async function sell(page: Page, code: string): Promise<number> {
  const cents = await sellForCash(page, code)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Change to give' })).toBeHidden()
  return cents
}

async function closeWith(page: Page, difference: string, reason: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Cash/ })).toContainText(difference)
  await page.getByLabel('Why does it differ?').fill(reason)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
}

type Closed = Entry<'session-closed'>

/** The journal as the till's file has it, in its order. */
function journalOf({ till }: Shop): Entry[] {
  const file = new Database(join(till.folder, 'terminal.db'), { readonly: true })
  const texts = file
    .prepare<[], string>('SELECT canonical FROM journal ORDER BY epoch_ordinal, seq')
    .pluck()
    .all()
  file.close()
  return texts.map((text) => JSON.parse(text) as Entry)
}

/** What the entries of a session come to, by a fold of this test's own. */
function foldOf(entries: readonly Entry[], session: string) {
  const own = entries.filter((entry) => entry.session === session)
  const sums = { sales: 0, turnover: 0, tax: 0, change: 0, cash: 0, expected: 0, dropped: 0 }
  for (const { kind, body } of own) {
    if (kind === 'session-opened') sums.expected += body.float
    if (kind === 'cash-moved') {
      sums.dropped += body.amount
      sums.expected -= body.amount
    }
    if (kind !== 'sale-completed') continue
    const cash = body.tenders.reduce((sum, { amount }) => sum + amount, 0)
    sums.sales += 1
    sums.turnover += body.lines.reduce((sum, { amount }) => sum + amount, 0)
    sums.tax += body.taxes.reduce((sum, { tax }) => sum + tax, 0)
    sums.change += body.change
    sums.cash += cash
    sums.expected += cash - body.change
  }
  return sums
}

function saysTheSame({ body }: Closed, entries: readonly Entry[]): void {
  const { expected, counted, difference, z } = body
  const sums = foldOf(entries, body.session)
  const { figures, perpetual, last } = z!.report
  expect(expected).toBe(sums.expected)
  expect(difference).toBe(counted - sums.expected)
  const { sales, turnover, tax, change } = sums
  expect(figures).toMatchObject({ sales, turnover, tax, change, net: turnover - tax })
  expect(figures.tenders).toEqual([{ kind: 'cash', count: sales, amount: sums.cash }])
  expect(figures.moves.reduce((sum, { amount }) => sum + amount, 0)).toBe(sums.dropped)
  const sold = entries.filter(({ kind, seq }) => kind === 'sale-completed' && seq <= last.seq)
  expect(perpetual.sales).toBe(sold.length)
}

test('two cashiers, each with a drawer, over and short, and Zs that the journal comes to', async ({
  counter: page,
  shop,
}) => {
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    await countAndClose(api, 0)
  })
  await decide(shop, 'own')
  try {
    await come(page, shop, 'Ana')
    await openDrawer(page, OF_ANA)
    const first = await sell(page, GOODS[0].code)
    await come(page, shop, 'Bilal')
    await openDrawer(page, OF_BILAL)
    const second = await sell(page, GOODS[1].code)
    await page.keyboard.press('Control+o')
    await page.getByRole('button', { name: 'To the safe' }).click()
    await page.keyboard.type(String(DROPPED))
    await expect(page.getByLabel('Amount')).toHaveValue('50.00')
    await page.getByLabel('Reason').fill('Too much in the drawer')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listitem')).toContainText('−€50.00')

    await come(page, shop, 'Ana')
    await page.keyboard.press('Escape')
    const third = await sell(page, GOODS[2].code)
    await page.keyboard.press('Control+e')
    await typeCount(page, OF_ANA + first + third - SHORT)
    await expect(page.getByRole('heading', { name: 'The count stands' })).toBeVisible()

    // Bilal has gone home: his drawer is counted by whoever closes.
    await come(page, shop, 'Chen')
    await page.getByRole('button', { name: /^Counted by Ana/ }).click()
    await closeWith(page, '−€1.00', 'Wrong change given')
    await page.getByRole('button', { name: 'Open the till again' }).click()
    await page.getByRole('button', { name: /^Count Bilal’s drawer/ }).click()
    await typeCount(page, OF_BILAL + second - DROPPED + OVER)
    await closeWith(page, '+€0.50', 'Nobody knows')

    const entries = journalOf(shop)
    const zs = entries.filter((entry) => entry.kind === 'session-closed').slice(-2)
    for (const z of zs) saysTheSame(z, entries)
    expect(zs.map(({ body }) => body.difference)).toEqual([0 - SHORT, OVER])
    expect(zs.map(({ body }) => body.z?.report.figures.sales)).toEqual([2, 1])
    const slips = () => shop.floor.counter.printer.receipts().slice(-2)
    await expect.poll(() => slips().at(-1)?.text).toContain('Nobody knows')
    expect(slips()[0]?.text).toMatch(/Turnover\s+€/)
  } finally {
    await decide(shop, 'shared')
  }
})
