import type { Page } from '@playwright/test'
import { beside, expect, GOODS, lines, newCommand, scan, test, type Shop } from './shop.ts'

const pay = (page: Page) => page.getByRole('region', { name: 'Pay' })
const held = (page: Page) => page.getByLabel('What is on the card')
let made = 0
/** A card that nobody has bought yet. */
const newCode = () => `GC${String(Date.now())}${String((made += 1)).padStart(3, '0')}`

test('a gift card is sold, topped up and spent by keys alone', async ({ counter }) => {
  const code = newCode()
  await counter.keyboard.press('Control+j')
  await counter.getByLabel('Code of the gift card').fill(code)
  await counter.keyboard.press('Enter')
  await expect(held(counter)).toHaveText('not known at this till')
  await counter.keyboard.press('F6')
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(`····${code.slice(-4)}`)
  await counter.keyboard.press('F8')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()

  // Scanned among goods it is no goods, and is looked at.
  await scan(counter, GOODS[1].code)
  await expect(lines(counter).first()).toContainText(GOODS[1].name)
  await scan(counter, code)
  await expect(held(counter)).toContainText('25.00')
  await expect(pay(counter).getByRole('button', { name: /^Pay .*\d/ })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Paid' })).toBeVisible()
  await expect(counter.getByText('Left on it')).toBeVisible()
})

test('a part is paid by touch, and goes back on the card', async ({ counter, shop }) => {
  const code = newCode()
  await beside(shop, async ({ giftCards, draft }) => {
    await giftCards.sell({ ...newCommand(), code, amount: 100 as never })
    const { id, version } = await draft.current()
    await draft.payCash({ ...newCommand(), draft: id, version, tendered: 100 as never })
  })
  await scan(counter, GOODS[1].code)
  await scan(counter, GOODS[2].code)
  await pay(counter)
    .getByRole('button', { name: /^Gift card/ })
    .click()
  await scan(counter, code)
  await pay(counter)
    .getByRole('button', { name: /Pay .*1\.00/ })
    .click()
  const taken = counter.getByRole('region', { name: 'Taken so far' })
  await expect(taken).toContainText(`Gift card ····${code.slice(-4)}`)
  await taken.getByRole('button').click()
  await expect(taken).toBeHidden()
})

test('a voucher pays a part, and the rest goes on the customer’s account', async ({
  counter,
  shop,
}) => {
  await scan(counter, GOODS[1].code)
  await scan(counter, GOODS[2].code)
  await expect(lines(counter)).toHaveCount(2)
  await beside(shop, async ({ customers, draft }) => {
    const details = { name: 'Ada Voss', creditLimit: 100_000 as never }
    const { id: customer } = await customers.create({
      ...{ ...newCommand(), approval: await vouch(shop) },
      details,
    })
    const { id, version } = await draft.current()
    await draft.setCustomer({ ...newCommand(), draft: id, version, customer })
  })
  await counter.keyboard.press('Control+u')
  await counter.getByLabel('Amount on the voucher').fill('100')
  await counter.getByLabel('Number of the voucher').fill('4711')
  await counter.keyboard.press('Enter')
  const taken = counter.getByRole('region', { name: 'Taken so far' })
  await expect(taken).toContainText('Voucher Town voucher 4711')
  await counter.keyboard.press('Control+l')
  await expect(counter.getByRole('heading', { name: 'On account' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await expect(counter.getByText('On account').first()).toBeVisible()
})

/** The terms of a customer are a supervisor's to set. */
async function vouch(shop: Shop) {
  return beside(shop, async ({ staff }) => {
    const [approver] = await staff.approvers({ permission: 'change-customer-terms' })
    return { staff: approver?.id ?? '', pin: '1234' }
  })
}
