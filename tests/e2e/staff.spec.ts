import type { Page } from '@playwright/test'
import { minor } from '../../src/domain/money.ts'
import { openOffice } from './office.ts'
import { beside, expect, newCommand, test } from './shop.ts'

const at = (office: Page, name: string) => office.getByRole('button', { name, exact: true })

test('a role made in the office reaches a till, and denies and asks there', async ({
  counter,
  shop,
}) => {
  const office = await openOffice(counter, shop.floor)
  await at(office, 'Staff').click()
  await at(office, 'Roles').click()
  await office.getByLabel('Name of the role').fill('Trainee')
  await at(office, 'Create').click()
  const role = office.getByRole('region', { name: 'Trainee' })
  const may = (permission: string) => role.getByRole('group', { name: permission, exact: true })
  await may('Open the drawer').getByRole('combobox').selectOption('Not allowed')
  await may('Pay cash in').getByRole('combobox').selectOption('With approval')
  const limit = may('Pay cash in').getByLabel('Alone up to EUR')
  await limit.fill('five')
  await expect(limit).toHaveAccessibleDescription('An amount of money')
  await limit.fill('5')
  await role.getByRole('button', { name: 'Save' }).click()
  await expect(role.getByRole('status')).toContainText('Saved')

  await at(office, 'People').click()
  await at(office, 'Take somebody on').click()
  await office.getByLabel('Name', { exact: true }).fill('Nils')
  await office.getByLabel('Role', { exact: true }).selectOption('Trainee')
  await office.getByLabel('PIN', { exact: true }).fill('2468')
  await office.getByLabel('PIN, once more').fill('2468')
  await at(office, 'Take on').click()
  await expect(office.getByRole('alert')).toContainText('Nils can sign in')
  await at(office, 'Back').click()
  await expect(office.getByRole('row', { name: /Nils/ })).toContainText('Trainee')

  await beside(shop, async ({ staff, till }) => {
    const nils = async () => (await staff.list()).find(({ name }) => name === 'Nils')?.id
    await expect.poll(nils).toBeDefined()
    await staff.signIn({ ...newCommand(), staff: (await nils()) ?? '', pin: '2468' })
    const drawer = till.openDrawer({ ...newCommand(), reason: 'Change' })
    await expect(drawer).rejects.toMatchObject({ code: 'not-permitted' })
    const payIn = (amount: number) =>
      till.moveCash({
        ...{ ...newCommand(), kind: 'paid-in', currency: null, reason: 'Float made up' },
        amount: minor(amount),
      })
    await expect(payIn(501)).rejects.toMatchObject({ code: 'approval-needed' })
    await payIn(500)
  })

  await office.getByRole('button', { name: 'Nils' }).click()
  await at(office, 'Let go').click()
  await at(office, 'Let go').last().click()
  await expect(at(office, 'Take back')).toBeVisible()
  await expect(counter.getByText('Who is at the till?')).toBeVisible()
  await office.close()
})
