import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import {
  personalText,
  readPersonal,
  type CustomerPatch,
} from '../../src/domain/customer/customer.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { readyPrinter } from './devices.ts'
import { asked, withPrinter } from './printer-till.ts'
import { code, draftCommand, entries, MILK, openTill, payCash, present } from './shop.ts'
import { pull, scan, signIn, value, type Shop } from './shop.ts'

const FIRM = {
  ...{ name: 'Lovelace & Co.', phone: '+44 20 7946 0958', taxNumber: 'GB 999 8888 77' },
  address: ['1 Engine Row', 'London'],
}

const invoice = ({ terminal }: Shop, sale: string, customer: string | null = null) =>
  terminal.receipts.invoice({ command: v7(), sale, customer })
const create = ({ terminal }: Shop, details: CustomerPatch) =>
  value(terminal.customers.create({ command: v7(), details })).id
const issued = (shop: Shop) => entries(shop).filter(({ kind }) => kind === 'invoice-issued')
const written = (document: object) => JSON.stringify(document)

async function openStore(devices = {}): Promise<Shop> {
  const shop = await openTill(devices)
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ invoices: { prefix: 'R-' } } })
  return shop
}

async function sell(shop: Shop, customer: string | null = null): Promise<string> {
  await scan(shop, MILK.gtin)
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
  return (await payCash(shop, 200)).sale
}

