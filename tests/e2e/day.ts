/** What the three days of a cashier have in common: how they begin, and what is read from them. */
import type { Page } from '@playwright/test'
import { countAndClose, statusOf } from '../closing.ts'
import { beside, expect, newCommand, signInAs, type Shop } from './shop.ts'

export const FLOAT = 15_000

/** Nobody is signed in and the drawer is closed, whoever was there before. */
export async function beforeTheDay(shop: Shop): Promise<void> {
  await beside(shop, async (api) => {
    await signInAs(api, 'Chen')
    const { till } = await statusOf(api)
    if (till) await countAndClose(api, 0)
    await api.staff.signOut(newCommand())
  })
}

/** Who may also close, by keys alone; the float is counted as one amount. */
export async function signInAndOpen(page: Page): Promise<void> {
  const person = page.getByRole('button', { name: /^Chen/ })
  await page.keyboard.press((await person.locator('kbd').textContent()) ?? '')
  await expect(person).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.type('1234')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Open the till' })).toBeVisible()
  await page.keyboard.type(String(FLOAT))
  await expect(page.getByText('150.00').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Pay' })).toBeVisible()
}

export const doneHeading = (page: Page) =>
  page.getByRole('heading', { name: /^(Paid|Change to give|Given back)$/ })

/** The number of the receipt that was just given. */
export async function receiptOf(page: Page): Promise<string> {
  await expect(doneHeading(page)).toBeVisible()
  const pay = await page.getByRole('region', { name: 'Pay' }).textContent()
  return /T\d+-\d+-\d{6}/.exec(pay ?? '')?.[0] ?? ''
}

/** What the total of the cart says, in cents. */
export async function totalOf(page: Page): Promise<number> {
  const text = await page.getByLabel('Total', { exact: true }).textContent()
  return Number(text?.replaceAll(/\D/g, ''))
}

/**
 * Lets nothing of these be done to a page until what is answered is called: whoever needs it after
 * all hears of it at once.
 */
export function without(page: Page, why: string, acts: Acts): () => void {
  const locator = Object.getPrototypeOf(page.locator('body')) as object
  const targets = { locator, page, mouse: page.mouse, keyboard: page.keyboard }
  const kept = Object.entries(acts).flatMap(([owner, names]) =>
    names.map((name) => {
      const target = targets[owner as keyof Acts]
      const own = Object.getOwnPropertyDescriptor(target, name)
      const refuse = () => Promise.reject(new Error(`${why}: no ${owner}.${name}`))
      Object.defineProperty(target, name, { value: refuse, configurable: true, writable: true })
      return () => {
        if (own) Object.defineProperty(target, name, own)
        else Reflect.deleteProperty(target, name)
      }
    }),
  )
  return () => {
    for (const giveBack of kept) giveBack()
  }
}

type Acts = Readonly<Partial<Record<'locator' | 'page' | 'mouse' | 'keyboard', readonly string[]>>>

export const POINTING = ['click', 'dblclick', 'tap', 'hover', 'check', 'dragTo']
export const WRITING = ['fill', 'press', 'pressSequentially', 'type', 'clear']
