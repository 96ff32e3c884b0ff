/**
 * Which key does what: the one table behind handlers, the buttons' labels and the help page. Most
 * keys can be chosen for this terminal; the usual ones are named here.
 */
import type { KeyPress } from '../../src/domain/barcode/keyboard.ts'
import type { ChosenKeys } from '../../src/domain/settings.ts'

export type KeyGroup = 'find' | 'cart' | 'pay' | 'menu' | 'other'

interface UsualRow {
  /**
   * `event.key` of the key, with `Ctrl+` before it where Control is held, and with `Menu+` where it
   * is a letter that counts while the menu is open.
   */
  readonly keys: readonly [string, ...string[]]
  /** Where the help page shows it. */
  readonly group: KeyGroup
  /** What the key means everywhere on a computer: nobody may choose another. */
  readonly isFixed?: true
}

const USUAL = {
  search: { keys: ['F2'], group: 'find' },
  'open-item': { keys: ['F3'], group: 'find' },
  confirm: { keys: ['Enter'], group: 'find', isFixed: true },
  up: { keys: ['ArrowUp'], group: 'cart', isFixed: true },
  down: { keys: ['ArrowDown'], group: 'cart', isFixed: true },
  quantity: { keys: ['F4'], group: 'cart' },
  remove: { keys: ['Delete'], group: 'cart' },
  price: { keys: ['Ctrl+y'], group: 'cart' },
  coupon: { keys: ['Ctrl+q'], group: 'cart' },
  customer: { keys: ['Ctrl+k'], group: 'cart' },
  undo: { keys: ['Ctrl+z'], group: 'cart' },
  repeat: { keys: ['Ctrl+d'], group: 'cart' },
  note: { keys: ['Ctrl+m'], group: 'cart' },
  deposits: { keys: ['Ctrl+i'], group: 'cart' },
  park: { keys: ['Ctrl+s'], group: 'cart' },
  cash: { keys: ['F8', '+'], group: 'pay' },
  card: { keys: ['F9'], group: 'pay' },
  tip: { keys: ['Ctrl+g'], group: 'pay' },
  'gift-card': { keys: ['Ctrl+j'], group: 'pay' },
  account: { keys: ['Ctrl+l'], group: 'pay' },
  voucher: { keys: ['Ctrl+u'], group: 'pay' },
  'quick-1': { keys: ['F5'], group: 'pay' },
  'quick-2': { keys: ['F6'], group: 'pay' },
  'quick-3': { keys: ['F7'], group: 'pay' },
  returns: { keys: ['Ctrl+b'], group: 'pay' },
  reprint: { keys: ['Ctrl+p'], group: 'pay' },
  'gift-receipt': { keys: ['Insert'], group: 'pay' },
  mail: { keys: ['PageUp'], group: 'pay' },
  invoice: { keys: ['Ctrl+f'], group: 'pay' },
  quote: { keys: ['Menu+q'], group: 'menu' },
  'lay-away': { keys: ['Menu+a'], group: 'menu' },
  layaways: { keys: ['Menu+w'], group: 'menu' },
  mails: { keys: ['Menu+e'], group: 'menu' },
  abandon: { keys: ['Menu+v'], group: 'menu' },
  closings: { keys: ['Menu+d'], group: 'menu' },
  goods: { keys: ['Menu+g'], group: 'menu' },
  stock: { keys: ['Menu+s'], group: 'menu' },
  printer: { keys: ['Menu+p'], group: 'menu' },
  calibration: { keys: ['Menu+b'], group: 'menu' },
  terminal: { keys: ['Menu+t'], group: 'menu' },
  language: { keys: ['Menu+l'], group: 'menu' },
  theme: { keys: ['Menu+c'], group: 'menu' },
  hand: { keys: ['Menu+h'], group: 'menu' },
  sound: { keys: ['Menu+m'], group: 'menu' },
  'sign-out': { keys: ['Menu+x'], group: 'menu' },
  menu: { keys: ['F10'], group: 'other' },
  till: { keys: ['Ctrl+o'], group: 'other' },
  'close-till': { keys: ['Ctrl+e'], group: 'other' },
  reports: { keys: ['Ctrl+h'], group: 'other' },
  journal: { keys: ['F12'], group: 'other' },
  help: { keys: ['F1'], group: 'other' },
  back: { keys: ['Escape'], group: 'other', isFixed: true },
} as const satisfies Record<string, UsualRow>

export type KeyAct = keyof typeof USUAL

export interface KeyRow {
  readonly keys: readonly string[]
  /** What stands on the button: the first of its keys. */
  readonly print: string
  readonly group: KeyGroup
  readonly isFixed: boolean
}

export type KeyTable = Readonly<Record<KeyAct, KeyRow>>

export const KEY_ACTS = Object.keys(USUAL) as readonly KeyAct[]

const PRINTS: Readonly<Record<string, string>> = {
  ...{ Delete: 'Del', Insert: 'Ins', Escape: 'Esc', PageUp: 'Pg↑', PageDown: 'Pg↓' },
  ...{ ArrowUp: '↑', ArrowDown: '↓' },
}

const IN_MENU = 'Menu+'

/** A key as it is printed on a keyboard. */
export function printOf(key: string): string {
  if (key.startsWith(IN_MENU)) return key.slice(IN_MENU.length).toUpperCase()
  if (key.startsWith('Ctrl+')) return `Ctrl ${key.slice('Ctrl+'.length).toUpperCase()}`
  return PRINTS[key] ?? key
}

