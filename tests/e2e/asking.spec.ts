import type { Page } from '@playwright/test'
import { expect, GOODS, lines, scan, test } from './shop.ts'

/** Goods of the demo that ask for something before they are sold. */
const LAGER = '4000001001019'
const PHONE = '4000001001040'
const SHIRT = '4000001000012'
const COFFEE = '4000001001064'
const APPLES_PRICED = '2100001002497'

const asked = (page: Page, text: string | RegExp) =>
  page.getByRole('alert').filter({ hasText: text })

/** Slower than the slowest scanner: what comes quicker and ends with Enter is a scan. */
async function typeByHand(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 300 })
}

test('an age is asked for once, by keys, and the deposit stands below its bottle', async ({
  counter,
}) => {
  await scan(counter, LAGER)
  await expect(asked(counter, '16 and over')).toBeVisible()
  await expect(lines(counter)).toHaveCount(0)
  await expect(counter.getByLabel(/Date of birth/)).toBeFocused()
  await typeByHand(counter, '05051990')
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(2)
  await expect(lines(counter).nth(1)).toContainText('Deposit')
  await scan(counter, LAGER)
  await expect(lines(counter).nth(1)).toContainText('2')
  await expect(counter.getByLabel(/Date of birth/)).toBeHidden()
})

test('who is too young buys nothing, and the screen says so', async ({ counter }) => {
  await scan(counter, LAGER)
  await typeByHand(counter, '05052020')
  await counter.keyboard.press('Enter')
  await expect(asked(counter, /Not sold/)).toBeVisible()
  await expect(lines(counter)).toHaveCount(0)
})

test('a scan during a question is sold, types nothing, and leaves the question open', async ({
  counter,
}) => {
  await scan(counter, LAGER)
  const field = counter.getByLabel(/Date of birth/)
  await expect(field).toBeFocused()
  await typeByHand(counter, '0505')
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText(GOODS[0].name)
  await expect(field).toHaveValue('05.05')
  await scan(counter, PHONE)
  await expect(counter.getByText('1 more waiting behind it')).toBeVisible()
  await counter.keyboard.press('F8')
  await expect(asked(counter, /waits for an answer/)).toBeVisible()
})

test('the number on the box answers the question for it', async ({ counter }) => {
  await scan(counter, PHONE)
  await expect(asked(counter, 'Pilot Phone')).toBeVisible()
  await scan(counter, 'SN12345678')
  await expect(lines(counter)).toHaveCount(1)
  await expect(lines(counter).first()).toContainText('SN12345678')
  await expect(counter.getByText('Nothing has this code')).toBeHidden()
})

test('sizes and colours are a grid: by two keys or by one touch', async ({ counter }) => {
  await scan(counter, SHIRT)
  await expect(asked(counter, 'Which one is it?')).toBeVisible()
  await counter.keyboard.press('2')
  await counter.keyboard.press('1')
  await expect(lines(counter).first()).toContainText('M, Black')
  await scan(counter, SHIRT)
  await counter.getByRole('button', { name: 'Harbour T-shirt, L, Sand' }).click()
  await expect(lines(counter)).toHaveCount(2)
  await expect(lines(counter).nth(1)).toContainText('L, Sand')
})

test('add-ons are taken by touch, a label of the scale by its price, bottles come back', async ({
  counter,
}) => {
  await scan(counter, COFFEE)
  await counter.getByRole('button', { name: /Oat milk/ }).click()
  await counter.getByRole('button', { name: /Extra shot/ }).click()
  await counter.getByRole('button', { name: /^Add/ }).click()
  await expect(lines(counter)).toHaveCount(3)
  await scan(counter, APPLES_PRICED)
  await expect(lines(counter).nth(3)).toContainText('2.49')
  await counter.getByRole('button', { name: /Empties/ }).click()
  await scan(counter, LAGER)
  await expect(lines(counter).nth(4)).toContainText('Given back')
  await counter.getByRole('button', { name: /plastic bottle/ }).click()
  await expect(lines(counter)).toHaveCount(6)
})

test('empties alone are paid out in cash by one press, by key and by touch', async ({
  counter,
}) => {
  const given = counter.getByRole('heading', { name: 'Given back' })
  for (const payOut of [
    () => counter.keyboard.press('F8'),
    () => counter.getByRole('button', { name: 'Pay out cash' }).click(),
  ]) {
    await counter.getByRole('button', { name: /Empties/ }).click()
    await counter.getByRole('button', { name: /plastic bottle/ }).click()
    await expect(lines(counter)).toHaveCount(1)
    await expect(counter.getByRole('button', { name: 'Pay out cash' })).toBeVisible()
    await payOut()
    await expect(given).toBeVisible()
    await counter.keyboard.press('Enter')
    await expect(given).toBeHidden()
  }
})

test('a note is written by keys and stands on the receipt', async ({ counter }) => {
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+m')
  await typeByHand(counter, 'as a gift')
  await counter.keyboard.press('Enter')
  await expect(lines(counter).first()).toContainText('as a gift')
  await counter.keyboard.press('Control+d')
  await expect(lines(counter).first()).toContainText('2')
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('as a gift')).toBeVisible()
})
