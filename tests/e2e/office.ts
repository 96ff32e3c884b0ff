/** The page of the owner, as one opens it: in a window of its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

interface Floor {
  readonly backendUrl: string
  readonly folder: string
}

/** With the token from the shop's folder. */
export async function openOffice(counter: Page, { backendUrl, folder }: Floor): Promise<Page> {
  const office = await counter.context().newPage()
  await office.goto(`${backendUrl}/administration/reports/`)
  const token = readFileSync(join(folder, 'backend', 'owner-token'), 'utf8').trim()
  await office.getByLabel('Owner’s token').fill(token)
  await office.keyboard.press('Enter')
  return office
}
