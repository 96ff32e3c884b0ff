/** The store's HTML in the shopper's language, with what is the shop's own in it. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'
import { SOURCE_NOTE } from '../importing/groceries.ts'
import { INVENTED_NOTE } from '../importing/invent.ts'
import type { Shop } from '../setup/shop.ts'
import { directionOf } from '../../domain/language.ts'
import { pageLocale, pageTexts, type PageTexts } from './page-texts.ts'

export type StorePage = 'goods' | 'me' | 'basket'

interface Shown {
  readonly page: StorePage
  /** The name of who is signed in. */
  readonly customer: string | undefined
  /** Whether there is a provider of online payments. */
  readonly pays: boolean
  /** The languages that the browser wishes for, as it says it. */
  readonly wishes?: string | undefined
}

export async function renderStorePage(
  database: Reading,
  { tenant, store }: Pick<Shop, 'tenant' | 'store'>,
  { page, customer, pays, wishes }: Shown,
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
  const locale = pageLocale(wishes, settings.locale)
  const texts = pageTexts(locale)
  const say = sayer(texts, { name })
  const notes = [
    ...(noted === undefined ? [] : [SOURCE_NOTE]),
    ...(invented ? [say('made-up')] : []),
  ]
  const here = 'aria-current="page"'
  const account = customer === undefined ? say('sign-in') : customer.trim() || say('account')
  const titles = {
    goods: name,
    me: `${say('account')} · ${name}`,
    basket: `${say('basket')} · ${name}`,
  }
  const own = { name, title: titles[page], account, locale }
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.keys(texts).map((key) => [`t:${key}`, marked(say(key), say)])),
    ...Object.fromEntries(Object.entries(own).map(([key, text]) => [key, escapeHtml(text)])),
    // Each in its own language.
    notes: notes.map((note) => `<bdi>${escapeHtml(note)}</bdi>`).join(' '),
    ...{ direction: directionOf(locale), atMe: page === 'me' ? here : '' },
    ...{ atBasket: page === 'basket' ? here : '', pays: pays ? 'yes' : 'no' },
    mails: settings.receiptsByMail ? 'yes' : 'no',
    // Within a script element nothing but its end is markup.
    texts: JSON.stringify(texts).replaceAll('<', String.raw`\u003c`),
  }
  const parts = {
    above: filled(readPart('above'), values),
    below: filled(readPart('below'), values),
  }
  return filled(readPart(page), { ...values, ...parts })
}

type SayText = (key: string) => string

/** What the page itself fills in stays in its braces; so do texts that say how many. */
function sayer(texts: PageTexts, { name }: { readonly name: string }): SayText {
  return (key) => {
    const text = texts[key]
    return typeof text === 'string' ? text.replaceAll('{name}', name) : ''
  }
}

/** As HTML: what stands for a part of the page becomes that part. */
function marked(text: string, say: SayText): string {
  return escapeHtml(text)
    .replace('{address}', '<strong data-asked-for dir="auto"></strong>')
    .replace('{signIn}', `<a class="link" href="/me?basket">${escapeHtml(say('sign-in'))}</a>`)
}

function readPart(part: StorePage | 'above' | 'below'): string {
  return readFileSync(new URL(`page/${part}.html`, import.meta.url), 'utf8')
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{([\w:.-]+)\}\}/g, (_, key: string) => values[key] ?? '')
}

function escapeHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
  }
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}
