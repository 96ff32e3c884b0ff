/** How much is sold: by label, by weight, by beeps that count and beeps that do not; notes. */
import { describe, expect, it } from 'vitest'
import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import { labelVerifier } from '../../src/domain/barcode/label.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import type { Answers } from '../../src/domain/selling/needs.ts'
import { APPLES, CRATE, sells } from './asking-goods.ts'
import { adult, cart, needsOf, openAskingShop, outcome, ring } from './asking-shop.ts'
import { code, draftCommand, entries, HAMPER, MILK, payCash, value } from './shop.ts'
import { v7 } from 'uuid'

describe('a label of the shop’s own scale', () => {
  it('sells exactly the printed price, and the weight behind it leaves the shelf', async () => {
    const shop = await openAskingShop()
    expect(await outcome(ring(shop, withCheckDigit('210000100249')))).toBe('added')
    expect(cart(shop)).toMatchObject({
      lines: [{ amount: 249, quantity: ONE, label: { quantity: 624, unit: 'kilogram' } }],
    })
    await payCash(shop, 1000)
    const sale = entries(shop).find(({ kind }) => kind === 'sale-completed')
    expect(sale?.body['movements']).toMatchObject([{ item: APPLES.item, quantity: -624 }])
  })

  it('sells the printed weight at today’s price, each label on its own line', async () => {
    const shop = await openAskingShop()
    await ring(shop, withCheckDigit('280000100486'))
    await ring(shop, withCheckDigit('280000100486'))
    expect(cart(shop).lines).toMatchObject([
      { quantity: quantity(486), unit: 'kilogram', amount: 194 },
      { quantity: quantity(486), amount: 194 },
    ])
  })

  it('is misread rather than sold where its own check digit is wrong', async () => {
    const shop = await openAskingShop()
    const label = (verifier: string) => withCheckDigit(`230001${verifier}00249`)
    const right = labelVerifier('00249')
    const wrong = String((Number(right) + 1) % 10)
    expect(value(await ring(shop, label(wrong)))).toMatchObject({ reason: 'label-misread' })
    expect(await outcome(ring(shop, label(right)))).toBe('added')
  })

  it('is unknown for an item that nobody sells', async () => {
    const shop = await openAskingShop()
    expect(await outcome(ring(shop, withCheckDigit('219999900249')))).toBe('unknown')
  })
})

describe('goods sold by weight', () => {
  it('ask how much, unless it was typed before or the code says it', async () => {
    const shop = await openAskingShop()
    const add = (answers?: Answers) =>
      shop.terminal.draft.add({
        ...{ command: v7(), variant: APPLES.variant, barcode: null, quantity: null },
        ...(answers && { answers }),
      })
    expect(await needsOf(add())).toEqual(['measure'])
    expect(await outcome(add({ measure: quantity(1250) }))).toBe('added')
    expect(cart(shop).lines).toMatchObject([{ quantity: quantity(1250), amount: 499 }])
  })
})

describe('one thing scanned twice by one scanner', () => {
  const at = (ms: number, by = 'wedge') => ({ by, at: ms })

  it('counts once within the store’s window, and says so', async () => {
    const shop = await openAskingShop()
    sells(shop, { doubleScanMs: 400 })
    const answers = []
    for (const ms of [1000, 1300, 1650, 2051]) {
      answers.push(await outcome(ring(shop, MILK.gtin, undefined, null, at(ms))))
    }
    expect(answers).toEqual(['added', 'repeated', 'repeated', 'added'])
    expect(cart(shop).lines).toMatchObject([{ quantity: pieces(2) }])
  })

  it('never swallows another thing, another scanner’s, or what was typed', async () => {
    const shop = await openAskingShop()
    sells(shop, { doubleScanMs: 400 })
    const others = [
      () => ring(shop, MILK.gtin, undefined, null, at(1000)),
      () => ring(shop, HAMPER.gtin, undefined, null, at(1010)),
      () => ring(shop, MILK.gtin, undefined, null, at(1020)),
      () => ring(shop, MILK.gtin, undefined, null, at(1030, 'serial 1')),
      () => ring(shop, MILK.gtin),
      () => ring(shop, MILK.gtin, undefined, 3, at(1040)),
    ]
    for (const act of others) expect(await outcome(act())).toBe('added')
  })

  it('counts each where the store switched it off', async () => {
    const shop = await openAskingShop()
    for (const ms of [1000, 1001]) {
      expect(await outcome(ring(shop, MILK.gtin, undefined, null, at(ms)))).toBe('added')
    }
  })

  it('answers a command that is asked again as the first time', async () => {
    const shop = await openAskingShop()
    sells(shop, { doubleScanMs: 400 })
    const input = {
      ...{ command: v7(), text: MILK.gtin, symbology: null, quantity: null },
      heard: at(1000),
    }
    for (const _ of [1, 2]) {
      expect(value(await shop.terminal.draft.scan(input)).outcome).toBe('added')
    }
    expect(cart(shop).lines).toMatchObject([{ quantity: ONE }])
  })
})

describe('once more', () => {
  it('repeats what the last act put in, a six-pack as six', async () => {
    const shop = await openAskingShop()
    expect(code(shop.terminal.draft.repeat(draftCommand(shop)))).toBe('nothing-to-repeat')
    await ring(shop, CRATE.gtin, adult)
    value(shop.terminal.draft.repeat(draftCommand(shop)))
    expect(cart(shop).lines).toMatchObject([{ quantity: pieces(40) }, { quantity: pieces(40) }])
    await ring(shop, MILK.gtin)
    value(shop.terminal.draft.repeat(draftCommand(shop)))
    expect(cart(shop).lines[2]).toMatchObject({ name: 'Milk', quantity: pieces(2) })
  })
})

describe('a note', () => {
  it('stands on its line or the sale, in entry and receipt, and is taken back', async () => {
    const shop = await openAskingShop()
    await ring(shop, MILK.gtin)
    const [line] = cart(shop).lines
    const note = (target: string | null, text: string) =>
      value(shop.terminal.draft.setNote({ ...draftCommand(shop), line: target, note: text }))
    note(line!.id, 'as a gift')
    note(null, 'table 4')
    note(null, '')
    value(shop.terminal.draft.undo(draftCommand(shop)))
    const sale = await payCash(shop, 1000)
    const entry = entries(shop).find(({ kind }) => kind === 'sale-completed')
    expect(entry?.body).toMatchObject({ note: 'table 4', lines: [{ note: 'as a gift' }] })
    const printed = JSON.stringify(sale.document)
    expect(printed).toContain('as a gift')
    expect(printed).toContain('table 4')
  })
})
