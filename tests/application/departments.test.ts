import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { DepartmentsView } from '../../src/contract/terminal/departments.ts'
import type { DepartmentOutcome } from '../../src/domain/goods/department-outcome.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { NEW_GOODS } from './goods-acts.ts'
import {
  code,
  DEPARTMENT,
  EMPTY_DEPARTMENT,
  entries,
  openTill,
  PEOPLE,
  PINS,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const create = ({ terminal }: Shop, name: string, more: object = {}, command = v7()) =>
  terminal.departments.create({ command, name, ...more })
const change = ({ terminal }: Shop, department: string, more: object) =>
  terminal.departments.change({ command: v7(), department, ...more })
const end = ({ terminal }: Shop, department: string) =>
  terminal.departments.end({ command: v7(), department })
const list = ({ terminal }: Shop): DepartmentsView => value(terminal.departments.list())
const panel = ({ terminal }: Shop) =>
  value(terminal.catalogue.departments()).map(({ name }) => name)
const wanted = (shop: Shop) => list(shop).departments.map((each) => each.wanted)
const one = (shop: Shop, id: string) =>
  present(list(shop).departments.find((each) => each.id === id))
const written = (shop: Shop) => entries(shop).filter(({ kind }) => kind.startsWith('department-'))
const goodsIn = ({ terminal }: Shop, department: string) =>
  value(terminal.goods.create({ command: v7(), ...NEW_GOODS, department }))

function send({ store }: Shop, document: { id: string }): void {
  store.transaction(() => store.documents.of('catalogue').append(document, 1))
}

function answer(shop: Shop, more: Partial<DepartmentOutcome>): void {
  const { change: id, department } = present(written(shop).at(-1)).body
  const outcome: DepartmentOutcome = {
    ...{ id: String(id), kind: 'department-change', department: String(department) },
    ...{ name: 'Flowers', what: 'created', wanted: {}, terminal: v7(), code: 'T2' },
    ...{ actor: null, at: 1, state: 'applied', reason: null, crossed: false },
    ...{ overtakenBy: null, sharesName: false },
    ...more,
  }
  send(shop, outcome)
}

describe('a department that a till makes', () => {
  it('takes goods here at once, also offline and after a restart', async () => {
    const shop = await openTill({ online: false })
    const { department } = value(create(shop, ' Flowers '))
    const { variant } = goodsIn(shop, department)
    const again = shop.reopen()
    expect(panel(again)).toEqual(['Food', 'Other', 'Flowers'])
    const tiles = value(again.terminal.catalogue.tiles({ department }))
    expect(tiles.map((each) => each.variant)).toEqual([variant])
    await scan(again, NEW_GOODS.codes[0] ?? '')
    expect(value(again.terminal.draft.current()).lines).toHaveLength(1)
    const { isOwn, isPending, isEmpty } = one(again, department)
    expect({ isOwn, isPending, isEmpty }).toEqual({ isOwn: true, isPending: true, isEmpty: false })
    const verified = await verifyDatabase(again.file, { check: 'full' })
    expect(verified).toMatchObject({ broken: undefined })
  })

  it('stands by an entry: a wish that none speaks of is named by verification', async () => {
    const shop = await openTill({ online: false })
    value(create(shop, 'Flowers'))
    const connection = new Database(shop.file)
    const seq = connection.prepare('SELECT seq FROM own_department_change').pluck().get()
    connection.exec(`UPDATE own_department_change SET id = 'another'`)
    connection.close()
    const { broken } = await verifyDatabase(shop.file, { check: 'full' })
    const reason = 'a wish for a department stands in the books that it does not speak of'
    expect(broken).toEqual({ epoch: 1, seq, reason })
  })

  it('takes what is sold there without a code', async () => {
    const shop = await openTill()
    const { department } = value(create(shop, 'Flowers'))
    const item = { name: 'Roses', department, quantity: 1000 as never }
    const { terminal } = shop
    const price = unitPrice(1_000_000)
    value(await terminal.draft.addOpenItem({ command: v7(), ...item, unitPrice: price }))
  })

  it('is made once, however often the command is asked', async () => {
    const shop = await openTill()
    const command = v7()
    const made = [create(shop, 'Flowers', {}, command), create(shop, 'Flowers', {}, command)]
    expect(new Set(made.map((each) => value(each).department)).size).toBe(1)
  })

  it('stands where it was put, and gives way to its twin when that comes down', async () => {
    const shop = await openTill()
    const { department } = value(create(shop, 'Flowers', { after: DEPARTMENT }))
    value(create(shop, 'Papers', { after: null }))
    expect(panel(shop)).toEqual(['Papers', 'Food', 'Flowers', 'Other'])
    const twin = { id: department, kind: 'department', name: 'Flowers', position: 9, hue: 1 }
    send(shop, twin)
    expect(panel(shop)).toEqual(['Papers', 'Food', 'Other', 'Flowers'])
    expect(one(shop, department)).toMatchObject({ isOwn: false, isPending: true })
  })

  it('can be named anew, moved and ended here at once, since nobody else knows it', async () => {
    const shop = await openTill({ online: false })
    const { department } = value(create(shop, 'Flowers'))
    const name = { was: 'Flowers', to: 'Plants' }
    value(change(shop, department, { name, after: null }))
    expect(panel(shop)).toEqual(['Plants', 'Food', 'Other'])
    value(end(shop, department))
    expect(panel(shop)).toEqual(['Food', 'Other'])
  })

  it('is answered: with what another till called the same', async () => {
    const shop = await openTill()
    value(create(shop, 'Flowers'))
    expect(list(shop).wishes).toMatchObject([{ state: 'pending', what: 'created' }])
    answer(shop, { sharesName: true })
    expect(list(shop).wishes).toMatchObject([
      { state: 'applied', sharesName: true, code: 'T2', name: 'Flowers' },
    ])
  })

  it.each([
    ['department-nameless', '  ', {}],
    ['department-taken', 'fOOD', {}],
    ['department-unknown', 'Flowers', { after: v7() }],
  ])('is refused as %s', async (failure, name, more) => {
    const shop = await openTill()
    expect(code(create(shop, name, more))).toBe(failure)
    expect(written(shop)).toEqual([])
  })

  it('is refused where its name is one that another shall have', async () => {
    const shop = await openTill()
    value(change(shop, EMPTY_DEPARTMENT, { name: { was: 'Other', to: 'Flowers' } }))
    expect(code(create(shop, 'Flowers'))).toBe('department-taken')
    value(create(shop, 'Other'))
  })
})

describe('a department that the backend knows', () => {
  it('is called and placed as before until the backend has done what is wanted', async () => {
    const shop = await openTill()
    value(change(shop, EMPTY_DEPARTMENT, { name: { was: 'Other', to: 'Rest' }, after: null }))
    expect(panel(shop)).toEqual(['Food', 'Other'])
    expect(wanted(shop)).toEqual(['Rest', 'Food'])
    const shown = { name: 'Other', wanted: 'Rest', isPending: true, isOwn: false }
    expect(one(shop, EMPTY_DEPARTMENT)).toMatchObject(shown)
    expect(list(shop).wishes).toMatchObject([{ isRenamed: true, isMoved: true, name: 'Rest' }])
    answer(shop, { what: 'changed', crossed: true })
    expect(list(shop).wishes).toMatchObject([{ state: 'applied', isCrossed: true }])
  })

  it('is wanted further from what is wanted already, and only by whoever saw that', async () => {
    const shop = await openTill()
    const rename = (was: string, to: string) =>
      change(shop, EMPTY_DEPARTMENT, { name: { was, to } })
    value(rename('Other', 'Rest'))
    expect(code(rename('Other', 'Things'))).toBe('goods-outdated')
    value(rename('Rest', 'Things'))
    expect(wanted(shop)).toEqual(['Food', 'Things'])
  })

  it('is written about only where something would be otherwise', async () => {
    const shop = await openTill()
    value(change(shop, EMPTY_DEPARTMENT, { after: DEPARTMENT }))
    value(change(shop, EMPTY_DEPARTMENT, { name: { was: 'Other', to: 'Other ' } }))
    expect(written(shop)).toEqual([])
  })

  it('ends when the backend has it, and keeps its name for what was sold', async () => {
    const shop = await openTill()
    value(end(shop, EMPTY_DEPARTMENT))
    expect(panel(shop)).toEqual(['Food', 'Other'])
    expect(one(shop, EMPTY_DEPARTMENT)).toMatchObject({ isEnding: true })
    expect(code(end(shop, EMPTY_DEPARTMENT))).toBe('department-unknown')
    const over = { id: EMPTY_DEPARTMENT, kind: 'department', name: 'Other', position: 1, hue: 3 }
    pull(shop, 'catalogue', { ...over, isEnded: true } as { id: string })
    answer(shop, { what: 'ended' })
    expect(panel(shop)).toEqual(['Food'])
    expect(shop.store.catalogue.department(EMPTY_DEPARTMENT)?.name).toBe('Other')
  })

  it('does not end while goods are in it, or shall be', async () => {
    const shop = await openTill()
    expect(code(end(shop, DEPARTMENT))).toBe('department-in-use')
    const { department } = value(create(shop, 'Flowers'))
    goodsIn(shop, department)
    expect(code(end(shop, department))).toBe('department-in-use')
    expect(written(shop)).toHaveLength(1)
  })

  it('is changed by whoever may change goods, and a cashier needs a second person', async () => {
    const shop = await openTill()
    await signIn(shop, 'cashier')
    expect(code(create(shop, 'Flowers'))).toBe('approval-needed')
    const approval = { staff: PEOPLE.manager, pin: PINS.manager }
    const input = { command: v7(), name: 'Flowers', approval }
    value(await shop.terminal.doGuarded(input, shop.terminal.departments.create))
    expect(written(shop)).toMatchObject([{ actor: PEOPLE.cashier, approver: PEOPLE.manager }])
  })
})
