/** What goes back to customers is told by tender: in X and Z, in closings and in books. */
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { sumFigures } from '../../src/domain/fiscal/sum.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { takenRows } from '../../src/domain/receipt/tender-rows.ts'
import { figuresFor } from '../../src/domain/receipt/figures.ts'
import { englishReceiptWords } from '../../src/domain/receipt/words/en.ts'
import { createClosingFold } from '../../src/store/verify/closings.ts'
import { createSessionFold } from '../../src/store/verify/sessions.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { bringBack, sold, shopWith, toCard } from './refund-stage.ts'
import { closeTill, payCash, value, type Shop } from './shop.ts'

const own = () => ({ command: v7() })

/** Three milks by card and cash, of which two come back: the card's share first, then cash. */
async function dayWithRefund(): Promise<Shop> {
  const { shop } = await shopWith()
  const { sale } = await sold(shop, 3, 200)
  await bringBack(shop, sale, 2)
  expect(value(await toCard(shop))).toMatchObject({ outcome: 'taken' })
  await payCash(shop, 0)
  value(closeTill(shop, 10_000))
  shop.clock.setWall(shop.clock.now() + 40 * 86_400_000)
  const date = new Date(shop.clock.now()).toISOString().slice(0, 10)
  value(shop.terminal.till.open({ ...own(), float: minor(10_000), businessDate: date }))
  return shop
}

function journalOf({ store }: Shop): Entry[] {
  const { epoch } = store.journal.head()
  const sealed = store.delivery.entriesAfter(epoch.id, 0, 1000)
  return sealed.map(({ canonical }) => JSON.parse(canonical) as Entry)
}

const TENDERS = [
  {
    ...{ kind: 'card', count: 2, amount: 0 },
    ...{ taken: { count: 1, amount: 200 }, back: { count: 1, amount: 200 } },
  },
  {
    ...{ kind: 'cash', count: 2, amount: 129 },
    ...{ taken: { count: 1, amount: 187 }, back: { count: 1, amount: 58 } },
  },
]

it('stands in a Z, a day, a month and a year, as the entries have it', async () => {
  const shop = await dayWithRefund()
  const told = journalOf(shop).flatMap((entry) => {
    if (entry.kind === 'session-closed') return [entry.body.z!.report.figures]
    return entry.kind === 'fiscal-closed' ? [entry.body.figures] : []
  })
  expect(told.map(({ tenders }) => tenders)).toEqual([TENDERS, TENDERS, TENDERS, TENDERS])
  expect((await verifyDatabase(shop.file, { check: 'quick' })).broken).toBeUndefined()
  const figures = figuresFor('en-GB', 'EUR', 'Europe/London')
  const rows = takenRows(told[0]!, figures, englishReceiptWords).map((each) =>
    each.kind === 'row' ? `${each.start}: ${each.end}` : '',
  )
  expect(rows).toEqual([
    'Taken: ',
    ...['Card (1): 2.00', '  Given back (1): -2.00', '  Balance (2): 0.00'],
    ...['Cash (1): 1.87', '  Given back (1): -0.58', '  Balance (2): 1.29'],
  ])
})

/** As a program wrote it that did not tell taken and given back apart. */
function asBefore(entry: Entry): Entry {
  const strip = (text: string) =>
    JSON.parse(text, (key, found: unknown) =>
      key === 'tenders' && Array.isArray(found)
        ? found.map(({ taken: _, back: __, ...row }: Record<string, unknown>) => row)
        : found,
    ) as Entry
  const isOld = entry.kind === 'session-closed' || entry.kind === 'fiscal-closed'
  return isOld ? strip(JSON.stringify(entry)) : entry
}

/** What the folds of verification find wrong. */
function wrongs(journal: readonly Entry[]): string[] {
  const sessions = createSessionFold()
  const days = createClosingFold({ isWhole: true, beginsDay: true })
  const closings: Record<string, number> = {}
  return journal.flatMap((entry) => {
    const { perpetual } = (entry.kind === 'session-closed'
      ? entry.body.z?.report
      : entry.kind === 'fiscal-closed'
        ? entry.body
        : undefined) ?? { perpetual: undefined }
    const reached = { perpetual, z: 0, closings: { ...closings } } as never
    const found = [sessions.take(entry, reached), days.take(entry, reached)]
    if (entry.kind === 'fiscal-closed') closings[entry.body.kind] = entry.body.number
    return found.filter((each) => each !== undefined)
  })
}

it('is verified, and Zs and closings of before too, which did not tell it', async () => {
  const journal = journalOf(await dayWithRefund())
  expect(wrongs(journal)).toEqual([])
  expect(wrongs(journal.map(asBefore))).toEqual([])
  const lying = (entry: Entry): Entry =>
    JSON.parse(JSON.stringify(entry).replaceAll('"amount":58', '"amount":57')) as Entry
  const isReport = ({ kind }: Entry) => kind === 'session-closed' || kind === 'fiscal-closed'
  const wrong = wrongs(journal.map((entry) => (isReport(entry) ? lying(entry) : entry)))
  expect(wrong[0]).toContain('its Z is not what')
  expect(wrong[1]).toContain('the closing of its day is not what')
})

it('is unknown of a month in which some days did not tell it', async () => {
  const [day] = journalOf(await dayWithRefund()).filter(({ kind }) => kind === 'fiscal-closed')
  const figuresOf = (entry: Entry) => (entry as Entry<'fiscal-closed'>).body.figures
  const [told, untold] = [figuresOf(day!), figuresOf(asBefore(day!))]
  const [card, cash] = sumFigures([told, told]).tenders
  expect(card).toMatchObject({ count: 4, back: { count: 2, amount: 400 } })
  expect(cash).toMatchObject({ amount: 258, taken: { count: 2, amount: 374 } })
  expect(sumFigures([told, untold]).tenders).toEqual([
    { kind: 'card', count: 4, amount: 0 },
    { kind: 'cash', count: 4, amount: 258 },
  ])
})