/**
 * The table with the keys that were chosen here. A choice takes the key from whoever has it and
 * gives its own in exchange, so no key ever means two things; one that cannot be is passed over.
 */
export function tableOf(chosen: ChosenKeys): KeyTable {
  const keys = new Map<KeyAct, readonly string[]>(KEY_ACTS.map((act) => [act, USUAL[act].keys]))
  for (const act of KEY_ACTS) {
    const key = chosen[act]
    if (key !== undefined) exchange(keys, act, key)
  }
  return Object.fromEntries(
    KEY_ACTS.map((act) => {
      const row: UsualRow = USUAL[act]
      const own = keys.get(act) ?? row.keys
      const print = printOf(own[0] ?? '')
      return [act, { keys: own, print, group: row.group, isFixed: row.isFixed ?? false }]
    }),
  ) as unknown as KeyTable
}

function exchange(keys: Map<KeyAct, readonly string[]>, act: KeyAct, key: string): void {
  const [own = '', ...others] = keys.get(act) ?? []
  const holder = [...keys].find(([, held]) => held.includes(key))?.[0]
  const isKey = CHOOSABLE.test(key) || MENU_LETTER.test(key)
  if (holder === act || isFixed(act) || !isKey) return
  if (holder !== undefined) {
    if (isFixed(holder)) return
    const held = keys.get(holder) ?? []
    keys.set(
      holder,
      held.map((each) => (each === key ? own : each)),
    )
  }
  keys.set(act, [key, ...others])
}

function isFixed(act: KeyAct): boolean {
  const row: UsualRow = USUAL[act]
  return row.isFixed ?? false
}

/**
 * Keys that write nothing and that neither a browser nor a field needs for itself. Letters and
 * digits alone always search, and a scanner types them.
 */
const CHOOSABLE =
  /^(?:F[1-9]|F1[0-2]|Delete|Insert|Home|End|PageUp|PageDown|Ctrl\+[bdefghijklmopqsuyz])$/

/** Nobody presses one to choose it, but who gives one away for a key has it from then on. */
const MENU_LETTER = /^Menu\+[a-z]$/

/** Whether the act is done by a letter once the menu is open. */
export function isInMenu(act: KeyAct): boolean {
  return MENU_LETTER.test(current[act].keys[0] ?? '')
}

/** The key of a press, as the table names keys; undefined where no act can have it. */
export function choosableKey(press: KeyPress): string | undefined {
  const key = nameOf(press)
  return press.alt !== true && CHOOSABLE.test(key) ? key : undefined
}

/** The choices after `act` was given `key`: only what differs from the usual is kept. */
export function choose(chosen: ChosenKeys, act: KeyAct, key: string): ChosenKeys {
  const table = tableOf({})
  const keys = new Map<KeyAct, readonly string[]>(
    KEY_ACTS.map((each) => [each, tableOf(chosen)[each].keys]),
  )
  exchange(keys, act, key)
  return Object.fromEntries(
    KEY_ACTS.map((each) => [each, keys.get(each)?.[0] ?? ''] as const).filter(
      ([each, first]) => first !== table[each].keys[0],
    ),
  )
}

const current: Record<KeyAct, KeyRow> = { ...tableOf({}) }

/** The keys as they are on this terminal now. */
export const KEYMAP: KeyTable = current

let acts = actsOf(current)

/** Puts the chosen keys in force; the screens are drawn anew by whoever calls. */
export function putInForce(chosen: ChosenKeys): void {
  Object.assign(current, tableOf(chosen))
  acts = actsOf(current)
}

function actsOf(table: KeyTable): ReadonlyMap<string, KeyAct> {
  return new Map(KEY_ACTS.flatMap((act) => table[act].keys.map((key) => [key, act] as const)))
}

function nameOf(press: KeyPress): string {
  return press.ctrl ? `Ctrl+${letterOf(press) ?? press.key.toLowerCase()}` : press.key
}

/** The Latin letter of a key, which one with another alphabet has as well. */
function letterOf({ key, code }: KeyPress): string | undefined {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^\p{L}$/u.test(key) ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined
}

/** The keys of likely amounts, in their order. */
export const QUICK_KEYS = ['quick-1', 'quick-2', 'quick-3'] as const satisfies readonly KeyAct[]

/** The act of a press, or undefined where the table has none. A held key acts once. */
export function actOf(press: KeyPress): KeyAct | undefined {
  if (press.alt === true) return undefined
  const act = acts.get(nameOf(press))
  return press.repeat === true && act !== 'up' && act !== 'down' ? undefined : act
}

/** What a letter does while the menu is open: an act, or null; undefined where it is no letter. */
export function menuActOf(press: KeyPress): KeyAct | null | undefined {
  const letter = press.ctrl || press.alt === true ? undefined : letterOf(press)
  if (letter === undefined) return undefined
  return press.repeat === true ? null : (acts.get(IN_MENU + letter) ?? null)
}

/** The digit of a press, 0 to 9, wherever it lies on the keyboard. */
export function digitOf(press: KeyPress): number | undefined {
  return /^\d$/.test(press.key) && !press.ctrl && press.alt !== true ? Number(press.key) : undefined
}