describe('an invoice', () => {
  it('is numbered without a gap, names its buyer, and is on paper and on the screen', async () => {
    const printer = readyPrinter()
    const shop = await openStore(withPrinter(printer))
    const firm = create(shop, FIRM)
    const numbers: string[] = []
    for (let sold = 0; sold < 3; sold += 1) {
      const view = value(await invoice(shop, await sell(shop, firm)))
      expect(view.copy).toBe(0)
      numbers.push(view.invoice)
    }
    const [first = ''] = numbers
    expect(first).toMatch(/^R-T\d+-1-000001$/)
    expect(numbers).toEqual([1, 2, 3].map((each) => first.replace(/1$/, String(each))))
    const paper = await papers(printer, 9)
    for (const text of ['INVOICE', first.replace(/1$/, '3'), FIRM.name, FIRM.taxNumber, 'London']) {
      expect(paper).toContain(text)
    }
    expect(await verifyDatabase(shop.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('says nothing personal in its entry, which the text beside it is the proof of', async () => {
    const shop = await openStore()
    const sale = await sell(shop, create(shop, FIRM))
    value(await invoice(shop, sale))
    const { journal, delivery } = shop.store
    const sealed = delivery.entriesAfter(journal.head().epoch.id, 1, 1000)
    const entry = present(sealed.find(({ canonical }) => canonical.includes('invoice-issued')))
    for (const told of [FIRM.name, FIRM.taxNumber, 'Engine Row', FIRM.phone]) {
      expect(entry.canonical).not.toContain(told)
    }
    const { name, address, taxNumber } = FIRM
    expect(readPersonal(entry.personal ?? '')).toEqual({ name, address, taxNumber })
    expect(issued(shop)[0]?.body).toMatchObject({ digest: journal.digestOf(entry.personal ?? '') })
  })

  it('is issued once, and asked for again it is a copy for whoever it named', async () => {
    const shop = await openStore()
    const sale = await sell(shop, create(shop, FIRM))
    const first = value(await invoice(shop, sale))
    const other = create(shop, { ...FIRM, name: 'Somebody else' })
    for (const copy of [1, 2]) {
      const again = value(await invoice(shop, sale, other))
      expect(again).toMatchObject({ invoice: first.invoice, copy })
      expect(written(again.document)).toContain(`COPY ${String(copy)}`)
      expect(written(again.document)).toContain(FIRM.name)
    }
    expect(issued(shop)).toHaveLength(1)
    const [sold] = [value(shop.terminal.receipts.latest())]
    expect(written(sold?.document ?? {})).not.toContain('INVOICE')
  })

  it('goes to somebody named after the sale, and to nobody without what the law asks', async () => {
    const shop = await openStore()
    const sale = await sell(shop)
    expect(code(await invoice(shop, sale))).toBe('invoice-customer')
    for (const lacking of [{ taxNumber: '' }, { address: ['', ' '] }, { name: ' ' }]) {
      const customer = create(shop, { ...FIRM, ...lacking })
      expect(code(await invoice(shop, sale, customer))).toBe('invoice-customer')
    }
    expect(code(await invoice(shop, v7(), create(shop, FIRM)))).toBe('sale-unknown')
    expect(issued(shop)).toEqual([])
    const { invoice: number } = value(await invoice(shop, sale, create(shop, FIRM)))
    expect(number).toMatch(/-000001$/)
  })

  it('stays with its buyer when the customer is erased, and across a restart', async () => {
    const shop = await openStore()
    const firm = create(shop, FIRM)
    const sale = await sell(shop, firm)
    value(await invoice(shop, sale))
    value(shop.terminal.customers.erase({ command: v7(), customer: firm }))
    const again = shop.reopen()
    await signIn(again, 'manager')
    expect(again.store.customers.find(firm)).toBeUndefined()
    expect(written(value(await invoice(again, sale)).document)).toContain(FIRM.taxNumber)
  })

  it('cannot be there twice for a sale, and a number that was left out is found', async () => {
    const shop = await openStore()
    const sale = await sell(shop)
    const { journal } = shop.store
    const issue = (number: number) =>
      shop.store.transaction(() => {
        const when = { at: shop.clock.now(), businessDate: '2026-07-01' }
        const personal = personalText('ab'.repeat(16), FIRM)
        const who = { customer: v7(), digest: journal.digestOf(personal) }
        const body = { sale, number, invoice: `R-${String(number)}`, ...who }
        const people = { session: null, actor: null, approver: null }
        journal.append({ kind: 'invoice-issued', body }, { ...when, ...people }, personal)
      })
    issue(2)
    expect(() => issue(3)).toThrow('UNIQUE')
    const { broken } = await verifyDatabase(shop.file, { check: 'full' })
    expect(broken?.reason).toBe('its invoice has number 2, not 1')
  })

  it('is issued by no store that has no rule for its numbers', async () => {
    const shop = await openTill()
    const sale = await sell(shop, create(shop, FIRM))
    expect(code(await invoice(shop, sale))).toBe('invoices-not-issued')
  })
})

/** What the printer got last, once it has been asked so often. */
async function papers(printer: ReturnType<typeof readyPrinter>, times: number): Promise<string> {
  await asked(printer, times)
  return written(printer.printed.at(-1)?.document ?? {})
}

describe('an invoice for the sale of another till', () => {
  const answering = (answer: ClaimAnswer) => {
    const asked: string[] = []
    const released: string[] = []
    const claims: Claims = {
      take: ({ kind, key }) => {
        asked.push(`${kind} ${key}`)
        return Promise.resolve(answer)
      },
      release: (ids) => void released.push(...ids),
    }
    return { claims, asked, released }
  }

  /** A till that has heard of a sale that was made at another one of its store. */
  async function beside(answer: ClaimAnswer) {
    const first = await openStore()
    const sale = await sell(first)
    const told = answering(answer)
    const shop = await openStore({ claims: told.claims })
    const store = present(shop.store.settings.store()).id
    const known = present(first.store.soldSales.find(sale))
    const row = { ...known, store, contains: {} }
    const { documents } = shop.store
    shop.store.transaction(() => documents.of('sales').append(row, shop.clock.now()))
    return { shop, sale, firm: create(shop, FIRM), ...told }
  }

  it('is issued by the backend’s word, in the series of the till that issues it', async () => {
    const { shop, sale, firm, asked } = await beside({ outcome: 'granted', expiresAt: 0 })
    const view = value(await invoice(shop, sale, firm))
    expect(view.copy).toBe(0)
    expect(asked).toEqual([`invoice ${sale}`])
    for (const text of ['INVOICE', view.invoice, FIRM.name, '1.29']) {
      expect(written(view.document)).toContain(text)
    }
    expect(issued(shop)[0]?.body).toMatchObject({ sale, claim: { kind: 'invoice', key: sale } })
    expect(value(await invoice(shop, sale, firm))).toMatchObject({ copy: 1 })
    expect(asked).toHaveLength(1)
    expect(await verifyDatabase(shop.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('is issued by nobody without it, nor where another till was first', async () => {
    const alone = await beside({ outcome: 'unreachable' })
    expect(code(await invoice(alone.shop, alone.sale, alone.firm))).toBe('invoice-needs-backend')
    const late = await beside({ outcome: 'refused', reason: 'used-up', remaining: 0 })
    expect(code(await invoice(late.shop, late.sale, late.firm))).toBe('invoice-elsewhere')
    const unnamed = await beside({ outcome: 'granted', expiresAt: 0 })
    expect(code(await invoice(unnamed.shop, unnamed.sale))).toBe('invoice-customer')
    expect(unnamed.released).toHaveLength(1)
    expect(issued(unnamed.shop)).toEqual([])
  })
})
