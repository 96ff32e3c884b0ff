/** Every way to take money, and what the counter does with a customer's name. */
import type { Page } from '@playwright/test'
import {
  beside,
  expect,
  GOODS,
  lines,
  newCommand,
  scan,
  sellForCash,
  signInAs,
} from '../e2e/shop.ts'
import { test, type Camera } from './camera.ts'

const pay = (page: Page) => page.getByRole('region', { name: 'Pay' })
const GIFT_CARD = 'GC20261127001'

test.afterEach(({ shop }) => shop.floor.counter.payment.behave('approve'))

async function ring(page: Page): Promise<void> {
  await scan(page, GOODS[1].code)
  await scan(page, GOODS[2].code)
  await expect(lines(page)).toHaveCount(2)
}

test('paying', async ({ counter, camera, shop }) => {
  test.setTimeout(300_000)
  await ring(counter)
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await camera.show(counter, 'pay-cash')
  await counter.keyboard.type('10000')
  await expect(counter.getByLabel('Given')).toContainText('100.00')
  await camera.show(counter, 'pay-cash-change')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Control+g')
  await camera.show(counter, 'pay-tip')
  await counter.keyboard.type('50')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('region', { name: 'Taken so far' })).toContainText('0.50')
  await counter.keyboard.press('Control+u')
  await camera.show(counter, 'pay-voucher')
  await counter.getByLabel('Amount on the voucher').fill('100')
  await counter.getByLabel('Number of the voucher').fill('4711')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('region', { name: 'Taken so far' })).toContainText('4711')
  await camera.show(counter, 'pay-split')
  shop.floor.counter.payment.behave('decline')
  await counter.keyboard.press('F9')
  await expect(pay(counter).getByRole('alert')).toContainText('Card declined')
  await camera.show(counter, 'pay-card-declined')
  shop.floor.counter.payment.behave('cut-after-authorisation')
  await counter.keyboard.press('F9')
  await expect(counter.getByRole('heading', { name: 'Was the card charged?' })).toBeVisible()
  await camera.show(counter, 'pay-card-unknown')
  shop.floor.counter.payment.behave('approve')
  await counter.getByRole('button', { name: 'Ask the payment terminal' }).click()
  await expect(
    counter.getByText('Ready for the next customer').or(doneHeading(counter)),
  ).toBeVisible()
  await camera.show(counter, 'done-paid')
})

const doneHeading = (page: Page) => page.getByRole('heading', { name: /^(Paid|Change to give)$/ })

test('gift cards', async ({ counter, camera }) => {
  test.setTimeout(240_000)
  await counter.keyboard.press('Control+j')
  await expect(counter.getByLabel('Code of the gift card')).toBeFocused()
  await camera.show(counter, 'gift-card')
  await counter.getByLabel('Code of the gift card').fill(GIFT_CARD)
  await counter.keyboard.press('Enter')
  await expect(counter.getByLabel('What is on the card')).toBeVisible()
  await camera.show(counter, 'gift-card-sold')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
})

test('after the sale', async ({ counter, camera }) => {
  test.setTimeout(240_000)
  await sellForCash(counter, GOODS[0].code)
  await camera.show(counter, 'done-change')
  await expect(counter.getByRole('button', { name: /E-mail the receipt/ })).toBeEnabled()
  await counter.keyboard.press('PageUp')
  await expect(counter.getByLabel('E-mail address')).toBeFocused()
  await camera.show(counter, 'done-mail')
  await counter.keyboard.press('Escape')
})

test('goods come back', async ({ counter, camera, shop }) => {
  test.setTimeout(240_000)
  await ring(counter)
  await counter.keyboard.press('F8')
  await counter.keyboard.press('Enter')
  await expect(doneHeading(counter)).toBeVisible()
  await counter.keyboard.press('Enter')
  const receipt = await beside(shop, async (api) => (await api.receipts.latest())?.receipt ?? '')
  await counter.keyboard.press('Control+b')
  await expect(counter.getByLabel('Receipt number, amount, day or goods')).toBeFocused()
  await camera.show(counter, 'returns-search')
  await counter.getByLabel('Receipt number, amount, day or goods').fill('rootbeer')
  await counter.keyboard.press('Enter')
  await expect(counter.locator('.sold-sale, .sold-line').first()).toBeVisible()
  await camera.show(counter, 'returns-found')
  await scan(counter, `HF1:${receipt}`)
  await expect(counter.getByRole('heading', { name: receipt })).toBeVisible()
  await counter
    .getByRole('button', { name: /^One more/ })
    .first()
    .click()
  await counter.getByRole('button', { name: 'Faulty' }).click()
  await camera.show(counter, 'returns-sale')
  await counter.getByRole('button', { name: 'Put in the cart' }).click()
  await expect(counter.getByRole('heading', { name: 'To give back' })).toBeVisible()
  await camera.show(counter, 'returns-cart')
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('heading', { name: 'Given back' })).toBeVisible()
  await camera.show(counter, 'done-given-back')
  await counter.keyboard.press('Enter')
})

test('customers', async ({ counter, camera, shop }) => {
  test.setTimeout(300_000)
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await ring(counter)
  await counter.keyboard.press('Control+k')
  await expect(counter.getByLabel('Name, phone, e-mail or card')).toBeFocused()
  await camera.show(counter, 'customer-search')
  await counter.getByLabel('Name, phone, e-mail or card').fill('Wilhelmina')
  await counter.getByRole('button', { name: 'New customer' }).click()
  await camera.show(counter, 'customer-new')
  await beside(shop, async ({ customers, draft }) => {
    const details = {
      ...{ name: 'Wilhelmina von Hohenstaufen-Oppenheimer', phone: '+49 171 5550 199' },
      ...{ email: 'wilhelmina@hohenstaufen-oppenheimer.example', creditLimit: 100_000 as never },
    }
    const { id: customer } = await customers.create({ ...newCommand(), details })
    const { id, version } = await draft.current()
    await draft.setCustomer({ ...newCommand(), draft: id, version, customer })
  })
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Control+k')
  await expect(counter.getByRole('button', { name: 'Take from the sale' })).toBeVisible()
  await camera.show(counter, 'customer-card')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Control+l')
  await expect(counter.getByRole('heading', { name: 'On account' })).toBeVisible()
  await camera.show(counter, 'pay-account')
  await counter.keyboard.press('Escape')
  await putAside(counter, camera)
})

/** Laid away for the customer, quoted, and parked: three that wait. */
async function putAside(counter: Page, camera: Camera): Promise<void> {
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Lay the goods away' }).click()
  await expect(lines(counter).first()).toContainText('Payment for goods laid away')
  await camera.show(counter, 'layaway-deposit')
  await counter.keyboard.press('F8')
  await counter.keyboard.press('Enter')
  await expect(doneHeading(counter)).toBeVisible()
  await counter.keyboard.press('Enter')
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Goods laid away' }).click()
  await expect(counter.getByRole('button', { name: /Wilhelmina/ })).toBeVisible()
  await camera.show(counter, 'layaways')
  await counter.keyboard.press('1')
  await expect(counter.getByLabel('To be paid now')).toBeFocused()
  await camera.show(counter, 'layaway')
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await ring(counter)
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Give a quote' }).click()
  await expect(counter.getByText(/^Quote Q-/)).toBeVisible()
  await ring(counter)
  await counter.keyboard.press('Control+s')
  await expect(lines(counter)).toHaveCount(0)
  await counter.keyboard.press('Control+s')
  await expect(counter.getByText(/^Quote Q-/)).toBeVisible()
  await camera.show(counter, 'parked')
  await counter.keyboard.press('Escape')
}
