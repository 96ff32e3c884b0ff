/** Who is at a till and on which day, as the screens ask: badges, an idle till, another day. */
import type { Page } from '@playwright/test'
import {
  allGoodsPulled,
  beside,
  comeToSell,
  expect,
  GOODS,
  lines,
  newCommand,
  scan,
  sellForCash,
  signInAs,
  slowDownScanner,
  test as base,
  typeCount,
} from './shop.ts'
import { openSteeredTill, type SteeredTill } from './steered-till.ts'

const BADGE = { Ana: 'B-4288-1766', Bilal: 'B-4288-1767', Chen: 'B-5599-0011' } as const
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const test = base.extend<{ till: Page }, { steered: SteeredTill }>({
  steered: [
    async ({ shop: { floor } }, lend) => {
      for (const { id: person, name } of (await floor.owner.staff.list({})).people) {
        const badge = BADGE[name as keyof typeof BADGE]
        if (badge) await floor.owner.staff.change({ person, badge })
      }
      const steered = await openSteeredTill(floor)
      const at = { till: steered }
      await allGoodsPulled(at)
      await beside(at, (api) => signInAs(api, 'Chen'))
      await slowDownScanner(at)
      await beside(at, (api) => api.staff.signOut(newCommand()))
      await lend(steered)
      await steered.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  till: async ({ page, steered }, lend) => {
    await page.goto(steered.url)
    await lend(page)
  },
})

// One day of one till: each begins where the last one ended.
test.describe.configure({ mode: 'serial' })

const tiles = (page: Page) => page.getByRole('group', { name: 'Who is at the till?' })
const bar = (page: Page) => page.getByRole('banner')

test('a badge lets its person in, and another one takes over with the cart as it is', async ({
  till,
}) => {
  await expect(tiles(till)).toBeVisible()
  await scan(till, BADGE.Ana)
  await comeToSell(till)
  await expect(bar(till)).toContainText('Ana')
  await scan(till, GOODS[0].code)
  await expect(lines(till)).toHaveCount(1)
  await scan(till, BADGE.Chen)
  await expect(bar(till)).toContainText('Chen')
  await expect(lines(till)).toHaveCount(1)
})

test('a till that nobody touches asks who is there, and keeps the cart', async ({
  till,
  steered,
}) => {
  await expect(lines(till)).toHaveCount(1)
  steered.clock.pass(9 * MINUTE)
  await scan(till, GOODS[1].code)
  await expect(lines(till)).toHaveCount(2)
  steered.clock.pass(9 * MINUTE)
  await expect(bar(till)).toContainText('Chen')
  steered.clock.pass(2 * MINUTE)
  await expect(tiles(till)).toBeVisible()
  await scan(till, BADGE.Ana)
  await expect(lines(till)).toHaveCount(2)
})

test('past midnight a person says whether the till goes on in its day', async ({
  till,
  steered,
}) => {
  await comeToSell(till)
  steered.clock.pass(DAY)
  await scan(till, BADGE.Chen)
  await expect(bar(till)).toContainText('Chen')
  await till.keyboard.press('F8')
  await till.keyboard.press('Enter')
  await expect(till.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await till.keyboard.press('Enter')
  const asked = till.getByRole('button', { name: /^Go on with/ })
  await expect(asked).toBeVisible()
  await scan(till, GOODS[0].code)
  await expect(lines(till)).toHaveCount(0)
  await asked.click()
  await expect(asked).toBeHidden()
  await sellForCash(till, GOODS[0].code)
})

test('of two counts on two screens one wins, and a badge accepts what is missing', async ({
  till,
  steered,
}) => {
  await comeToSell(till)
  await scan(till, BADGE.Bilal)
  await expect(bar(till)).toContainText('Bilal')
  const second = await till.context().newPage()
  await second.goto(steered.url)
  await expect(second.getByRole('region', { name: 'Pay' })).toBeVisible()
  await second.keyboard.press('Control+e')
  await second.keyboard.type('9000')
  await till.keyboard.press('Control+e')
  await typeCount(till, 9_999)
  await expect(till.getByRole('heading', { name: 'Look over the count' })).toBeVisible()
  await second.keyboard.press('Enter')
  await second.getByRole('button', { name: 'Confirm the count' }).click()
  await expect(second.getByText('Their count stands.')).toBeVisible()
  await second.close()
  await expect(till.getByRole('row', { name: /^Cash/ })).toContainText('€99.99')
  await till.getByLabel('Why does it differ?').fill('Miscounted')
  await till.getByRole('button', { name: 'Close with its Z' }).click()
  await expect(till.getByRole('region', { name: 'Approval' })).toBeVisible()
  await scan(till, BADGE.Chen)
  await expect(till.getByRole('heading', { name: 'The till is closed' })).toBeVisible()
})

test('a till whose clock is wrong says which day the server has before it opens', async ({
  till,
}) => {
  await till.getByRole('button', { name: 'Sign out' }).click()
  await scan(till, BADGE.Bilal)
  await expect(till.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  // Where nothing is sold yet, somebody else's badge changes who opens it.
  await scan(till, BADGE.Ana)
  await expect(bar(till)).toContainText('Ana')
  // The day that passed for this till passed for nobody else.
  await expect(till.getByText('The clock is wrong')).toBeVisible()
  await till.keyboard.type('10000')
  await till.getByRole('button', { name: 'Open till' }).click()
  await expect(till.getByText(/^This till’s clock says .* the server’s/)).toBeVisible()
  await till.getByRole('button', { name: 'Open till' }).click()
  await expect(till.getByRole('region', { name: 'Pay' })).toBeVisible()
})
