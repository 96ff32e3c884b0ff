import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { countAndClose } from '../closing.ts'
import { busyHour, type SoldBefore } from './busy-hour.ts'
import { foldZ, journalIn, type Told } from './fold-z.ts'
import { linesOf, printedZ } from './printed-z.ts'
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

interface Closed {
  readonly expected: number
  readonly counted: number
  readonly difference: number
  readonly sales: number
  readonly z: {
    readonly number: number
    readonly report: {
      readonly unsent: { readonly entries: number; readonly sales: number }
      readonly figures: object
    }
  }
  readonly reason: string
}

/** Every figure of a Z, as a fold of this test's own makes it of the entries before. */
function saysTheSame(closing: Told, journal: readonly Told[]): Closed {
  const { expected, counted, difference, sales, z } = closing.body as Closed
  const { report, number, ...drawer } = foldZ(journal, closing)
  expect({ expected, counted, difference, sales }).toEqual(drawer)
  expect(z).toEqual({ number, report: { ...report, unsent: z.report.unsent } })
  return closing.body as Closed
}

/** Every line of its paper, of the same fold. */
function onPaper(
  closing: Told,
  journal: readonly Told[],
  nameOf: (person: string | null) => string,
): string[] {
  const { z, reason } = closing.body as Closed
  const { at, actor, session, hash } = closing
  const count = journal.findLast(
    (each) => each.kind === 'session-counted' && each.session === session,
  )
  return printedZ(foldZ(journal, closing), {
    ...{ at, hash, reason, unsent: z.report.unsent, nameOf },
    ...{ closedBy: nameOf(actor), countedBy: nameOf(count?.actor ?? null) },
  })
}

const journalOf = ({ till }: Shop) => journalIn(join(till.folder, 'terminal.db'))

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
    const sold = journalOf(shop).findLast(({ kind }) => kind === 'sale-completed')
    const busy = await beside(shop, (api) => busyHour(api, sold?.body as SoldBefore))
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
    await typeCount(page, OF_ANA + first + busy + third - SHORT)
    await expect(page.getByRole('heading', { name: 'The count stands' })).toBeVisible()

    // Bilal has gone home: his drawer is counted by whoever closes.
    await come(page, shop, 'Chen')
    await page.getByRole('button', { name: /^Counted by Ana/ }).click()
    await closeWith(page, '−€1.00', 'Wrong change given')
    await page.getByRole('button', { name: 'Open the till again' }).click()
    await page.getByRole('button', { name: /^Count Bilal’s drawer/ }).click()
    await typeCount(page, OF_BILAL + second - DROPPED + OVER)
    await closeWith(page, '+€0.50', 'Nobody knows')

    const journal = journalOf(shop)
    const closings = journal.filter(({ kind }) => kind === 'session-closed').slice(-2)
    const [ofAna, ofBilal] = closings.map((closing) => saysTheSame(closing, journal))
    expect([ofAna?.difference, ofBilal?.difference]).toEqual([0 - SHORT, OVER])
    // All of it happened in Ana's, and was not forgotten by both of those who add it up.
    expect(ofAna?.z.report.figures).toMatchObject({
      ...{ sales: 5, returns: { count: 1 }, byHand: { count: 1 }, removals: { count: 1 } },
      ...{ abandoned: { count: 1 }, noSales: 1, approvals: 3, undone: { count: 1 } },
      tenders: [
        { kind: 'cash', taken: { count: 3 }, back: { count: 1 } },
        { kind: 'voucher', named: [{ amount: 1000 }] },
      ],
      taxes: [{ code: 'A' }, { code: 'B' }],
      moves: [{ kind: 'paid-in' }, { kind: 'paid-out' }],
    })
    const slips = () => shop.floor.counter.printer.receipts().slice(-2)
    await expect.poll(() => slips().at(-1)?.text).toContain('Nobody knows')
    const people = await beside(shop, (api) => api.staff.list())
    const named = (id: string | null) => people.find((person) => person.id === id)?.name ?? ''
    const papers = slips().map(({ text }) => linesOf(text))
    expect(papers).toEqual(closings.map((closing) => onPaper(closing, journal, named)))
  } finally {
    await decide(shop, 'shared')
  }
})
