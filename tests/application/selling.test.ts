import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'
import {
  BREAD,
  code,
  DEPARTMENT,
  draftCommand,
  EMPTY_DEPARTMENT,
  entries,
  HAMPER,
  kinds,
  LOCATION,
  MILK,
  MILK_BOX,
  openTill,
  payCash,
  PEOPLE,
  scan,
  signIn,
  TWINS,
  UNPRICED,
  value,
} from './shop.ts'

const scanOf = (text: string, quantity = ONE) => ({
  ...{ command: v7(), text, symbology: null, quantity },
})

describe('a scan', () => {
  it('puts what it finds into the cart, and raises the line when it comes again', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    await scan(shop, BREAD.gtin)
    await scan(shop, MILK.gtin)
    const { lines, total, version } = value(shop.terminal.draft.current())
    expect(lines.map(({ name, quantity, amount }) => [name, quantity, amount])).toEqual([
      ['Milk', 2 * ONE, 2 * MILK.price],
      ['Bread', ONE, BREAD.price],
    ])
    expect({ total, version }).toEqual({ total: 2 * MILK.price + BREAD.price, version: 3 })
  })

  it('counts what was typed before it, and the pack that the barcode stands for', async () => {
    const shop = await openTill()
    await scan(shop, MILK_BOX.gtin, 3)
    const [line] = value(shop.terminal.draft.current()).lines
    expect(line?.quantity).toBe(18 * ONE)
  })

  it('tells unknown, a choice and no price apart, and changes nothing', async () => {
    const shop = await openTill()
    const { draft } = shop.terminal
    expect(value(await draft.scan(scanOf('4006381333900')))).toMatchObject({ outcome: 'unknown' })
    expect(value(await draft.scan(scanOf('not a code')))).toMatchObject({ outcome: 'unknown' })
    const choice = value(await draft.scan(scanOf(TWINS.gtin)))
    expect(choice).toMatchObject({ outcome: 'choose', choices: [{}, {}] })
    const blocked = value(await draft.scan(scanOf(UNPRICED.gtin)))
    expect(blocked).toMatchObject({ outcome: 'blocked', name: 'Unpriced', reason: 'price-missing' })
    expect(value(draft.current())).toMatchObject({ version: 0, lines: [] })
  })

  it('is refused beyond what a line may hold', async () => {
    const shop = await openTill()
    const input = scanOf(MILK_BOX.gtin, pieces(1_000_000))
    expect(code(await shop.terminal.draft.scan(input))).toBe('limit-amount')
    const hampers = { command: v7(), variant: HAMPER.variant, barcode: null }
    const many = { ...hampers, quantity: pieces(600_000) }
    // Two breads in each would move more than one figure of stock can say.
    expect(code(await shop.terminal.draft.add(many))).toBe('limit-amount')
  })

  it('does not find a product by a wrong check digit', async () => {
    const shop = await openTill()
    const wrong = `${MILK.gtin.slice(0, 13)}2`
    expect(value(await shop.terminal.draft.scan(scanOf(wrong)))).toMatchObject({
      outcome: 'unknown',
    })
  })
})

