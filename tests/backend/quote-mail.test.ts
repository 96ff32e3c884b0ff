/** A quote by e-mail, from the till that gives it to the mailbox, and word of it back. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { simulateMailbox, type SimulatedMailbox } from '../../drivers/mailbox/simulator.ts'
import { pull as pullFeed } from '../../src/backend/feeds/pull.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { setMail } from '../../src/backend/mail/account.ts'
import { sendDue } from '../../src/backend/mail/mailer.ts'
import { listParked } from '../../src/backend/parking/find.ts'
import type { Entry, Fact } from '../../src/domain/journal/facts.ts'
import { ADDRESS_KEPT_DAYS } from '../../src/domain/mail/wish.ts'
import type { ParkedLookup } from '../../src/ports/parked-carts.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { code, daysLater, draftCommand, MILK, openTill, present } from '../application/shop.ts'
import { pull, scan, value, type Shop } from '../application/shop.ts'
import { readyPrinter } from '../application/devices.ts'
import { asked, withPrinter } from '../application/printer-till.ts'
import { enrolTerminal, Journal, openStage, type Stage, type StagedTerminal } from './stage.ts'

const ADDRESS = 'ada@engine.example'
const DAY_MS = 86_400_000

let stage: Stage
let mailbox: SimulatedMailbox
beforeAll(async () => {
  stage = await openStage()
  mailbox = await simulateMailbox({})
  const account = {
    ...{ host: mailbox.host, port: mailbox.port, security: 'none' as const },
    from: 'till@corner.example',
  }
  value(await setMail(stage.backend, stage.shop, { account }))
})
afterAll(async () => {
  await mailbox?.close()
  await stage?.close()
})

async function givenQuote(shop: Shop): Promise<{ park: string; number: string }> {
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ quotes: { days: 14 }, receiptsByMail: true } })
  await scan(shop, MILK.gtin, 3)
  const { park, quote } = value(shop.terminal.parking.quote(draftCommand(shop)))
  return { park, number: quote.quote }
}

/** The till's quotes and wishes, as its journal at the backend has them. */
async function send(shop: Shop, terminal: StagedTerminal): Promise<void> {
  const journal = new Journal(terminal)
  journal.open()
  const { epoch } = shop.store.journal.head()
  for (const { canonical, personal } of shop.store.delivery.entriesAfter(epoch.id, 1, 1000)) {
    const { kind, body, at } = JSON.parse(canonical) as Entry
    if (kind !== 'cart-parked' && kind !== 'quote-mail-asked') continue
    const entry = journal.append({ kind, body } as Fact, { at })
    journal.entries.splice(-1, 1, { ...entry, personal })
  }
  await receive(stage.backend, terminal, journal.entries)
}

const told = async (terminal: StagedTerminal) =>
  (await pullFeed(stage.backend, terminal, { collection: 'mails', after: undefined, limit: 500 }))
    .documents

it('says what its slip says, with what is scanned to take it up, and is told of', async () => {
  const printer = readyPrinter()
  const shop = await openTill(withPrinter(printer))
  const terminal = await enrolTerminal(stage)
  const { park, number } = await givenQuote(shop)
  await asked(printer, 1)
  const { mail } = value(
    shop.terminal.mail.sendQuote({ command: v7(), park, address: ` ${ADDRESS}` }),
  )
  // Somebody goes on with it before it is sent: it was promised all the same.
  value(await shop.terminal.parking.resume({ command: v7(), park }))
  await send(shop, terminal)
  expect(await told(terminal)).toMatchObject([{ id: mail, kind: 'mail', park, state: 'queued' }])
  await sendDue(stage.backend)
  const [received] = mailbox.mails().slice(-1)
  expect(received).toMatchObject({ to: [ADDRESS], messageId: `<${mail}@corner.example>` })
  expect(received?.subject).toContain(`Quote ${number}`)
  const paper = JSON.stringify(printer.printed.at(-1)?.document)
  const figures = (text = '') => new Set(text.match(/\d+\.\d\d/g))
  expect(figures(received?.text)).toEqual(figures(paper))
  for (const said of ['Milk', number, 'Valid until', 'nothing was paid']) {
    expect(received?.text).toContain(said)
    expect(received?.html).toContain(said)
  }
  expect(received?.pictures.size).toBeGreaterThan(0)
  expect(await told(terminal)).toMatchObject([{ id: mail, state: 'sent', _deleted: false }])
})

it('leaves the feed of mails when nobody waits for word of it any more', async () => {
  const shop = await openTill()
  const terminal = await enrolTerminal(stage)
  const { park } = await givenQuote(shop)
  const ask = () => shop.terminal.mail.sendQuote({ command: v7(), park, address: ADDRESS })
  const { mail: first } = value(ask())
  shop.clock.setWall(shop.clock.now() + (2 * ADDRESS_KEPT_DAYS + 1) * DAY_MS)
  const { mail: second } = value(ask())
  await send(shop, terminal)
  const states = new Map((await told(terminal)).map(({ id, _deleted }) => [id, _deleted]))
  expect([states.get(first), states.get(second)]).toEqual([true, false])
})

it('of another till is found by its number, however old, and goes the same way', async () => {
  const shop = await openTill()
  const terminal = await enrolTerminal(stage)
  const { park, number } = await givenQuote(shop)
  await send(shop, terminal)
  const asker = await enrolTerminal(stage)
  const road = { isOpen: true }
  const parkedLookup: ParkedLookup = {
    ...NO_PARKED,
    async quote(wanted) {
      if (!road.isOpen) return undefined
      const asked = { held: [], what: 'carts', quote: wanted } as const
      return (await listParked(stage.backend.database, asker, asked)).carts[0] ?? null
    },
  }
  const other = await openTill({ parkedLookup })
  const settings = present(other.store.settings.store())
  pull(other, 'settings', { ...settings, ...{ receiptsByMail: true } })
  const find = async (text: string) => value(await other.terminal.parking.findQuote({ text }))
  const ask = () => other.terminal.mail.sendQuote({ command: v7(), park, address: ADDRESS })
  // Nobody told of it yet.
  expect(code(ask())).toBe('parked-taken')
  road.isOpen = false
  expect(await find(number)).toEqual({ cart: null, asked: 'unreachable' })
  road.isOpen = true
  expect(await find('Q-T99-1-000001')).toEqual({ cart: null, asked: 'answered' })
  expect(await find('milk')).toEqual({ cart: null, asked: null })
  daysLater(other, 90)
  const { cart } = await find(` ${number.toLowerCase()}`)
  expect(cart).toMatchObject({ park, isHere: false, isMailable: true, quote: { quote: number } })
  // It goes through the queue, whether or not anybody answers now.
  road.isOpen = false
  const { mail } = value(ask())
  expect(value(other.terminal.mail.ofQuote({ park })).mails).toMatchObject([
    { mail, number, state: 'waiting' },
  ])
  await send(other, asker)
  await sendDue(stage.backend)
  const [received] = mailbox.mails().slice(-1)
  expect(received).toMatchObject({ to: [ADDRESS], messageId: `<${mail}@corner.example>` })
  expect(received?.subject).toContain(`Quote ${number}`)
  // At its own till it is found with nobody's help.
  const { cart: own } = value(await shop.terminal.parking.findQuote({ text: number }))
  expect(own).toMatchObject({ park, isHere: true, isMailable: true })
})
