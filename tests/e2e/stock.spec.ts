import type { Page } from '@playwright/test'
import { v7 } from 'uuid'
import { quantity } from '../../src/domain/quantity.ts'
import { beside, comeToSell, expect, GOODS, scan, signInAs, test, UNKNOWN_CODE } from './shop.ts'

const [BREAD] = GOODS

async function openStock(page: Page): Promise<void> {
  await page.keyboard.press('F10')
  await page.getByRole('button', { name: 'Stock', exact: true }).click()
  await page.getByRole('button', { name: 'Correct the stock' }).click()
  await expect(page.getByRole('button', { name: 'Take off the stock' })).toBeVisible()
}

/** What the search says of how many are there. */
async function onHand(page: Page): Promise<number> {
  const row = page.getByRole('list', { name: 'Goods on the list' }).getByRole('listitem')
  const text = await row.first().textContent()
  // More may have been sold than there was.
  const said = /([-−]?)([\d,]+) in stock/.exec(text ?? '')
  return Number(`${said?.[1] ? '-' : ''}${said?.[2]?.replace(',', '') ?? ''}`)
}

test('a manager takes damaged goods off the stock, receives others, and the shelf says so', async ({
  counter,
  shop,
}) => {
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await openStock(counter)
  const line = counter.getByRole('list', { name: 'Goods on the list' }).getByRole('listitem')
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  await expect(line).toContainText(BREAD.name)
  const before = await onHand(counter)
  await scan(counter, BREAD.code)
  await expect(line.getByRole('textbox')).toHaveValue('2')
  await scan(counter, UNKNOWN_CODE)
  await expect(counter.getByText(UNKNOWN_CODE)).toBeVisible()
  await counter.getByRole('button', { name: 'Damaged' }).click()
  await counter.getByRole('button', { name: 'Take off the stock' }).click()
  await expect(counter.getByText('Nothing on the list yet')).toBeVisible()
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  expect(await onHand(counter)).toBe(before - 2)
  await counter.getByRole('button', { name: 'Throw the list away' }).click()
  await expect(line).toHaveCount(0)
  await counter.getByRole('button', { name: 'Receive goods' }).click()
  const receive = counter.getByRole('button', { name: 'Receive the goods' })
  await expect(receive).toBeDisabled()
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  await scan(counter, UNKNOWN_CODE)
  await expect(line.getByText(`Unknown code 0${UNKNOWN_CODE}`)).toBeVisible()
  await receive.click()
  await expect(line).toHaveCount(0)
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  expect(await onHand(counter)).toBe(before - 1)
  await counter.getByRole('button', { name: 'Throw the list away' }).click()
  await expect(line).toHaveCount(0)
  await counter.keyboard.press('Escape')
  await expect(counter.getByRole('region', { name: 'Pay' })).toBeVisible()
})

test('a manager labels a delivery, and sends goods to another store, which waits for them', async ({
  counter,
  shop,
}) => {
  const { counter: devices, owner } = shop.floor
  const other = { store: v7(), name: 'Market hall', address: [] }
  await owner.stores.open(other)
  await beside(shop, (api) => signInAs(api, 'Chen'))
  await counter.reload()
  await comeToSell(counter)
  await openStock(counter)
  const line = counter.getByRole('list', { name: 'Goods on the list' }).getByRole('listitem')
  await counter.getByRole('button', { name: 'Receive goods' }).click()
  for (const count of ['1', '2']) {
    await scan(counter, BREAD.code)
    await expect(line.getByRole('textbox', { name: /^How many/ })).toHaveValue(count)
  }
  await counter.getByRole('button', { name: 'Labels', exact: true }).click()
  const before = devices.labels.printed()
  await counter.getByRole('button', { name: 'Print 2 labels' }).click()
  await expect.poll(() => devices.labels.printed()).toBe(before + 2)
  await counter.getByRole('button', { name: 'Throw the list away' }).click()
  await expect(line).toHaveCount(0)

  await counter.getByRole('button', { name: 'Send to another store' }).click()
  const send = counter.getByRole('button', { name: 'Send to Market hall' })
  await expect(send).toBeDisabled()
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  const there = await onHand(counter)
  await send.click()
  await expect(line).toHaveCount(0)
  await expect
    .poll(async () => (await owner.purchasing.list({ store: other.store }))[0])
    .toMatchObject({ state: 'open', lines: [{ ordered: 1000, received: 0 }] })
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
  expect(await onHand(counter)).toBe(there - 1)
  await counter.getByRole('button', { name: 'Throw the list away' }).click()
  await expect(line).toHaveCount(0)
  const sent = counter.getByRole('region', { name: 'Sent lately' })
  await expect(sent).toContainText('Market hall')
  await expect(sent).toContainText('0 of 1 complete')

  const lines = await owner.purchasing.list({ store: other.store })
  const item = lines[0]?.lines[0]?.item ?? ''
  const wanted = [{ item, quantity: quantity(2000) }]
  const theirs = { order: v7(), supplier: 'Bakery', reference: 'AB 4711' }
  await owner.purchasing.place({ ...theirs, lines: wanted })
  await counter.getByRole('button', { name: 'Receive goods' }).click()
  await expect(counter.getByRole('region', { name: 'Is it one of these orders?' })).toContainText(
    'AB 4711',
  )
  await counter.keyboard.type('ab4711')
  await counter.keyboard.press('Enter')
  const order = counter.getByRole('region', { name: 'What was ordered' })
  await expect(order).toContainText('AB 4711')
  await scan(counter, BREAD.code)
  await expect(line).toHaveCount(1)
})
