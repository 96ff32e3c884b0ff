import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { readPersonal, type CustomerPatch } from '../../src/domain/customer/customer.ts'
import { ADDRESS_KEPT_DAYS, MAILS_OF_SALE } from '../../src/domain/mail/wish.ts'
import { soldSaleOf } from '../../src/domain/returns/sold.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { code, draftCommand, entries, MILK, openTill, payCash, present } from './shop.ts'
import { pendingEvents, pull, scan, signIn, value, type Shop } from './shop.ts'

const ADDRESS = 'ada@engine.example'

async function openStore(): Promise<Shop> {
  const shop = await openTill()
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ receiptsByMail: true } })
  return shop
}

async function sell(shop: Shop, customer: string | null = null): Promise<string> {
  await scan(shop, MILK.gtin)
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
  return (await payCash(shop, 200)).sale
}

const create = ({ terminal }: Shop, details: CustomerPatch) =>
  value(terminal.customers.create({ command: v7(), details })).id
const send = ({ terminal }: Shop, sale: string, address = ADDRESS) =>
  terminal.mail.send({ command: v7(), sale, address })
const ofSale = ({ terminal }: Shop, sale: string) => value(terminal.mail.ofSale({ sale }))

/** A quote of one carton of milk. */
async function quote(shop: Shop, customer: string | null = null): Promise<string> {
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ quotes: { days: 14 } } })
  await scan(shop, MILK.gtin)
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
  return value(shop.terminal.parking.quote(draftCommand(shop))).park
}

const sendQuote = ({ terminal }: Shop, park: string, address = ADDRESS) =>
  terminal.mail.sendQuote({ command: v7(), park, address })

/** Text beside the entries that ask for a mail. */
function beside({ store }: Shop): (string | null)[] {
  const sealed = store.delivery.entriesAfter(store.journal.head().epoch.id, 1, 1000)
  const asked = sealed.filter(({ canonical }) => /"(receipt|quote)-mail-asked"/.test(canonical))
  return asked.map(({ personal }) => personal)
}

/** As the backend tells with the sale what became of it. */
function tell(shop: Shop, sale: string, mails: object[]): void {
  const sold = entries(shop).find(
    ({ kind, body }) => kind === 'sale-completed' && (body as { sale: string }).sale === sale,
  )
  const row = { ...soldSaleOf(present(sold) as Entry<'sale-completed'>), mails, contains: {} }
  const documents = shop.store.documents.of('sales')
  if (documents.table.find(sale)) pull(shop, 'sales', row)
  else documents.append(row, shop.clock.now())
}

