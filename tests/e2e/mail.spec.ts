import { expect, GOODS, sellForCash, test } from './shop.ts'

test('a receipt goes by e-mail from the finished sale, by keys only', async ({ counter, shop }) => {
  const { mailbox } = shop.floor.counter
  await sellForCash(counter, GOODS[0].code)
  await expect(counter.getByRole('button', { name: /E-mail the receipt/ })).toBeEnabled()
  await counter.keyboard.press('PageUp')
  const field = counter.getByLabel('E-mail address')
  await expect(field).toBeFocused()
  await field.fill('ada@engine')
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('That is no e-mail address.')).toBeVisible()
  await field.fill('ada@engine.example')
  await counter.keyboard.press('Enter')
  await expect(field).toBeHidden()
  await expect(counter.getByText('E-mail sent')).toBeVisible({ timeout: 30_000 })
  const [mail] = mailbox.mails().slice(-1)
  expect(mail?.to).toEqual(['ada@engine.example'])
  const receipt = mail?.subject.split(' ')[1] ?? ''
  await expect(counter.getByText(receipt).first()).toBeVisible()
  // What stands in the list of the menu is what became of it.
  await counter.keyboard.press('F10')
  await counter.getByRole('button', { name: 'Sent by e-mail' }).click()
  const list = counter.getByRole('list', { name: 'Sent by e-mail' })
  await expect(list.getByRole('listitem').first()).toContainText(receipt)
  await expect(list.getByRole('listitem').first()).toContainText('E-mail sent')
  await counter.keyboard.press('Escape')
})
