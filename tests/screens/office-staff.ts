/** The people of a store and their roles, as the office walks through them to be photographed. */
import type { Page } from '@playwright/test'
import type en from '../../renderer/messages/en.json'
import { expect } from '../e2e/shop.ts'

export async function staffOf(
  page: Page,
  words: typeof en,
  show: (screen: string) => Promise<void>,
): Promise<void> {
  const at = (name: string) => page.getByRole('button', { name, exact: true })
  await at(words['staff.title']).click()
  await expect(page.getByRole('table', { name: words['staff.people'] })).toContainText('Ana')
  await show('office-staff')
  await at(words['staff.hire']).click()
  await page.getByLabel(words['staff.pin'], { exact: true }).fill('12')
  await page.getByLabel(words['staff.pin.again']).fill('13')
  await show('office-staff-hire')
  await at(words['cancel']).click()
  await page.getByRole('button', { name: /^Ana/ }).click()
  await page.getByLabel(words['office.password']).fill('short')
  await at(words['staff.out']).click()
  await show('office-person')
  await at(words['staff.roles']).click()
  await at(`${words['role.cashier']} ${words['roles.usual']}`).click()
  await show('office-role-usual')
  await page.getByLabel(words['roles.name']).fill('Trainee')
  await at(words['roles.create']).click()
  const role = page.getByRole('region', { name: 'Trainee' })
  const grant = role.getByRole('group', { name: words['permission.change-price'] })
  await grant.getByRole('combobox').selectOption({ label: words['roles.grant.approval'] })
  await grant.getByLabel(words['roles.limit.percent']).fill('150')
  await show('office-role')
  await role.getByRole('button', { name: words['roles.remove'] }).click()
  await role.getByRole('button', { name: words['roles.remove'] }).last().click()
  await expect(role).toBeHidden()
}