describe('choosing goods', () => {
  it('counts the pack when they were chosen by their barcode, and one when not', async () => {
    const shop = await openTill()
    const add = { variant: MILK.variant, quantity: ONE }
    const boxed = { gtin: MILK_BOX.gtin, packQuantity: pieces(6) }
    value(await shop.terminal.draft.add({ ...add, command: v7(), barcode: null }))
    value(await shop.terminal.draft.add({ ...add, command: v7(), barcode: boxed }))
    expect(value(shop.terminal.draft.current()).lines[0]?.quantity).toBe(7 * ONE)
  })

  it('sells the very pack that was chosen, where one code stands for two of them', async () => {
    const shop = await openTill()
    const { gtin } = MILK_BOX
    const kept = { kind: 'barcode', gtin, variant: MILK.variant, packQuantity: pieces(12) }
    shop.store.documents.of('catalogue').append({ id: v7(), ...kept }, shop.clock.now())
    const asked = value(await shop.terminal.draft.scan(scanOf(gtin)))
    const packs = asked.outcome === 'choose' ? asked.choices.map((each) => each.packQuantity) : []
    expect(packs.toSorted((a, b) => a - b)).toEqual([pieces(6), pieces(12)])
    for (const packQuantity of packs) {
      const chosen = { variant: MILK.variant, quantity: ONE, barcode: { gtin, packQuantity } }
      value(await shop.terminal.draft.add({ command: v7(), ...chosen }))
    }
    expect(value(shop.terminal.draft.current()).lines[0]?.quantity).toBe(18 * ONE)
    const other = { gtin, packQuantity: pieces(24) }
    const none = { command: v7(), variant: MILK.variant, quantity: ONE, barcode: other }
    expect(code(await shop.terminal.draft.add(none))).toBe('variant-unknown')
  })

  it('says so where the goods are gone or have no price', async () => {
    const { terminal } = await openTill()
    const add = { quantity: ONE, barcode: null }
    const gone = { ...add, command: v7(), variant: PEOPLE.cashier }
    expect(code(await terminal.draft.add(gone))).toBe('variant-unknown')
    const unpriced = { ...add, command: v7(), variant: UNPRICED.variant }
    expect(code(await terminal.draft.add(unpriced))).toBe('price-missing')
  })

  it('sells an open item taxed as its department is', async () => {
    const shop = await openTill()
    const item = { name: 'Flowers', unitPrice: 4_990_000 as never, quantity: ONE }
    for (const department of [DEPARTMENT, EMPTY_DEPARTMENT]) {
      value(await shop.terminal.draft.addOpenItem({ ...item, command: v7(), department }))
    }
    const elsewhere = { ...item, command: v7(), department: PEOPLE.cashier }
    expect(code(await shop.terminal.draft.addOpenItem(elsewhere))).toBe('not-found')
    const view = value(shop.terminal.draft.current())
    expect(view.lines.map(({ name, amount }) => [name, amount])).toEqual([
      ['Flowers', 499],
      ['Flowers', 499],
    ])
    expect(view.taxes).toMatchObject([{ code: 'A', rate: 70_000 }])
  })
})

