/**
 * The terminal as its screens know it: one function for each procedure of the contract, and the
 * events.
 */
import type { AccountUses } from './accounts/accounts.ts'
import type { GiftCardUses } from './accounts/gift-cards.ts'
import { signedIn } from './authority.ts'
import { blockedTerminal } from './blocked.ts'
import { createCatalogueUses, type CatalogueUses } from './catalogue/browse.ts'
import type { Scanned } from '../ports/devices.ts'
import { createCore, type Core } from './core.ts'
import { createCustomerUses, type CustomerUses } from './customers/customers.ts'
import type { Devices, TerminalDependencies } from './dependencies.ts'
import type { Subscription } from './events/hub.ts'
import { createFiscalUses, type FiscalUses } from './fiscal/fiscal.ts'
import { createDepartmentUses, type DepartmentUses } from './goods/departments.ts'
import { createGoodsUses, type GoodsUses } from './goods/goods.ts'
import { createDoGuarded, type DoGuarded } from './guarded.ts'
import { createJournalUses, type JournalUses } from './journal/journal.ts'
import { createLabelUses, type LabelUses } from './labels/labels.ts'
import { createMailUses, type MailUses } from './mailing/mailing.ts'
import type { LayawayUses } from './layaways/layaways.ts'
import { createParkingUses, type ParkingUses } from './parking/parking.ts'
import { createReceiptUses, type ReceiptUses } from './printing/receipts.ts'
import { createPrintRunner, type PrintRunner } from './printing/runner.ts'
import { createOfficeUses, type OfficeUses } from './reports/office.ts'
import { createReportsUses, type ReportsUses } from './reports/reports.ts'
import { createReturnUses, type ReturnUses } from './returns/returns.ts'
import { createScansAside, type ScansAside } from './selling/aside.ts'
import { createSelling, type DraftUses, type Selling } from './selling/selling.ts'
import { createCalibrate, type Calibrate } from './setup/calibrate.ts'
import { createChooseKeys, type ChooseKeys } from './setup/choose-keys.ts'
import { createIdleLock, type IdleLock } from './staff/idle-lock.ts'
import { noteHeard } from './staff/offline-trust.ts'
import { createStaffUses, type StaffUses } from './staff/staff.ts'
import { createStockUses, type StockUses } from './stock/stock.ts'
import { createStatusTeller, type StatusTeller } from './status/teller.ts'
import { createDayWatch, type DayWatch } from './till/day-watch.ts'
import { createTillUses, type TillUses } from './till/till.ts'

export interface Terminal {
  /** Begins with the full picture: shop, status, draft; then each change. */
  watch(): Subscription
  /** What the customer display shows while nothing is sold, as data URLs. */
  pictures(): readonly string[]
  readonly staff: StaffUses
  readonly till: TillUses
  readonly draft: DraftUses
  readonly giftCards: GiftCardUses
  readonly accounts: AccountUses
  readonly layaways: LayawayUses
  readonly catalogue: CatalogueUses
  readonly customers: CustomerUses
  readonly goods: GoodsUses
  readonly departments: DepartmentUses
  readonly receipts: ReceiptUses
  readonly returns: ReturnUses
  readonly labels: LabelUses
  readonly mail: MailUses
  readonly parking: ParkingUses
  readonly reports: ReportsUses
  readonly office: OfficeUses
  readonly journal: JournalUses
  readonly fiscal: FiscalUses
  readonly stock: StockUses
  readonly scanner: Pick<ScansAside, 'follow'> & { readonly calibrate: Calibrate }
  /** Does a command; the PIN that may come with it vouches for it. */
  readonly doGuarded: DoGuarded
  readonly keys: { readonly choose: ChooseKeys }
  /** Other devices from now on; whoever opened the old ones closes them. */
  useDevices(devices: Devices): void
  /** Once, before the first command: settles what a crash left open, and begins to print. */
  start(): void
  /** Listens to nothing more; resolves when the print in hand has its end. */
  stop(): Promise<void>
}

