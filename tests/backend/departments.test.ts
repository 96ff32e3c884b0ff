import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pull } from '../../src/backend/feeds/pull.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { Department } from '../../src/domain/catalogue/documents.ts'
import type { GoodsCreated } from '../../src/domain/goods/change.ts'
import type { DepartmentChanged } from '../../src/domain/goods/department.ts'
import type { DepartmentOutcome } from '../../src/domain/goods/department-outcome.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { enrolTerminal, Journal, openStage, random } from './stage.ts'
import type { Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

async function till() {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  journal.open()
  const push = () => receive(stage.backend, terminal, journal.entries)
  const create = (name: string, after: string | null = null, department = random.id()) => {
    const body = { change: random.id(), department, name, hue: 3, after }
    journal.append({ kind: 'department-created', body })
    return body
  }
  const change = (department: string, more: Partial<DepartmentChanged>): string => {
    const id = random.id()
    journal.append({ kind: 'department-changed', body: { change: id, department, ...more } })
    return id
  }
  const end = (department: string, name: string): string => {
    const body = { change: random.id(), department, name }
    journal.append({ kind: 'department-ended', body })
    return body.change
  }
  const goods = (department: string): GoodsCreated => {
    const price = { id: random.id(), list: stage.shop.priceList, unitPrice: unitPrice(1_990_000) }
    const body: GoodsCreated = {
      ...{ change: random.id(), product: random.id(), variant: random.id(), item: random.id() },
      ...{ name: 'Roses', size: '', department, taxClass: 'standard', unit: 'piece' },
      ...{ barcodes: [], price, from: null },
    }
    journal.append({ kind: 'goods-created', body })
    return body
  }
  return { terminal, journal, create, change, end, goods, push }
}

type Till = Awaited<ReturnType<typeof till>>

async function pulled({ terminal }: Till) {
  const request = { collection: 'catalogue', after: undefined, limit: 500 } as const
  const { documents } = await pull(stage.backend, terminal, request)
  return documents as unknown as readonly { readonly id: string; readonly kind: string }[]
}
const found = async <Document>(of: Till, id: string) =>
  (await pulled(of)).find((each) => each.id === id) as Document | undefined
const outcome = (of: Till, id: string) => found<DepartmentOutcome>(of, id)
const department = (of: Till, id: string) => found<Department>(of, id)

/** Of some departments, in the order in which every till shows them. */
async function order(of: Till, ...ids: string[]): Promise<string[]> {
  const all = (await pulled(of)).filter(({ kind }) => kind === 'department') as Department[]
  return all
    .filter(({ id }) => ids.includes(id))
    .toSorted((a, b) => a.position - b.position)
    .map(({ name }) => name)
}

describe('a department that a till made', () => {
  it('comes down to every till with the id that it gave, and the goods in it', async () => {
    const [one, other] = [await till(), await till()]
    const made = one.create('Flowers')
    const { variant } = one.goods(made.department)
    expect(await one.push()).toEqual(['applied', 'applied', 'applied'])
    expect(await one.push()).toEqual(['known', 'known', 'known'])
    expect(await department(other, made.department)).toMatchObject({ name: 'Flowers', hue: 3 })
    expect(await found(other, variant)).toMatchObject({ department: made.department })
    expect(await outcome(other, made.change)).toMatchObject({
      ...{ state: 'applied', what: 'created', code: one.terminal.code, sharesName: false },
    })
  })

  it('stands beside one of the same name that another till made, and both are told', async () => {
    const [one, other] = [await till(), await till()]
    const [first, second] = [one.create('Papers'), other.create(' papers')]
    await one.push()
    await other.push()
    expect(await outcome(one, first.change)).toMatchObject({ sharesName: false })
    expect(await outcome(one, second.change)).toMatchObject({ sharesName: true })
    expect(await order(one, first.department, second.department)).toHaveLength(2)
  })

  it('stands after the one that was said, and moving it moves no other', async () => {
    const one = await till()
    const a = one.create('A', null).department
    const b = one.create('B', a).department
    const c = one.create('C', b).department
    await one.push()
    expect(await order(one, a, b, c)).toEqual(['A', 'B', 'C'])
    one.change(c, { after: a })
    await one.push()
    expect(await order(one, a, b, c)).toEqual(['A', 'C', 'B'])
  })
})

describe('another name', () => {
  it('is crossed where two tills want one unseen: the later counts, both are told', async () => {
    const [one, other] = [await till(), await till()]
    const made = one.create('Sweets')
    await one.push()
    const name = (to: string) => ({ name: { was: 'Sweets', to } })
    const first = one.change(made.department, name('Candy'))
    const second = other.change(made.department, name('Chocolate'))
    await one.push()
    await other.push()
    expect(await department(one, made.department)).toMatchObject({ name: 'Chocolate' })
    expect(await outcome(one, first)).toMatchObject({ crossed: false, overtakenBy: second })
    expect(await outcome(one, second)).toMatchObject({ crossed: true, overtakenBy: null })
  })

  it('of a department that nobody knows is refused', async () => {
    const one = await till()
    const id = one.change(random.id(), { name: { was: 'A', to: 'B' } })
    expect(await one.push()).toEqual(['applied', 'applied'])
    const refused = { state: 'refused', reason: 'department-unknown' }
    expect(await outcome(one, id)).toMatchObject(refused)
  })
})

describe('the end of a department', () => {
  it('leaves its name to what was sold from it', async () => {
    const one = await till()
    const made = one.create('Toys')
    const id = one.end(made.department, 'Toys')
    await one.push()
    expect(await outcome(one, id)).toMatchObject({ state: 'applied', what: 'ended' })
    const ended = { name: 'Toys', isEnded: true }
    expect(await department(one, made.department)).toMatchObject(ended)
  })

  it('is refused where goods came into it meanwhile', async () => {
    const [one, other] = [await till(), await till()]
    const made = one.create('Tools')
    await one.push()
    other.goods(made.department)
    const id = one.end(made.department, 'Tools')
    await other.push()
    await one.push()
    const refused = { state: 'refused', reason: 'department-in-use' }
    expect(await outcome(one, id)).toMatchObject(refused)
    expect(await department(one, made.department)).not.toHaveProperty('isEnded')
  })

  it('is over as soon as goods come into it: they may have been sold already', async () => {
    const [one, other] = [await till(), await till()]
    const made = one.create('Books')
    await one.push()
    one.end(made.department, 'Books')
    const { variant, change } = other.goods(made.department)
    await one.push()
    await other.push()
    expect(await found(one, change)).toMatchObject({ state: 'applied' })
    expect(await found(one, variant)).toMatchObject({ department: made.department })
    expect(await department(one, made.department)).not.toHaveProperty('isEnded')
  })

  it('is over where known goods are put into it', async () => {
    const [one, other] = [await till(), await till()]
    const [from, to] = [one.create('From').department, one.create('To').department]
    const { variant } = one.goods(from)
    one.end(to, 'To')
    await one.push()
    const body = { change: random.id(), variant, from: null }
    const moved = { department: { was: from, to } }
    other.journal.append({ kind: 'goods-changed', body: { ...body, ...moved } })
    await other.push()
    expect(await department(one, to)).not.toHaveProperty('isEnded')
    const { broken } = await verifyBackend(stage.backend.database)
    expect(broken).toBeUndefined()
  })
})
