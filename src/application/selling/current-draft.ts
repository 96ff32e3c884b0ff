/**
 * The cart of this terminal. It is stored with its first line; before that it is only an id, so
 * that looking at the screen writes nothing.
 */
import type { DraftView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { NO_PROMOTIONS } from '../../domain/pricing/prepare.ts'
import { emptyDraft, type Draft } from '../../domain/selling/draft.ts'
import { customerView } from '../customers/views.ts'
import { priceDraft } from '../../domain/selling/priced-cart.ts'
import { accountViews } from '../accounts/accounts.ts'
import type { Authority } from '../authority.ts'
import type { Announcement } from '../events/hub.ts'
import type { Core } from '../core.ts'
import { pricedDraft } from '../pricing.ts'
import type { KnownSales } from '../returns/known-sales.ts'
import { refundPlanOf } from '../returns/refund-plan.ts'
import { readShop } from '../shop.ts'
import { mayBegin } from '../till/day.ts'
import { answeredFor } from './answered.ts'
import { dueOn } from './due.ts'
import type { Payments } from './payments.ts'
import { draftView, touchedLine } from './views.ts'

/** Before the first pull a cart holds nothing. */
const EMPTY = priceDraft(emptyDraft('', 0), {
  ...{ store: { id: '', zone: 'UTC' }, taxIncluded: true, promotions: NO_PROMOTIONS },
})

const NO_ACCOUNTS = { accounts: [], points: null }

interface Seen {
  readonly draft: string
  readonly version: number
}

interface DraftParts {
  readonly payments: Payments
  readonly known: KnownSales
}

export interface CurrentDraft {
  get(): Draft
  /**
   * The draft for a change of its lines, if it is the one in the version that the person saw and
   * no payment holds it: none under way, no money taken (`tenders-taken`), and no goods that are
   * being laid away (`layaway-begun`).
   */
  expect(seen: Seen): Result<Draft>
  /** The same for taking money, or giving it back. */
  expectToPay(seen: Seen): Result<Draft>
  /** The draft as it is, under the same conditions. */
  unpaid(): Result<Draft>
  /** The same, if nothing blocks this till either. */
  free(): Result<Draft>
  /** The same for one more line: the first of a cart begins on a day that nobody doubts. */
  forLine(): Result<Draft>
  /** Nothing may change the draft while `work` is under way: others get `busy`. */
  hold<Answer>(work: () => Promise<Answer>): Promise<Answer>
  /**
   * In a transaction: stores the next version, where somebody answers for all that is given by hand
   * in it; the screens hear of it after the commit.
   */
  change(before: Draft, after: Draft, authority: Authority): Result<null>
  /** The same where nothing but the money for the goods is another. */
  put(before: Draft, after: Draft): void
  /** In a transaction: the next customer. */
  clear(): void
  view(): DraftView
  announcement(): Announcement
  /** Something else that the cart shows has changed: its payment, or the shop's prices. */
  changed(): void
}

export function createCurrentDraft(core: Core, { payments, known }: DraftParts): CurrentDraft {
  const { store, clock, random, hub } = core
  const fresh = (): Draft => emptyDraft(random.id(), clock.now())
  let untouched = fresh()
  /** What the last commit left, so that showing it need not read it back. */
  let committed: Draft | undefined
  let shown: DraftView | undefined
  let touched: string | null = null

  const get = (): Draft => store.drafts.current() ?? untouched
  const view = (): DraftView => {
    if (shown) return shown
    const draft = committed ?? get()
    shown = viewOf(core, known, draft, touched, payments.shown(draft.id))
    return shown
  }
  const make = () => ({ kind: 'draft', draft: view() }) as const
  const announcement = (): Announcement => ({ kind: 'draft', make })
  const show = (line: string | null, draft = committed): void => {
    shown = undefined
    touched = line
    committed = draft
    hub.tell(announcement())
  }
  const put = (before: Draft, after: Draft): void => {
    const changed = { ...after, changedAt: clock.now() }
    store.drafts.put(changed)
    store.afterCommit(() => show(touchedLine(before, after), changed))
  }
  return {
    get,
    ...createGates(core, payments, get),
    put,
    change(before, after, authority) {
      const answered = answeredFor(core, authority, { ...after, changedAt: clock.now() })
      if (!answered.ok) return answered
      put(before, answered.value)
      return succeed(null)
    },
    clear() {
      store.drafts.clear()
      store.afterCommit(() => {
        untouched = fresh()
        show(null, untouched)
      })
    },
    view,
    announcement,
    changed: () => show(touched),
  }
}

type Gates = Pick<CurrentDraft, 'expect' | 'expectToPay' | 'unpaid' | 'free' | 'forLine' | 'hold'>

/** Who may have the draft now, and for what. */
function createGates(core: Core, payments: Payments, get: () => Draft): Gates {
  let isHeld = false
  const unheld = (draft: Draft): Result<Draft> => {
    if (isHeld) return fail('busy')
    const hold = payments.hold(draft.id)
    return hold.ok ? succeed(draft) : hold
  }
  const expectToPay = ({ draft, version }: Seen): Result<Draft> => {
    const current = get()
    if (current.id !== draft || current.version !== version) return fail('draft-changed')
    return unheld(current)
  }
  const free = (): Result<Draft> => {
    const blocked = core.blocked()
    return blocked === null ? withoutMoney(unheld(get())) : fail(blocked)
  }
  return {
    expectToPay,
    expect: (seen) => withoutMoney(expectToPay(seen)),
    unpaid: () => withoutMoney(unheld(get())),
    free,
    forLine() {
      const draft = free()
      if (!draft.ok || draft.value.lines.length > 0) return draft
      const begun = mayBegin(core)
      return begun.ok ? draft : begun
    },
    async hold(work) {
      isHeld = true
      try {
        return await work()
      } finally {
        isHeld = false
      }
    },
  }
}

/** Null where nobody is named, or nobody any more. */
function shownCustomer(core: Core, { customer }: Draft): DraftView['customer'] {
  const known = customer ? core.store.customers.find(customer) : undefined
  return known ? customerView(core, known) : null
}

function viewOf(
  core: Core,
  known: KnownSales,
  draft: Draft,
  touched: string | null,
  payment: DraftView['payment'],
): DraftView {
  const read = readShop(core)
  const shop = read.ok ? read.value : undefined
  const priced = shop ? pricedDraft(core, shop, draft) : EMPTY
  const customer = shownCustomer(core, draft)
  const due = shop && dueOn(draft, priced, shop)
  const refund = due && refundPlanOf(known, due)
  return draftView(draft, priced, shop, touched, {
    ...{ payment, customer, refund, parked: hooked(core.store) },
    ...(shop && due ? accountViews(core, shop, due) : NO_ACCOUNTS),
  })
}

/** All that waits on the hook, quotes too. */
function hooked({ parkedCarts }: Core['store']): number {
  return parkedCarts.count() + parkedCarts.quotes()
}

/** While money is there for the lines, they stand; so does the deposit that lays goods away. */
function withoutMoney(draft: Result<Draft>): Result<Draft> {
  if (!draft.ok) return draft
  if (draft.value.tenders.length > 0) return fail('tenders-taken')
  return draft.value.begins ? fail('layaway-begun') : draft
}
