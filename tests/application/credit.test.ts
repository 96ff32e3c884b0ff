/** What goes back as credit: onto the card that had paid, as a note, or by a gift receipt. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { readyPrinter } from './devices.ts'
import { bringBack, GIFT_ACCOUNT, GIFT_CODE, lastSale, LINE, shopWith } from './refund-stage.ts'
import {
  CARD_CODES,
  code,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  payCash,
  present,
  scan,
  value,
} from './shop.ts'

describe('a gift receipt', () => {
  it('names goods and no price, and its code brings back credit alone', async () => {
    const printer = readyPrinter()
    const { shop } = await shopWith()
    shop.terminal.useDevices({ ...NO_DEVICES, printer })
    await scan(shop, MILK.gtin, 2)
    const { sale, receipt } = await payCash(shop, 258)
    value(shop.terminal.receipts.gift({ command: v7(), sale }))
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'gift-receipt-printed', body: { sale } })
    await expect.poll(() => printer.printed.length).toBe(2)
    const paper = JSON.stringify(printer.printed.at(-1)?.document)
    expect(paper).toContain(`HF1:${receipt}-G`)
    expect(paper).not.toMatch(/1[.,]29|2[.,]58|€/)

    const line = present(present(shop.store.soldSales.find(sale)).lines[0])
    const lines = [{ line: line.id, quantity: pieces(1), ...LINE }]
    const put = await shop.terminal.returns.put({ command: v7(), sale, gift: true, lines })
    expect(value(put)).toMatchObject({ refund: { shares: [], cash: 0, credit: 129 } })
    const cash = { ...draftCommand(shop), tendered: minor(0) }
    expect(code(await shop.terminal.draft.payCash(cash))).toBe('refund-to-credit')
    const card = { ...draftCommand(shop), code: GIFT_CODE }
    expect(value(await shop.terminal.giftCards.pay(card))).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)).toMatchObject({
      lines: [{ returned: { gift: true } }],
      tenders: [{ kind: 'gift-card', amount: -129, account: GIFT_ACCOUNT }],
    })
  })
})

describe('a credit note', () => {
  it('is printed with a code that pays like a gift card, and that nothing keeps', async () => {
    const printer = readyPrinter()
    const { shop } = await shopWith()
    shop.terminal.useDevices({ ...NO_DEVICES, printer })
    await scan(shop, MILK.gtin, 2)
    const { sale } = await payCash(shop, 258)
    await bringBack(shop, sale, 2)
    const given = await shop.terminal.giftCards.note(draftCommand(shop))
    expect(value(given)).toMatchObject({ outcome: 'done' })
    await expect.poll(() => printer.printed.length).toBe(3)
    const elements = present(printer.printed.at(-1)).document.elements
    const qr = elements.find((each) => each.kind === 'qr')
    const note = qr?.kind === 'qr' ? qr.data : ''
    expect(note).toMatch(/^CN[0-9A-Z]{16}$/)
    expect(lastSale(shop)['tenders']).toMatchObject([
      { kind: 'gift-card', amount: -258, account: CARD_CODES.hashOf(note), left: 258 },
    ])
    for (const name of readdirSync(dirname(shop.file))) {
      const bytes = readFileSync(join(dirname(shop.file), name)).toString('latin1')
      expect(bytes).not.toContain(note.slice(2, 14))
      expect(bytes).not.toContain(note.slice(4, 8) + ' ' + note.slice(8, 12))
    }
    expect(value(shop.terminal.giftCards.look({ code: note })).balance).toBe(258)
    await scan(shop, MILK.gtin, 1)
    const paid = await shop.terminal.giftCards.pay({ ...draftCommand(shop), code: note })
    expect(value(paid)).toMatchObject({ outcome: 'done' })
    expect(value(shop.terminal.giftCards.look({ code: note })).balance).toBe(129)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('needs a printer: its code is on paper or nowhere', async () => {
    const { shop } = await shopWith()
    await scan(shop, MILK.gtin)
    const { sale } = await payCash(shop, 129)
    await bringBack(shop, sale, 1)
    expect(code(await shop.terminal.giftCards.note(draftCommand(shop)))).toBe('printer-missing')
  })
})

describe('what a gift card had paid', () => {
  it('goes back onto it without its code, under a claim', async () => {
    const { shop, taken } = await shopWith()
    const card = { command: v7(), code: GIFT_CODE, amount: minor(5000) }
    value(await shop.terminal.giftCards.sell(card))
    await payCash(shop, 5000)
    await scan(shop, MILK.gtin, 2)
    value(await shop.terminal.giftCards.pay({ ...draftCommand(shop), code: GIFT_CODE }))
    const sale = lastSale(shop)['sale'] as string
    await bringBack(shop, sale, 1)
    const { returns } = shop.terminal
    expect(value(await returns.refund(draftCommand(shop)))).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)['tenders']).toMatchObject([
      { kind: 'gift-card', amount: -129, account: GIFT_ACCOUNT, left: 4871, back: { tender: 0 } },
    ])
    expect(present(taken.at(-1)).kind).toBe('sale-tender')
    expect(shop.store.accounts.find('gift-card', GIFT_ACCOUNT)?.balance).toBe(4871)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })
})

describe('a gift card that was sold', () => {
  it('is no goods that come back for cash, while the card keeps its money', async () => {
    const { shop } = await shopWith()
    const card = { command: v7(), code: GIFT_CODE, amount: minor(5000) }
    value(await shop.terminal.giftCards.sell(card))
    await payCash(shop, 5000)
    const { sale, receipt } = lastSale(shop) as { sale: string; receipt: string }
    const line = present(present(shop.store.soldSales.find(sale)).lines[0])
    const { sales } = value(await shop.terminal.returns.find({ text: receipt, everywhere: false }))
    expect(present(sales[0]).lines).toMatchObject([{ sold: 1000, returnable: 0 }])
    const lines = [{ line: line.id, quantity: pieces(1), ...LINE }]
    const put = await shop.terminal.returns.put({ command: v7(), sale, lines })
    expect(code(put)).toBe('return-too-many')
  })
})
