/** The thin bar above every screen, and the shop behind it. */
import type { StatusView } from '../../contract/terminal/views.ts'
import type { ShopView } from '../../contract/terminal/shop-view.ts'
import { decide, grantOf, permissionSchema, type Permission } from '../../domain/permission.ts'
import { returnPolicyOf } from '../../domain/returns/policy.ts'
import { chosenKeysSchema, wedgeSchema } from '../../domain/settings.ts'
import { backendInstant } from '../../domain/till/clock.ts'
import type { TillSession } from '../../ports/tills.ts'
import type { Recovery } from '../../ports/standing.ts'
import { openSession, signedIn } from '../authority.ts'
import { statusOf } from '../blocked.ts'
import type { Core } from '../core.ts'
import type { Announcement } from '../events/hub.ts'
import { failedMails } from '../mailing/failed.ts'
import { printJobView } from '../printing/views.ts'
import { personView } from '../staff/views.ts'
import { readShop } from '../shop.ts'
import { countingViews } from '../till/begin-count.ts'
import { dayOf } from '../till/day.ts'
import { underWayViews, waitingView } from '../till/count.ts'
import { slipsOf } from '../till/slips.ts'

/** Under this name the terminal keeps the calibration of its keyboard wedge. */
export const WEDGE = 'wedge'
/** Under this name the terminal keeps which keys were chosen. */
export const KEYS = 'keys'

export interface StatusTeller {
  /** Something in the bar may have changed: the screens look again. */
  readonly changed: () => void
  readonly shopChanged: () => void
  /** Tells the shop where its price list, which comes down with goods, is there or another now. */
  readonly goodsChanged: () => void
  /** The shop and the bar as they are, for a screen that begins to watch. */
  picture(): readonly Announcement[]
}

export function createStatusTeller(core: Core): StatusTeller {
  const status: Announcement = {
    kind: 'status',
    make: () => ({ kind: 'status', status: statusView(core) }),
  }
  const shop: Announcement = {
    kind: 'shop',
    make: () => ({ kind: 'shop', shop: shopView(core) }),
  }
  const changed = (): void => core.hub.tell(status)
  core.onBlocked(changed)
  /** What the shop shows of its price list; undefined while it cannot be shown. */
  const listed = (): boolean | undefined => {
    const known = readShop(core)
    return known.ok ? known.value.list.taxIncluded : undefined
  }
  let told: boolean | undefined
  const shopChanged = (): void => {
    told = listed()
    core.hub.tell(shop)
  }
  return {
    changed,
    shopChanged,
    goodsChanged() {
      if (listed() !== told) shopChanged()
    },
    picture: () => [shop, status],
  }
}

function statusView(core: Core): StatusView {
  const lost = core.lost()
  if (lost !== undefined) return statusOf(lost, core.clock.now())
  const { store, network, pull } = core
  const { printer, labelPrinter, scanners } = core.devices()
  const person = signedIn(core)
  const till = openSession(core)
  const rules = store.settings.store()
  const mayAsk = (permission: Permission): boolean =>
    person !== undefined && decide(grantOf(rules, person.role, permission)) !== 'denied'
  const unsent = store.journal.unsent()
  return {
    person: person ? personView(core, person) : null,
    permissions: permissionSchema.options.filter(mayAsk),
    till: till ? tillView(core, till) : null,
    underWay: underWayViews(core, till?.id),
    counting: countingViews(core),
    waiting: store.tills.waiting().map((each) => waitingView(core, each)),
    network: { online: network.online(), since: network.since(), refused: network.refused() },
    unsent: { ...unsent, oldestAt: unsent.oldestAt ?? null },
    printer: printer?.condition() ?? null,
    labelPrinter: labelPrinter?.condition() ?? null,
    scanners: scanners.map(({ kind, scanner }) => ({ kind, condition: scanner.condition() })),
    printJobs: store.printJobs.open().map((job) => printJobView(core, job)),
    printJobsWaiting: store.printJobs.waiting(),
    failedMails: failedMails(core).length,
    delivery: store.standing.delivery(),
    clock: clockView(core),
    recovery: recoveryView(store.standing.recovery()),
    backup: backupView(core),
    reserveSpent: store.reserve.isSpent(),
    catalogue: { rows: store.catalogue.size(), pulling: pull.running() },
    blocked: core.blocked() ?? (readShop(core).ok ? null : 'settings-missing'),
  }
}

function tillView(core: Core, open: TillSession) {
  const { id: session, openedAt, float } = open
  const word = core.store.tills.elsewhere(session)
  const { at, person } = word ?? {}
  const isSaid = at !== undefined && person !== undefined
  const day = dayOf(core, open) ?? null
  return { session, openedAt, float, day, ...(isSaid && { elsewhere: { at, person } }) }
}

function backupView({ backups }: Core): StatusView['backup'] {
  if (!backups) return null
  return { newestAt: backups.newest()?.at ?? null, failure: backups.failure()?.code ?? null }
}

function clockView({ store, clock }: Core): StatusView['clock'] {
  const reading = store.standing.clock()
  if (!reading || backendInstant(reading, clock.now()) === undefined) return null
  return { at: reading.at, server: reading.at - reading.ahead }
}

function recoveryView(recovery: Recovery | undefined): StatusView['recovery'] {
  if (!recovery) return null
  return { at: recovery.at, missing: recovery.missing.map((each) => ({ ...each })) }
}

function shopView(core: Core): ShopView | null {
  const shop = readShop(core)
  if (!shop.ok) return null
  const { store, terminal, list } = shop.value
  const keys = core.store.settings.local(KEYS)
  const calibrated = core.store.settings.local(WEDGE)
  return {
    store: store.name,
    terminal: terminal.name,
    currency: store.currency,
    locale: store.locale,
    zone: store.zone,
    taxIncluded: list.taxIncluded,
    denominations: store.denominations,
    wedge: calibrated === undefined ? terminal.wedge : wedgeSchema.parse(JSON.parse(calibrated)),
    keys: keys === undefined ? {} : chosenKeysSchema.parse(JSON.parse(keys)),
    takesCards: core.devices().payment !== undefined,
    takesTips: store.tips !== undefined,
    takesUnproven: returnPolicyOf(store).withoutReceipt !== undefined,
    issuesInvoices: store.invoices !== undefined,
    givesQuotes: store.quotes !== undefined,
    laysAway: store.layaways !== undefined,
    mailsReceipts: store.receiptsByMail === true,
    otherStores: store.otherStores ?? [],
    ownDrawers: store.till?.drawers === 'own',
    customerGroups: (store.customerGroups ?? []).map(({ id, name }) => ({ id, name })),
    vouchers: store.vouchers ?? [],
    slips: slipsOf(core, store),
    giftCards: store.giftCards ? { amounts: store.giftCards.amounts } : null,
    foreignCash: (store.foreignCash ?? []).map(({ currency, denominations }) => {
      return { currency, denominations }
    }),
    cashReasons: store.till?.reasons ?? {},
    receiptLogo: store.receiptLogo ?? null,
  }
}
