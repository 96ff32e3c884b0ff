/**
 * What lies on a till's disk after a day of all that is secret or personal. `docs/stolen-till.md`
 * lists it: a table that it does not name, or a code that was written down, is found here.
 */
import Database from 'better-sqlite3'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { badgeText, pinText } from '../../src/domain/badge.ts'
import { minor } from '../../src/domain/money.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { paymentTerminal, readyPrinter, type TestPrinter } from './devices.ts'
import { bringBack } from './refund-stage.ts'
import { CARD_CODES, code, draftCommand, MILK, openShop, payCash, PEOPLE, present } from './shop.ts'
import { pull, scan, value, type Shop, type ShopOptions } from './shop.ts'

/** Long ones: four digits stand in any file by chance. */
const PIN = { right: '736482915046', wrong: '918273645501' } as const
const BADGE = { own: 'B-7719-3305-QX', nobodys: 'B-6628-1147-ZV' } as const
const GIFT_CARD = { known: 'GC73-5521-9046-7K3M', unknown: 'GC15-8830-2267-4T9P' } as const
const CARD_NUMBER = '4929314478206635'
const PHONE = '+44 20 7946 0958'

/** Says more of a card than it should, wherever it may. */
const TALKATIVE = paymentTerminal(({ amountMinor }) => ({
  ...{ state: 'approved', amountMinor, scheme: 'Debit', lastFour: CARD_NUMBER },
  ...{ authorisation: 'A1', trace: '470', receipt: '0470' },
}))
const GRANTING: ShopOptions['claims'] = {
  take: () => Promise.resolve({ outcome: 'granted', expiresAt: 0 }),
  release: () => undefined,
}

/** A day in which each code is shown, typed and used; answers the code of its credit note too. */
async function day(): Promise<{ shop: Shop; note: string }> {
  const printer = readyPrinter()
  const devices = { printer, scanners: [], payment: TALKATIVE }
  const shop = openShop({ claims: GRANTING, devices })
  await comeDown(shop)
  const { draft, giftCards, staff, till, customers } = shop.terminal
  const signIn = (pin: string) => staff.signIn({ command: v7(), staff: PEOPLE.manager, pin })
  expect(code(await signIn(PIN.wrong))).toBe('pin-wrong')
  value(await signIn(PIN.right))
  value(till.open({ command: v7(), float: minor(10_000) }))
  for (const text of [BADGE.own, BADGE.nobodys, GIFT_CARD.unknown, CARD_NUMBER]) {
    await draft.scan({ command: v7(), text, symbology: null, quantity: null })
  }
  const details = { name: 'Ada Lovelace', phone: PHONE, email: 'ada@example.org' }
  const { id: customer } = value(customers.create({ command: v7(), details }))
  value(await giftCards.sell({ command: v7(), code: GIFT_CARD.known, amount: minor(5000) }))
  await payCash(shop, 5000)
  await scan(shop, MILK.gtin)
  value(await giftCards.pay({ ...draftCommand(shop), code: GIFT_CARD.known }))
  await scan(shop, MILK.gtin)
  value(draft.setCustomer({ ...draftCommand(shop), customer }))
  value(await draft.payCard(draftCommand(shop)))
  await scan(shop, MILK.gtin)
  const { sale } = await payCash(shop, 129)
  await bringBack(shop, sale, 1)
  value(await giftCards.note(draftCommand(shop)))
  await expect.poll(() => codeOn(printer)).toBeDefined()
  return { shop, note: present(codeOn(printer)) }
}

/** The manager's PIN and badge as the backend hashes them, and that there are gift cards. */
async function comeDown(shop: Shop): Promise<void> {
  const { settings } = shop.store
  const salt = 'ab'.repeat(16)
  const keyed = present(CARD_CODES.hashOf(pinText(PIN.right)))
  const hash = Buffer.from(await scryptHasher().hash(keyed, salt, 1024)).toString('hex')
  const kept = {
    pin: { salt, hash, cost: 1024, isPeppered: true },
    badge: CARD_CODES.hashOf(badgeText(BADGE.own)),
  }
  pull(shop, 'settings', { ...present(settings.staffMember(PEOPLE.manager)), ...kept })
  const giftCards = { amounts: [], offlineMost: minor(0) }
  pull(shop, 'settings', { ...present(settings.store()), ...{ giftCards } })
}

function codeOn({ printed }: TestPrinter): string | undefined {
  const elements = printed.flatMap(({ document }) => document.elements)
  return elements.flatMap((each) =>
    each.kind === 'qr' && each.data.startsWith('CN') ? each.data : [],
  )[0]
}

/** Every byte of the folder, and what the day's log would have added to it. */
function bytesOf({ file, log }: Shop): string {
  const folder = dirname(file)
  writeFileSync(join(folder, 'terminal.log'), JSON.stringify(log.lines))
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

/** As it is shown, and as tills write it before they hash it: neither may be there. */
function spellings(text: string): readonly string[] {
  return [text, text.replaceAll(/[\s-]/g, '')]
}

const DOCUMENT = readFileSync(new URL('../../docs/stolen-till.md', import.meta.url), 'utf8')

/** Names of tables in the page's part about the database: told row by row, and harmless ones. */
function namedTables(): { told: readonly string[]; harmless: readonly string[] } {
  const [, part = ''] = /^## In the database$(.*?)^## /msu.exec(DOCUMENT) ?? []
  const names = (text: string) => [...text.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name)
  const rows = part.split('\n').filter((line) => line.startsWith('| `'))
  const [, harmless = ''] = /^Harmless(.*?)^$/msu.exec(part) ?? []
  return { told: rows.flatMap((row) => names(row.split('|')[1] ?? '')), harmless: names(harmless) }
}

describe('the disk of a till', () => {
  it('has no table of which docs/stolen-till.md does not say what a thief makes of it', () => {
    const database = new Database(openShop().file, { readonly: true })
    const tables = database
      .prepare<[], string>(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite%'`,
      )
      .pluck()
      .all()
    database.close()
    const { told, harmless } = namedTables()
    expect([...told, ...harmless].toSorted()).toEqual(tables.toSorted())
  })

  it('holds no code that was shown, typed or printed in a day, and no PIN', async () => {
    const { shop, note } = await day()
    const bytes = bytesOf(shop)
    expect(bytes).toContain(PHONE)
    expect(bytes).toContain(CARD_CODES.hashOf('GC73552190467K3M'))
    const secrets = [PIN, BADGE, GIFT_CARD].flatMap((each) => Object.values(each))
    for (const secret of [...secrets, CARD_NUMBER, note].flatMap(spellings)) {
      expect(bytes.includes(secret), secret).toBe(false)
    }
  })
})