describe('a receipt by e-mail at the till', () => {
  it('is queued without a network, its address beside the entry and nowhere else', async () => {
    const shop = await openStore()
    const sale = await sell(shop)
    const { mail } = value(send(shop, sale, `  ${ADDRESS} `))
    expect(ofSale(shop, sale).mails).toEqual([
      expect.objectContaining({ mail, state: 'waiting', trouble: null }),
    ])
    const [text] = beside(shop)
    expect(readPersonal(text ?? '')).toEqual({ email: ADDRESS })
    const asked = entries(shop).filter(({ kind }) => kind === 'receipt-mail-asked')
    expect(asked).toEqual([
      expect.objectContaining({
        body: { mail, sale, digest: shop.store.journal.digestOf(text ?? '') },
      }),
    ])
    expect(await verifyDatabase(shop.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('is there after a restart, shows how it ended, and forgets the address then', async () => {
    const shop = await openStore()
    const sale = await sell(shop)
    const { mail } = value(send(shop, sale))
    const again = shop.reopen()
    await signIn(again, 'cashier')
    const at = again.clock.now()
    tell(again, sale, [{ mail, at, state: 'queued', trouble: 'unreachable' }])
    expect(ofSale(again, sale).mails[0]).toMatchObject({ state: 'queued', trouble: 'unreachable' })
    expect(beside(again)[0]).toContain(ADDRESS)
    tell(again, sale, [{ mail, at, state: 'sent' }])
    expect(ofSale(again, sale).mails[0]).toMatchObject({ state: 'sent', trouble: null })
    expect(beside(again)).toEqual([null])
    expect(value(again.terminal.mail.list()).mails).toEqual([
      expect.objectContaining({ mail, state: 'sent' }),
    ])
    expect(await verifyDatabase(again.file, { check: 'full' })).toMatchObject({ broken: undefined })
  })

  it('shows what other tills asked for, and counts it against the most of a sale', async () => {
    const shop = await openStore()
    const sale = await sell(shop)
    const others = Array.from({ length: MAILS_OF_SALE - 1 }, (_, place) => {
      return { mail: v7(), at: place, state: 'failed', trouble: 'address-refused' }
    })
    tell(shop, sale, others)
    expect(ofSale(shop, sale).mails).toHaveLength(MAILS_OF_SALE - 1)
    value(send(shop, sale))
    expect(code(send(shop, sale))).toBe('limit-mails')
  })

  it('goes to no address that is none, for no sale that is none, and where set up', async () => {
    const shop = await openStore()
    const sale = await sell(shop)
    for (const wrong of ['', 'ada', 'ada@', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c']) {
      expect(code(send(shop, sale, wrong))).toBe('mail-address-wrong')
    }
    expect(code(send(shop, v7()))).toBe('sale-unknown')
    const settings = present(shop.store.settings.store())
    pull(shop, 'settings', { ...settings, ...{ receiptsByMail: undefined } })
    expect(code(send(shop, sale))).toBe('mail-not-set-up')
    expect(beside(shop)).toEqual([])
  })

  it('is offered the address of a customer who agreed to be written to alone', async () => {
    const shop = await openStore()
    const agreed = { email: true, phone: false }
    const ada = create(shop, { name: 'Ada', email: ADDRESS, consents: agreed })
    const bob = create(shop, { name: 'Bob', email: 'bob@engine.example' })
    const offer = async (customer: string | null) => {
      const { offered, isWithheld } = ofSale(shop, await sell(shop, customer))
      return { offered, isWithheld }
    }
    expect(await offer(ada)).toEqual({ offered: ADDRESS, isWithheld: false })
    expect(await offer(bob)).toEqual({ offered: null, isWithheld: true })
    expect(await offer(null)).toEqual({ offered: null, isWithheld: false })
  })

  it('forgets where it goes when its customer is erased, or after so many days', async () => {
    const shop = await openStore()
    const ada = create(shop, { name: 'Ada' })
    const sale = await sell(shop, ada)
    value(send(shop, sale))
    value(shop.terminal.customers.erase({ command: v7(), customer: ada }))
    expect(beside(shop)).toEqual([null])
    expect(ofSale(shop, sale).mails[0]).toMatchObject({ state: 'failed', trouble: 'address-gone' })
    const other = await sell(shop)
    value(send(shop, other))
    expect(shop.store.mails.waiting()).toBe(1)
    shop.store.transaction(() => shop.store.mails.forget(shop.clock.now()))
    expect(shop.store.mails.waiting()).toBe(1)
    const later = shop.clock.now() + ADDRESS_KEPT_DAYS * 86_400_000
    shop.store.transaction(() => shop.store.mails.forget(later))
    expect(shop.store.mails.waiting()).toBe(0)
  })
})

it('shows a receipt that came to nothing until it is seen, or is sent once more', async () => {
  const shop = await openStore()
  const sale = await sell(shop)
  const failed = async () => {
    const [status] = (await pendingEvents(shop.terminal.watch())).flatMap((event) =>
      event.kind === 'status' ? [event.status] : [],
    )
    return present(status).failedMails
  }
  const { mail } = value(send(shop, sale))
  const gone = { mail, at: 1, state: 'failed', trouble: 'address-refused' }
  tell(shop, sale, [{ ...gone, state: 'queued', trouble: 'busy' }])
  expect(await failed()).toBe(0)
  tell(shop, sale, [gone])
  expect(await failed()).toBe(1)
  const { mail: second } = value(send(shop, sale))
  expect(await failed()).toBe(0)
  tell(shop, sale, [gone, { ...gone, mail: second }])
  expect(await failed()).toBe(1)
  value(shop.terminal.mail.noteFailed({ command: v7() }))
  expect(await failed()).toBe(0)
})

describe('a quote by e-mail at the till', () => {
  it('is queued without a network as a receipt is, and shows beside it how it ended', async () => {
    const shop = await openStore()
    const park = await quote(shop)
    const { mail } = value(sendQuote(shop, park))
    const list = async () => value(await shop.terminal.parking.list({ everywhere: false })).carts
    const [cart] = await list()
    expect(cart).toMatchObject({ isMailable: true, mail: { mail, state: 'waiting' } })
    expect(readPersonal(beside(shop)[0] ?? '')).toEqual({ email: ADDRESS })
    expect(await verifyDatabase(shop.file, { check: 'full' })).toMatchObject({ broken: undefined })
    const told = (state: string) => {
      const row = { id: mail, kind: 'mail', park, at: shop.clock.now(), state }
      const documents = shop.store.documents.of('mails')
      if (documents.table.find(mail)) pull(shop, 'mails', row)
      else shop.store.transaction(() => documents.append(row, shop.clock.now()))
    }
    told('queued')
    expect(beside(shop)[0]).toContain(ADDRESS)
    told('sent')
    expect((await list())[0]).toMatchObject({ mail: { mail, state: 'sent', trouble: null } })
    expect(beside(shop)).toEqual([null])
    const number = present(cart?.quote ?? undefined).quote
    expect(value(shop.terminal.mail.list()).mails).toMatchObject([{ mail, number, state: 'sent' }])
  })

  it('is offered and forgets the address of its customer, and has the limits of one', async () => {
    const shop = await openStore()
    const agreed = { email: true, phone: false }
    const ada = create(shop, { name: 'Ada', email: ADDRESS, consents: agreed })
    const park = await quote(shop, ada)
    expect(value(shop.terminal.mail.ofQuote({ park }))).toMatchObject({ offered: ADDRESS })
    for (let count = 0; count < MAILS_OF_SALE; count += 1) value(sendQuote(shop, park))
    expect(code(sendQuote(shop, park))).toBe('limit-mails')
    value(shop.terminal.customers.erase({ command: v7(), customer: ada }))
    expect(beside(shop)).toEqual(Array.from({ length: MAILS_OF_SALE }, () => null))
  })

  it('goes while it waits at this till, and where the store sends mails', async () => {
    const shop = await openStore()
    const park = await quote(shop)
    expect(code(sendQuote(shop, park, 'ada'))).toBe('mail-address-wrong')
    value(await shop.terminal.parking.resume({ command: v7(), park }))
    expect(code(sendQuote(shop, park))).toBe('parked-taken')
    expect(code(shop.terminal.mail.ofQuote({ park }))).toBe('parked-taken')
    const settings = present(shop.store.settings.store())
    pull(shop, 'settings', { ...settings, ...{ receiptsByMail: undefined } })
    const other = value(shop.terminal.parking.quote(draftCommand(shop))).park
    expect(code(sendQuote(shop, other))).toBe('mail-not-set-up')
  })
})
