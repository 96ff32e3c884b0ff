/** The figures of a Z against a fold of the journal that shares no code with it. */
import fc from 'fast-check'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import type { Fact, FactKind } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import type { SessionFigures } from '../../src/domain/till/figures.ts'
import { readyPrinter } from '../application/devices.ts'
import {
  BREAD,
  closeTill,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  present,
  signIn,
  value,
  type Entry,
  type Shop,
} from '../application/shop.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 8 }
const acts = fc.array(
  fc.record({
    act: fc.constantFrom('sell', 'sell', 'part', 'remove', 'abandon', 'move', 'drawer', 'switch'),
    size: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 8, maxLength: 25 },
)

async function act(shop: Shop, name: string, size: number): Promise<unknown> {
  const { draft, till } = shop.terminal
  const ring = (gtin: string) => {
    const quantity = (size * ONE) as never
    return draft.scan({ command: v7(), text: gtin, symbology: null, quantity })
  }
  const first = () => value(draft.current()).lines[0]?.id ?? v7()
  switch (name) {
    case 'sell': {
      await ring(size % 2 === 0 ? MILK.gtin : BREAD.gtin)
      const off = { kind: 'percent', rate: rate(size * 10_000) } as const
      draft.discount({ ...draftCommand(shop), line: first(), discount: off, reason: 'dented' })
      return draft.payCash({ ...draftCommand(shop), tendered: minor(50_000) })
    }
    case 'part':
      await ring(MILK.gtin)
      await draft.takeCash({ ...draftCommand(shop), tendered: minor(size), currency: null })
      return draft.undoTender({ ...draftCommand(shop), tender: tenderOf(shop) })
    case 'remove':
      await ring(MILK.gtin)
      return draft.remove({ ...draftCommand(shop), line: first() })
    case 'abandon':
      await ring(BREAD.gtin)
      return draft.abandon(draftCommand(shop))
    case 'move': {
      const kind = size % 2 === 0 ? 'paid-in' : 'safe-drop'
      const moved = { kind, currency: null, amount: minor(size), reason: 'x' } as const
      return till.moveCash({ command: v7(), ...moved })
    }
    case 'drawer':
      return till.openDrawer({ command: v7(), reason: 'x' })
    default:
      return signIn(shop, size % 2 === 0 ? 'supervisor' : 'manager')
  }
}

const tenderOf = (shop: Shop) => value(shop.terminal.draft.current()).tenders[0]?.id ?? v7()

function bodiesOf<Kind extends FactKind>(journal: readonly Entry[], kind: Kind) {
  const own = journal.filter((each) => each.kind === kind)
  return own.map(({ body }) => body as Fact<Kind>['body'])
}

function total<Each>(of: readonly Each[], figure: (each: Each) => number): number {
  return of.map(figure).reduce((a, b) => a + b, 0)
}

function sumOf<Each>(rows: readonly Each[], figure: (each: Each) => number) {
  return { count: rows.length, amount: total(rows, figure) }
}

/** Written from the facts' own words, with loops and nothing of the program's. */
function counted(journal: readonly Entry[]): Partial<SessionFigures> {
  const bodies = <Kind extends FactKind>(kind: Kind) => bodiesOf(journal, kind)
  const sales = bodies('sale-completed')
  const abandoned = bodies('cart-abandoned')
  const all = [...sales, ...abandoned]
  const lines = sales.flatMap((sale) => sale.lines)
  const byHand = lines.flatMap((line) => line.discounts ?? [])
  const removals = all.flatMap((each) => each.removals)
  const undone = all.flatMap((each) => each.undone ?? [])
  const tenders = sales.flatMap((sale) => sale.tenders)
  const sums = sumOf(tenders, (each) => each.amount)
  return {
    sales: sales.length,
    turnover: total(sales, (sale) => sale.total),
    net: total(sales, (sale) => sale.total - sale.tax),
    tax: total(sales, (sale) => sale.tax),
    change: total(sales, (sale) => sale.change),
    byHand: sumOf(byHand, (each) => each.amount),
    removals: sumOf(removals, ({ unitPrice, quantity }) => (unitPrice * quantity) / 10_000_000),
    abandoned: sumOf(abandoned, (each) => each.total),
    undone: sumOf(undone, (each) => each.tender.amount),
    noSales: bodies('drawer-opened').length,
    tenders:
      tenders.length === 0
        ? []
        : [{ kind: 'cash', ...sums, taken: sums, back: { count: 0, amount: 0 } }],
  }
}

it(
  'a Z says what its journal says, and the drawer what its cash comes to',
  { timeout: 60_000 },
  () =>
    fc.assert(
      fc.asyncProperty(acts, async (steps) => {
        const shop = await openTill({ devices: { ...NO_DEVICES, printer: readyPrinter() } })
        for (const { act: name, size } of steps) await act(shop, name, size)
        const { lines } = value(shop.terminal.draft.current())
        if (lines.length > 0) value(shop.terminal.draft.abandon(draftCommand(shop)))
        // Such a difference is a manager's to accept.
        await signIn(shop, 'manager')
        value(closeTill(shop, 0))
        const journal = entries(shop)
        const [closed] = bodiesOf(journal, 'session-closed')
        const { figures } = present(closed?.z).report
        expect(figures).toMatchObject(counted(journal))
        const net = total(bodiesOf(journal, 'cash-moved'), ({ kind, amount }) =>
          kind === 'paid-in' ? amount : 0 - amount,
        )
        const cash = total(figures.tenders, ({ amount }) => amount)
        expect(closed?.expected).toBe(10_000 + cash - figures.change + net)
        expect(total(figures.taxes, (row) => row.base + row.tax)).toBe(figures.turnover)
        shop.store.close()
      }),
      SETTINGS,
    ),
)