export function createTerminal(dependencies: TerminalDependencies): Terminal {
  const core = createCore(dependencies)
  const status = createStatusTeller(core)
  const printing = createPrintRunner(core, status)
  const selling = createSelling(core, printing, status)
  const stock = createStockUses(core)
  const aside = createScansAside(core)
  const parts = { core, status, printing, selling, stock, aside }
  const lock = createIdleLock(core, selling.current, status)
  const days = createDayWatch(core, status)
  const stopFollowing = followOutside({ ...parts, lock, days })
  let stopDevices = followDevices(parts)
  return {
    watch() {
      const lost = core.lost()
      if (lost !== undefined) return blockedTerminal(lost, core.clock.now()).watch()
      return core.hub.subscribe([...status.picture(), selling.current.announcement()])
    },
    pictures: () => core.store.settings.store()?.displayPictures ?? [],
    staff: createStaffUses(core, status),
    till: createTillUses(core, selling.current, printing, status),
    draft: selling.uses,
    giftCards: selling.giftCards,
    accounts: selling.accounts,
    layaways: selling.layaways,
    catalogue: createCatalogueUses(core),
    customers: createCustomerUses(core, selling.current),
    goods: createGoodsUses(core),
    departments: createDepartmentUses(core),
    returns: createReturnUses(core, selling),
    labels: createLabelUses(core, printing),
    mail: createMailUses(core, selling, status),
    parking: createParkingUses(core, selling, printing),
    reports: createReportsUses(core, selling.layaways.list),
    office: createOfficeUses(core),
    journal: createJournalUses(core),
    fiscal: createFiscalUses(core, printing),
    stock,
    receipts: createReceiptUses(core, printing, status, selling.known),
    scanner: { calibrate: createCalibrate(core, status), follow: aside.follow },
    doGuarded: createDoGuarded(core),
    keys: { choose: createChooseKeys(core, status) },
    useDevices(devices) {
      stopDevices()
      core.replaceDevices(devices)
      stopDevices = followDevices(parts)
      status.shopChanged()
      status.changed()
      printing.wake()
    },
    start() {
      begin(core)
      lock.watch()
      days.watch()
      printing.loseSight()
      selling.loseSight()
      printing.wake()
    },
    async stop() {
      stopFollowing()
      stopDevices()
      lock.stop()
      try {
        await printing.stop()
      } finally {
        core.stop()
      }
    },
  }
}

/** Whoever was there when the core ended was there until its last entry, not until now. */
function begin(core: Core): void {
  noteHeard(core)
  core.presence.began(core.store.journal.lastAt() ?? core.clock.now())
}

interface Parts {
  readonly core: Core
  readonly status: StatusTeller
  readonly printing: PrintRunner
  readonly selling: Selling
  readonly stock: StockUses
  readonly aside: ScansAside
}

interface Followers extends Parts {
  readonly lock: IdleLock
  readonly days: DayWatch
}

/** What the backend brings changes what the screens show: prices in the cart, the shop, the bar. */
function followOutside({ core, status, selling, lock, days }: Followers): () => void {
  const stops = [
    core.network.onChange(() => {
      noteHeard(core)
      status.changed()
    }),
    core.backups?.onChange(status.changed) ?? (() => undefined),
    days.stop,
    core.pull.onChange((changed) => {
      if (changed === 'sales') {
        core.hub.tell({ kind: 'sales-changed', make: () => ({ kind: 'sales-changed' }) })
        // What became of a receipt by e-mail comes with its sale.
        status.changed()
        return
      }
      if (changed === 'settings') {
        status.shopChanged()
        lock.watch()
        days.watch()
      } else {
        status.goodsChanged()
        core.hub.tell({ kind: 'goods-changed', make: () => ({ kind: 'goods-changed' }) })
      }
      status.changed()
      selling.current.changed()
    }),
  ]
  return () => stops.forEach((stop) => stop())
}

/** A screen that asks for a card gets what is read; a badge stays one. */
function isCard(core: Core, scanned: Scanned): boolean {
  const mayAct = signedIn(core) !== undefined && core.pins.badge(scanned.text) === undefined
  return mayAct && core.readCards.heard(scanned)
}

function followDevices({ core, status, printing, selling, stock, aside }: Parts): () => void {
  const { printer, labelPrinter, scanners } = core.devices()
  const stops = scanners.flatMap(({ scanner }, place) => [
    scanner.onScan((scanned) => {
      const isTaken = stock.heard(scanned) || aside.heard(scanned) || isCard(core, scanned)
      if (!isTaken) selling.scanned(scanned, place)
    }),
    scanner.onCondition(status.changed),
  ])
  if (labelPrinter) stops.push(labelPrinter.onCondition(status.changed))
  if (printer) stops.push(printer.onCondition((condition) => printing.conditionChanged(condition)))
  return () => stops.forEach((stop) => stop())
}