describe('the cart', () => {
  it('names the line that was touched, and what can be undone', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    await scan(shop, BREAD.gtin)
    const [milk, bread] = value(shop.terminal.draft.current()).lines
    expect(value(shop.terminal.draft.current()).touched).toBe(bread?.id)
    const removed = value(shop.terminal.draft.remove({ ...draftCommand(shop), line: milk!.id }))
    expect(removed).toMatchObject({ touched: null, canUndo: true, lines: [{ id: bread?.id }] })
    const back = value(shop.terminal.draft.undo(draftCommand(shop)))
    expect(back).toMatchObject({ touched: milk?.id, lines: [{ id: milk?.id }, { id: bread?.id }] })
  })

  it('refuses a command that was given for another version or another cart', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const seen = draftCommand(shop)
    await scan(shop, BREAD.gtin)
    const { draft } = shop.terminal
    expect(code(draft.undo(seen))).toBe('draft-changed')
    expect(code(draft.abandon({ ...draftCommand(shop), draft: v7() }))).toBe('draft-changed')
    expect(code(await draft.payCash({ ...seen, tendered: minor(5000) }))).toBe('draft-changed')
    expect(value(draft.current()).lines).toHaveLength(2)
  })

  it('is there again after the core died, and writes nothing while it is empty', async () => {
    const shop = await openTill()
    expect(shop.store.drafts.current()).toBeUndefined()
    await scan(shop, MILK.gtin)
    const before = value(shop.terminal.draft.current())
    const again = shop.reopen()
    expect(value(again.terminal.draft.current())).toEqual({ ...before, touched: null })
  })

  it('stays when another person takes over, and remembers who removed what', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin, 3)
    const [line] = value(shop.terminal.draft.current()).lines
    await signIn(shop, 'supervisor')
    const lower = { ...draftCommand(shop), line: line!.id, quantity: pieces(1) }
    value(shop.terminal.draft.setQuantity(lower))
    await payCash(shop, 1000)
    expect(entries(shop).at(-1)?.body['removals']).toMatchObject([
      { variant: MILK.variant, quantity: 2 * ONE, by: PEOPLE.supervisor },
    ])
  })

  it('goes to the journal with its removals when it is abandoned', async () => {
    const shop = await openTill()
    expect(code(shop.terminal.draft.abandon(draftCommand(shop)))).toBe('draft-empty')
    await scan(shop, MILK.gtin)
    await scan(shop, BREAD.gtin)
    const [milk] = value(shop.terminal.draft.current()).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: milk!.id }))
    const left = value(shop.terminal.draft.abandon(draftCommand(shop)))
    expect(left).toMatchObject({ version: 0, lines: [], total: 0 })
    expect(entries(shop).at(-1)).toMatchObject({
      kind: 'cart-abandoned',
      body: { total: BREAD.price, lines: [{ name: 'Bread' }], removals: [{ name: 'Milk' }] },
    })
  })

  it('is kept in the journal when all its lines were removed before it was given up', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const [milk] = value(shop.terminal.draft.current()).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: milk!.id }))
    const nothing = { ...draftCommand(shop), tendered: minor(0) }
    expect(code(await shop.terminal.draft.payCash(nothing))).toBe('draft-empty')
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    expect(entries(shop).at(-1)?.body).toMatchObject({ lines: [], removals: [{ name: 'Milk' }] })
  })
})

describe('a cash sale', () => {
  it('is one entry with all that follows from it', async () => {
    const shop = await openTill()
    await scan(shop, BREAD.gtin)
    value(
      await shop.terminal.draft.add({
        ...{ command: v7(), variant: HAMPER.variant, barcode: null, quantity: pieces(2) },
      }),
    )
    const due = BREAD.price + 2 * HAMPER.price
    const sold = await payCash(shop, 5000)
    expect(sold).toMatchObject({ total: due, tendered: 5000, change: 5000 - due, tender: 'cash' })
    expect(sold.receipt).toBe('T1-1-000001')
    const entry = entries(shop).at(-1)
    expect(entry?.body['movements']).toEqual([
      { item: MILK.item, location: LOCATION, quantity: -2 * ONE },
      { item: BREAD.item, location: LOCATION, quantity: -5 * ONE },
    ])
    const session = shop.store.tills.current()!
    expect(entry).toMatchObject({ session: session.id, actor: PEOPLE.manager })
    expect(shop.store.tills.expectedCash(session.id)).toBe(10_000 + due)
    expect(shop.store.drafts.current()).toBeUndefined()
    expect(JSON.stringify(sold.document)).toContain('T1-1-000001')
    expect(value(shop.terminal.receipts.latest())).toEqual(sold)
  })

  it('takes no less than what is due, and says how much that is', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const input = { ...draftCommand(shop), tendered: minor(MILK.price - 1) }
    const refused = await shop.terminal.draft.payCash(input)
    expect(refused).toEqual({
      ...{ ok: false, failure: { code: 'tender-too-small', details: { due: MILK.price } } },
    })
    expect(kinds(shop)).not.toContain('sale-completed')
  })

  it('adds the tax where prices do not contain it', async () => {
    const shop = await openTill({ taxIncluded: false })
    await scan(shop, BREAD.gtin, 4)
    const sold = await payCash(shop, 2000)
    expect(sold.total).toBe(1000 + 70)
  })

  it('carries the shop through currencies with no decimals', async () => {
    const shop = await openTill({ currency: 'JPY' })
    await scan(shop, MILK.gtin)
    const sold = await payCash(shop, 200)
    expect(sold).toMatchObject({ total: 129, change: 71 })
  })
})
