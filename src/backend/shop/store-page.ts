/** The store's HTML with what is the shop's own in it: name, language, where its data come from. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'
import { SOURCE_NOTE } from '../importing/groceries.ts'
import { INVENTED_NOTE } from '../importing/invent.ts'
import type { Shop } from '../setup/shop.ts'

export type StorePage = 'goods' | 'me' | 'basket'

interface Shown {
  readonly page: StorePage
  /** The name of who is signed in. */
  readonly customer: string | undefined
  /** Whether there is a provider of online payments. */
  readonly pays: boolean
}

export async function renderStorePage(
  database: Reading,
  { tenant, store }: Pick<Shop, 'tenant' | 'store'>,
  { page, customer, pays }: Shown,
): Promise<string> {
  const { name, settings } = await database
    .selectFrom('store')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .select(['name', 'settings'])
    .executeTakeFirstOrThrow()
  const noted = await database
    .selectFrom('product')
    .where('tenant', '=', tenant)
    .where(sql<boolean>`starts_with(description, ${SOURCE_NOTE})`)
    .select('description')
    .limit(1)
    .executeTakeFirst()
  const invented = noted?.description.includes(INVENTED_NOTE) ?? false
  const notes = [
    ...(noted === undefined ? [] : [SOURCE_NOTE]),
    ...(invented ? ['Prices and stock are made up.'] : []),
  ]
  const here = 'aria-current="page"'
  const account = customer === undefined ? 'Sign in' : customer.trim() || 'Your account'
  const texts = { name, title: titleOf(page, name), account, notes: notes.join(' ') }
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, escapeHtml(text)])),
    ...{ locale: escapeHtml(settings.locale), atMe: page === 'me' ? here : '' },
    ...{ atBasket: page === 'basket' ? here : '', pays: pays ? 'yes' : 'no' },
    mails: settings.receiptsByMail ? 'yes' : 'no',
  }
  const parts = {
    above: filled(readPart('above'), values),
    below: filled(readPart('below'), values),
  }
  return filled(readPart(page), { ...values, ...parts })
}

function titleOf(page: StorePage, name: string): string {
  const titles = { goods: name, me: `Your account · ${name}`, basket: `Basket · ${name}` }
  return titles[page]
}

function readPart(part: StorePage | 'above' | 'below'): string {
  return readFileSync(new URL(`page/${part}.html`, import.meta.url), 'utf8')
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '')
}

function escapeHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
  }
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}
