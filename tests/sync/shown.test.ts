import { sign } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { pull } from '../../src/backend/feeds/pull.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { pulledDocumentSchemas } from '../../src/contract/backend/sync.ts'
import { personalText, type CustomerPatch } from '../../src/domain/customer/customer.ts'
import { personalDigest } from '../../src/store/seal.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { receiptNumber } from '../../src/domain/receipt/number.ts'
import type { FactContext, Store } from '../../src/ports/store.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { clock, enrolTerminal, openStage, random, silent, stockItems } from '../backend/stage.ts'
import type { Stage, StagedTerminal } from '../backend/stage.ts'
import { context, MIGRATIONS, saleOf, session } from '../store/shop.ts'
import { temporaryFolder } from '../store/terminal.ts'
import { variantOf } from './stage.ts'

let stage: Stage
let enrolled: StagedTerminal
let store: TerminalStore
let own: FactContext

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** A till that has sold nothing. */
async function openTill(): Promise<void> {
  enrolled = await enrolTerminal(stage)
  const { keys, code, ...place } = enrolled
  const secrets = {
    ...{ keyId: keys.keyId, publicKey: keys.publicKey, credential: () => undefined },
    sign: (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, keys.privateKey)),
  }
  const file = join(temporaryFolder(), 'terminal.db')
  store = openStore({ file, migrations: MIGRATIONS, secrets, clock, random, log: silent })
  const { tenant, terminal } = place
  const identity = { tenant, store: place.store, terminal, terminalCode: code }
  store.identity.enrol(identity, { at: context.at, businessDate: context.businessDate })
  const till = random.id()
  store.tills.open({ ...session, id: till })
  own = { ...context, session: till }
  onTestFinished(() => store.close())
}

/** What a sale has beside its goods: the customer and the points, or the line that comes back. */
type Beside = Partial<Parameters<Store['sales']['record']>[0]>

function sell(item: string, count: number, beside: Beside = {}) {
  return store.transaction(() => {
    const number = store.journal.nextSaleNumber()
    const plain = saleOf(number, item, count)
    const code = store.identity.current()?.terminalCode ?? ''
    const { location } = stage.shop
    const sale = {
      ...{ ...plain, sale: random.id(), lines: plain.lines.map(withOwnId), ...beside },
      receipt: receiptNumber(code, store.journal.head().epoch, number),
      movements: plain.movements.map((movement) => ({ ...movement, location })),
    }
    const entry = store.journal.append({ kind: 'sale-completed', body: sale }, own)
    store.sales.record(sale, entry, own)
    return sale
  })
}

const withOwnId = <Line extends object>(line: Line) => ({ ...line, id: random.id() })

function say(kind: 'customer-created' | 'customer-changed', customer: string, to: CustomerPatch) {
  store.transaction(() => {
    const personal = personalText('ab'.repeat(16), to)
    const body = { customer, digest: personalDigest(personal) }
    store.customers.record(customer, to, store.journal.append({ kind, body }, own, personal))
  })
}

/** What was written in one epoch arrives. */
async function arrives(ordinal: number): Promise<void> {
  const { epoch } = store.delivery.heads(9).find((head) => head.epoch.ordinal === ordinal) ?? {}
  const entries = store.delivery.entriesAfter(epoch?.id ?? '', 0, 100)
  expect(entries.length).toBeGreaterThan(0)
  await receive(stage.backend, enrolled, entries)
}

/** All that there is comes down. */
async function pullAll(): Promise<void> {
  for (const collection of ['settings', 'stock', 'sales', 'customers'] as const) {
    const documents = store.documents.of(collection)
    const page = await pull(stage.backend, enrolled, { collection, after: undefined, limit: 500 })
    const rows = page.documents.map((row) => {
      const previous = documents.table.find(row.id)
      const fields = pulledDocumentSchemas[collection].parse(row)
      const _rev = `${String(Number(previous?._rev.split('-')[0] ?? 0) + 1)}-x`
      const document = { ...fields, _rev, _meta: { lwt: 1 }, _attachments: {} }
      return previous ? { previous, document } : { document }
    })
    expect(documents.write(rows, 'pull')).toEqual([])
  }
}

describe('what a till shows that was restored before it had sent everything', () => {
  it('is what came down and each own entry that is not in it, of whatever epoch', async () => {
    await openTill()
    const [milk = ''] = await stockItems(stage, [90 * ONE])
    const goods = { item: milk, variant: random.id() }
    store.documents.of('catalogue').append(variantOf(goods), 1)
    const ada = random.id()
    const bought = sell(milk, 2)
    await arrives(1)
    await pullAll()

    // Of the first epoch: not sent yet when the file goes back in time.
    say('customer-created', ada, { name: 'Ada', phone: '0171 1' })
    const [line] = bought.lines
    sell(milk, 3, { customer: ada, points: { earned: 30, redeemed: 0 } })
    const claim = random.id()
    const returned = {
      ...{ sale: bought.sale, line: line?.id ?? '', receipt: bought.receipt, claim },
      ...({ reason: 'faulty', condition: 'opened', restocked: true, word: 'none' } as const),
    }
    const back = saleOf(1, milk, -1)
    sell(milk, -1, {
      lines: back.lines.map((each) => ({ ...withOwnId(each), returned })),
      claims: [
        { id: claim, kind: 'sale-line', key: `${bought.sale}/${returned.line}`, amount: ONE },
      ],
      tenders: [{ kind: 'cash', amount: back.total }],
      change: 0 as typeof back.change,
    })
    store.delivery.renew('restored')
    // Of the second.
    sell(milk, 5, { customer: ada, points: { earned: 7, redeemed: 0 } })
    say('customer-changed', ada, { email: 'ada@example.org' })

    const shown = () => ({
      onHand: store.catalogue.byVariant(goods.variant, stage.shop.priceList, 0)?.onHand(),
      back: store.soldSales.find(bought.sale)?.returned[line?.id ?? ''],
      ...{ points: store.customers.find(ada)?.points, ...store.customers.find(ada)?.details },
    })
    const truth = { onHand: 81 * ONE, back: ONE, points: 37, name: 'Ada', email: 'ada@example.org' }
    expect(shown()).toMatchObject(truth)
    await arrives(2)
    await pullAll()
    // What came down contains the second epoch, and of the first what had arrived before.
    const level = store.documents.of('stock').table.find(`${stage.shop.location}/${milk}`)
    expect(level?.['onHand']).toBe(83 * ONE)
    expect(shown()).toMatchObject(truth)
    await arrives(1)
    expect(shown()).toMatchObject(truth)
    await pullAll()
    expect(store.documents.of('stock').table.find(level?.['id'] as string)?.['onHand']).toBe(
      81 * ONE,
    )
    expect(shown()).toMatchObject(truth)
    expect(store.customers.find(ada)?.isProvisional).toBe(false)
  })
})
