/** Coupons that are good for one sale each, and who else asks for them. */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { createBackendClient } from '../../src/commands/backend-client.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { expect, type Shop } from './shop.ts'

/** A code of the demo's own promotion, once the till knows it. */
export async function makeCoupon({ floor, till }: Shop): Promise<string> {
  const { promotions } = await floor.owner.promotions.list({ state: 'running' })
  const promotion = promotions.find(({ name }) => name === 'Welcome')?.id ?? ''
  const asked = { promotion, count: 1, singleUse: true }
  const { coupons } = await floor.owner.promotions.makeCoupons(asked)
  const code = coupons[0]?.code ?? ''
  await expect.poll(() => isKnown(join(till.folder, 'terminal.db'), code)).toBe(true)
  return code
}

function isKnown(file: string, code: string): boolean {
  const database = new Database(file, { readonly: true })
  try {
    return (
      database.prepare(`SELECT 1 FROM pricing WHERE data ->> '$.code' = ?`).get(code) !== undefined
    )
  } finally {
    database.close()
  }
}

/** Another cart asks the backend for the same code; its claim is given back by the second. */
export function otherCart({ floor, till }: Shop, code: string) {
  const token = fileSecrets(till.folder).credential() ?? ''
  const { sync } = createBackendClient({ url: floor.backendUrl, token })
  const id = crypto.randomUUID()
  const claim = { id, kind: 'coupon' as const, key: code, amount: 1, draft: crypto.randomUUID() }
  return { claim: () => sync.claim(claim), release: () => sync.releaseClaim({ id }) }
}

/** Types it where coupons are given; the form stays. */
export async function giveCoupon(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('Code of the coupon')
  if (await field.isHidden()) await page.keyboard.press('Control+q')
  await expect(field).toBeFocused()
  // All at once: keys as quick as these would be a scan.
  await field.fill(code)
  await page.keyboard.press('Enter')
}

export const givenCoupons = (page: Page) => page.getByRole('list', { name: 'Coupons of this sale' })
