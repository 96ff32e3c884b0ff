/** One line of the journal: enough to tell an entry from the others of its kind. */
import type { JournalRow } from '../../contract/terminal/journal.ts'
import type { Entry, Fact } from '../../domain/journal/facts.ts'
import { minor, MINOR_LIMIT } from '../../domain/money.ts'
import type { FoundEntry } from '../../ports/journal-reader.ts'
import type { Core } from '../core.ts'
import { nameOf } from '../staff/views.ts'

export function rowOf(core: Core, { entry, isConfirmed }: FoundEntry): JournalRow {
  const { epoch, seq, at, businessDate, kind, actor, approver } = entry
  const told = tellOf(core, entry)
  return {
    place: { epoch: epoch.ordinal, seq },
    ...{ at, businessDate, kind, isConfirmed },
    person: actor === null ? null : nameOf(core, actor),
    approver: approver === null ? null : nameOf(core, approver),
    permission: 'permission' in entry.body ? entry.body.permission : null,
    about: told.about ?? null,
    amount: told.amount ?? null,
    ...(told.brokeOff && { brokeOff: true as const }),
  }
}

const ABOUT_LONGEST = 300

type Told = Partial<Pick<JournalRow, 'about' | 'amount'> & { readonly brokeOff: boolean }>

function tellOf(core: Core, entry: Entry): Told {
  switch (entry.kind) {
    case 'sale-completed': {
      const { receipt, currency, total } = entry.body
      return { about: receipt, amount: { currency, minor: total } }
    }
    case 'cash-moved': {
      const { reason, currency, amount } = entry.body
      return { about: reason, amount: { currency, minor: amount } }
    }
    case 'stock-adjusted':
    case 'stock-counted': {
      const { lines, currency, worth } = entry.body
      const amount = worth === undefined ? null : { currency, minor: worth }
      return { about: namesOf(lines), amount }
    }
    case 'order-closed':
      return closedOrder(entry.body)
    case 'transfer-sent':
      return { about: entry.body.name }
    case 'goods-received':
      return { about: entry.body.supplier ?? namesOf(entry.body.lines) }
    case 'session-opened': {
      const { currency, float } = entry.body
      return { amount: { currency, minor: float } }
    }
    case 'session-counted': {
      const { currency, counted } = entry.body
      return { amount: { currency, minor: counted } }
    }
    case 'session-closed': {
      const { z, currency, difference } = entry.body
      const about = z ? `Z ${String(z.number)}` : null
      return { about, amount: { currency, minor: difference } }
    }
    case 'fiscal-closed': {
      const { period, currency, figures } = entry.body
      return { about: period, amount: { currency, minor: figures.turnover } }
    }
    case 'program-started':
      return { about: entry.body.version, brokeOff: entry.body.stopped === null }
    case 'closing-printed':
      return { about: String(entry.body.number) }
    case 'books-written':
      return { about: `${entry.body.from} – ${entry.body.to}` }
    case 'z-reprinted':
      return { about: `Z ${String(entry.body.z)}` }
    case 'invoice-issued':
      return { about: entry.body.invoice }
    case 'drawer-opened':
      return { about: entry.body.reason }
    case 'age-checked':
      return { about: entry.body.name }
    case 'quote-mail-asked':
      return { about: entry.body.quote }
    case 'sign-in-refused':
    case 'approval-refused':
      return { about: nameOf(core, entry.body.staff) }
    case 'receipt-reprinted':
    case 'gift-receipt-printed':
    case 'receipt-mail-asked':
    case 'invoice-reprinted':
      return { about: core.store.sales.find(entry.body.sale)?.sale.receipt ?? null }
    default:
      return tellOfCatalogue(core, entry)
  }
}

function tellOfCatalogue({ store }: Core, entry: Entry): Told {
  switch (entry.kind) {
    case 'goods-created':
    case 'department-created':
    case 'department-ended':
      return { about: entry.body.name }
    case 'goods-changed':
      return { about: store.goods.nameOf(entry.body.variant) ?? null }
    case 'department-changed': {
      const { name, department } = entry.body
      return { about: name?.to ?? store.catalogue.department(department)?.name ?? null }
    }
    default:
      return {}
  }
}

function closedOrder({ number, writtenOff: rest }: Fact<'order-closed'>['body']): Told {
  const worth = rest?.lines.reduce((all, line) => all + (line.worth ?? 0), 0)
  if (!rest || worth === undefined || worth > MINOR_LIMIT) return { about: number }
  return { about: number, amount: { currency: rest.currency, minor: minor(worth) } }
}

function namesOf(lines: readonly { readonly name: string }[]): string {
  const names = lines.map(({ name }) => name).filter((name) => name !== '')
  return names.join(', ').slice(0, ABOUT_LONGEST)
}
