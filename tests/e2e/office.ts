/** The page of the office, as one opens it: in a window of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { ShopFloor } from '../../src/commands/shop-floor.ts'

type Floor = Pick<ShopFloor, 'backendUrl' | 'folder' | 'owner'>

const PASSWORD = 'a horse, of course'

/** With the token from the shop's folder. */
export async function openOffice(counter: Page, { backendUrl, folder }: Floor): Promise<Page> {
  const office = await counter.context().newPage()
  await office.goto(`${backendUrl}/administration/reports/`)
  const token = readFileSync(join(folder, 'backend', 'owner-token'), 'utf8').trim()
  await office.getByRole('button', { name: 'owner’s token' }).click()
  await office.getByLabel('Owner’s token').fill(token)
  await office.keyboard.press('Enter')
  return office
}

/** Somebody of the shop who was given a password there comes in by it. */
export async function signInAtOffice(counter: Page, floor: Floor, name: string): Promise<Page> {
  const { staff } = floor.owner
  const person = (await staff.list({})).people.find((each) => each.name === name)?.id ?? ''
  await staff.change({ person, office: { name: name.toLowerCase(), password: PASSWORD } })
  const office = await counter.context().newPage()
  await office.goto(`${floor.backendUrl}/administration/reports/`)
  await office.getByLabel('Name or e-mail address').fill(name)
  await office.getByLabel('Password').fill(PASSWORD)
  await office.keyboard.press('Enter')
  return office
}
