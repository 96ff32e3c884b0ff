/** What the menu offers: drawn as its buttons, and done by their keys without it. */
import { abandon } from '../../acts/cart.ts'
import type { Desk } from '../../acts/desk.ts'
import { reprintLatest } from '../../acts/devices.ts'
import { beginClosings } from '../../acts/fiscal.ts'
import { beginGoods, mayWorkOnGoods } from '../../acts/goods.ts'
import { layAway } from '../../acts/layaways.ts'
import { giveQuote } from '../../acts/parking.ts'
import { signOut } from '../../acts/people.ts'
import { beginReading } from '../../acts/reports.ts'
import { beginStock, mayWorkOnStock } from '../../acts/stock.ts'
import { beginClose } from '../../acts/till.ts'
import type { KeyAct } from '../../keyboard/keymap.ts'
import type { MessageKey } from '../../language/language.tsx'
import type { Panel, TerminalState } from '../../state/state.ts'
import type { Permission } from '../../../src/domain/permission.ts'

type Asks = (state: TerminalState) => boolean

export interface MenuRow {
  readonly act: KeyAct
  /** Where the key's own name says it less well here. */
  readonly name?: MessageKey
  readonly does: (desk: Desk) => void
  /** Where the shop has no such thing, there is no button and its key does nothing. */
  readonly isThere?: Asks
  /** Nobody is shown what they may not; whoever tries it by its key is told so. */
  readonly isAllowed?: Asks
  /** False where there is nothing to do it with now. */
  readonly isReady?: Asks
  readonly tone?: 'danger'
}

const panel = (name: Panel) => (desk: Desk) => {
  const isShown = desk.store.state().panel === name
  desk.store.change({ kind: 'panel', panel: isShown ? null : name })
}
const may =
  (permission: Permission): Asks =>
  ({ status }) =>
    status?.permissions.includes(permission) ?? false
const hasLines: Asks = ({ draft }) => (draft?.lines.length ?? 0) > 0
const hadLines: Asks = (state) => hasLines(state) || state.draft?.isEmptied === true
const laysAway: Asks = ({ shop }) => shop?.laysAway === true

const SALE: readonly MenuRow[] = [
  { act: 'reprint', does: (desk) => void reprintLatest(desk) },
  {
    ...{ act: 'quote', isReady: hasLines },
    isThere: ({ shop }) => shop?.givesQuotes === true,
    does: (desk) => void giveQuote(desk),
  },
  {
    ...{ act: 'lay-away', isThere: laysAway, isReady: hasLines },
    does: (desk) => void layAway(desk),
  },
  { act: 'layaways', isThere: laysAway, does: panel('layaways') },
  {
    ...{ act: 'mails', does: panel('mails') },
    isThere: ({ shop }) => shop?.mailsReceipts === true,
  },
  { act: 'returns', isAllowed: may('return'), does: panel('returns') },
  {
    ...{ act: 'abandon', tone: 'danger' },
    isReady: (state) => hadLines(state) && may('abandon-cart')(state),
    does: (desk) => void abandon(desk),
  },
]

/** The drawer, what is read of it, and work on goods and stock. */
const TILL: readonly MenuRow[] = [
  { act: 'till', name: 'menu.till.more', does: panel('till') },
  {
    ...{ act: 'reports', isAllowed: may('read-reports') },
    does: (desk) => beginReading(desk, 'reports'),
  },
  {
    ...{ act: 'journal', isAllowed: may('read-journal') },
    does: (desk) => beginReading(desk, 'journal'),
  },
  { act: 'closings', isAllowed: may('close-day'), does: beginClosings },
  {
    ...{ act: 'goods', does: beginGoods },
    isAllowed: ({ status }) => mayWorkOnGoods(status?.permissions),
  },
  { act: 'stock', isAllowed: mayWorkOnStock, does: beginStock },
  {
    ...{ act: 'close-till', name: 'menu.close-till', isAllowed: may('count-till') },
    does: (desk) => void beginClose(desk),
  },
]

const DEVICES: readonly MenuRow[] = [
  {
    ...{ act: 'printer', does: panel('printer') },
    isThere: ({ status }) => status !== null && (status.printer ?? status.labelPrinter) !== null,
  },
  {
    ...{ act: 'calibration', does: panel('calibration') },
    isThere: may('calibrate-scanner'),
  },
  { act: 'terminal', does: panel('terminal') },
]

const LEAVE: readonly MenuRow[] = [{ act: 'sign-out', does: (desk) => void signOut(desk) }]

export const MENU = { sale: SALE, till: TILL, devices: DEVICES, leave: LEAVE } as const

const ROWS: ReadonlyMap<KeyAct, MenuRow> = new Map(
  [...SALE, ...TILL, ...DEVICES, ...LEAVE].map((row) => [row.act, row] as const),
)

/** Does what the menu has for the act, where it can be done now; false where it has nothing. */
export function doOfMenu(desk: Desk, act: KeyAct): boolean {
  const row = ROWS.get(act)
  if (!row) return false
  const state = desk.store.state()
  if ((row.isThere?.(state) ?? true) && (row.isReady?.(state) ?? true)) row.does(desk)
  return true
}
