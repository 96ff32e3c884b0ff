import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { beside, expect, GOODS, lines, newCommand, scan, test } from './shop.ts'

test('a quote is given from the menu, goes by e-mail at once, and is taken up', async ({
  counter,
  shop,
}) => {
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.getByRole('button', { name: /^Menu/ }).click()
  await counter.getByRole('button', { name: 'Give a quote' }).click()
  await expect(lines(counter)).toHaveCount(0)
  await expect(counter.getByText(/^Quote Q-/)).toBeVisible()
  await counter.keyboard.press('PageUp')
  const field = counter.getByLabel('E-mail address')
  await expect(field).toBeFocused()
  // A number is one here, and takes up no cart.
  await counter.keyboard.press('1')
  await expect(field).toHaveValue('1')
  await field.fill('ada@engine.example')
  await counter.keyboard.press('Enter')
  await expect(counter.getByText('E-mail sent')).toBeVisible({ timeout: 30_000 })
  const [mail] = shop.floor.counter.mailbox.mails().slice(-1)
  expect(mail).toMatchObject({ to: ['ada@engine.example'] })
  expect(mail?.subject).toMatch(/^Quote Q-/)
  await counter.keyboard.press('1')
  await expect(lines(counter).first()).toContainText(GOODS[1].name)
  await expect(counter.getByText(/^Quote Q-/)).toBeHidden()
})

test('a quote is found by its number, and taken up by the code on its slip', async ({
  counter,
  shop,
}) => {
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(1)
  const quote = await beside(shop, async (api) => {
    const { id, version } = await api.draft.current()
    return (await api.parking.quote({ ...newCommand(), draft: id, version })).quote.quote
  })
  await expect(lines(counter)).toHaveCount(0)
  await counter.getByRole('button', { name: /^Parked/ }).click()
  await counter.getByRole('button', { name: 'Find a quote by its number' }).click()
  await counter.getByLabel('Number of the quote').fill(quote.toLowerCase())
  await counter.keyboard.press('Enter')
  const found = counter.getByRole('region', { name: 'Find a quote by its number' })
  await expect(found).toContainText(`Quote ${quote}`)
  await expect(found.getByRole('button', { name: 'E-mail the quote' })).toBeVisible()
  await counter.keyboard.press('Escape')
  await counter.keyboard.press('Escape')
  await scan(counter, quote)
  await expect(lines(counter).first()).toContainText(GOODS[1].name)
})

test('goods are laid away, paid in two parts by keys, and handed over', async ({ counter }) => {
  const sale = counter.getByRole('region', { name: 'Sale' })
  await scan(counter, GOODS[0].code)
  await expect(lines(counter)).toHaveCount(1)
  await counter.keyboard.press('Control+k')
  await expect(counter.getByLabel('Name, phone, e-mail or card')).toBeFocused()
  await counter.keyboard.type('Mary Anning')
  await counter.getByRole('button', { name: 'New customer' }).click()
  await expect(counter.getByLabel('Name', { exact: true })).toHaveValue('Mary Anning')
  await counter.keyboard.press('Enter')
  await expect(sale).toContainText('Mary Anning')
  await expect(counter.getByLabel('Phone')).toBeHidden()

  const layAway = async () => {
    await counter.getByRole('button', { name: /^Menu/ }).click()
    await counter.getByRole('button', { name: 'Lay the goods away' }).click()
    // Straight to the tender of the deposit.
    await expect(lines(counter).first()).toContainText('Payment for goods laid away')
  }
  await layAway()
  // Nothing has happened to the goods until that is paid.
  await counter.keyboard.press('Control+z')
  await expect(lines(counter).first()).toContainText(GOODS[0].name)
  await layAway()
  await counter.keyboard.press('F8')
  await expect(counter.getByRole('button', { name: 'Exact amount' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('heading', { name: 'Change to give' })).toBeVisible()
  await counter.keyboard.press('Enter')
  await expect(lines(counter)).toHaveCount(0)

  await counter.getByRole('button', { name: /^Menu/ }).click()
  await counter.getByRole('button', { name: 'Goods laid away' }).click()
  await expect(counter.getByRole('button', { name: /Mary Anning/ })).toBeVisible()
  await counter.keyboard.press('1')
  await expect(counter.getByLabel('To be paid now')).toBeFocused()
  await counter.getByRole('button', { name: /^Hand over now/ }).click()
  await expect(lines(counter).first()).toContainText(GOODS[0].name)
  await expect(counter.getByText('Paid before')).toBeVisible()
})

test('a deposit that a card had paid goes back to it where the customer gives up', async ({
  counter,
  shop,
}) => {
  const { payment } = shop.floor.counter
  const before = payment.returned.length
  await scan(counter, GOODS[1].code)
  await expect(lines(counter)).toHaveCount(1)
  await beside(shop, async (api) => {
    const seen = async () => {
      const { id, version } = await api.draft.current()
      return { ...newCommand(), draft: id, version }
    }
    const { id: customer } = await api.customers.create({
      ...newCommand(),
      details: { name: 'Ida Rhodes' },
    })
    await api.draft.setCustomer({ ...(await seen()), customer })
    const { lines: goods } = await api.draft.current()
    // More than the shop keeps of it.
    for (const { id: line } of goods.slice(0, 1)) {
      await api.draft.setQuantity({ ...(await seen()), line, quantity: pieces(40) })
    }
    await api.layaways.begin(await seen())
    await api.draft.payCard(await seen())
    const { layaways } = await api.layaways.list({ everywhere: false })
    const layaway = layaways.find((each) => each.customer === 'Ida Rhodes')
    if (!layaway) throw new Error('nothing is laid away')
    const amount = minor(layaway.total - layaway.paid)
    await api.layaways.pay({ ...newCommand(), park: layaway.park, amount })
    await api.draft.payCard(await seen())
  })
  await expect(lines(counter)).toHaveCount(0)
  await counter.getByRole('button', { name: /^Menu/ }).click()
  await counter.getByRole('button', { name: 'Goods laid away' }).click()
  await counter.getByRole('button', { name: /Ida Rhodes/ }).click()
  await counter.getByRole('button', { name: 'Give up' }).click()
  await counter.getByRole('button', { name: 'Give it up' }).click()
  const approval = counter.getByRole('region', { name: 'Approval' })
  await approval.getByRole('button', { name: 'Chen' }).click()
  await counter.keyboard.type('1234')
  await counter.keyboard.press('Enter')
  await expect(counter.getByRole('region', { name: 'Goes back to' })).toContainText('Debit')
  await counter.getByRole('button', { name: 'Give back', exact: true }).click()
  await expect(counter.getByRole('heading', { name: 'Given back' })).toBeVisible()
  // Two payments, and of the second, which is the larger, what the shop does not keep.
  expect(payment.returned.length).toBe(before + 2)
})
