/** The store's HTML with what is the shop's own in it: name, language, where its data come from. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'
import { SOURCE_NOTE } from '../importing/groceries.ts'
import { INVENTED_NOTE } from '../importing/invent.ts'
import type { Shop } from '../setup/shop.ts'

const PAGE = new URL('page/index.html', import.meta.url)

export async function renderStorePage(
  database: Reading,
  { tenant, store }: Pick<Shop, 'tenant' | 'store'>,
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
  const values: Readonly<Record<string, string>> = {
    name,
    locale: settings.locale,
    notes: notes.join(' '),
  }
  const template = readFileSync(PAGE, 'utf8')
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, key: string) => escapeHtml(values[key] ?? ''))
}

function escapeHtml(text: string): string {
  const escapes: Readonly<Record<string, string>> = {
    ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
  }
  return text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign)
}
