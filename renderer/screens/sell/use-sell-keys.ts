/** The keys of the sell screen: what each act of the key table means here. */
import type { KeyPress } from '../../../src/domain/barcode/keyboard.ts'
import { removeLine, repeatLast, scan, undo } from '../../acts/cart.ts'
import type { Desk } from '../../acts/desk.ts'
import { parkOrShow } from '../../acts/parking.ts'
import { beginAccount, beginVoucher } from '../../acts/accounts.ts'
import { beginGiftCard } from '../../acts/gift-cards.ts'
import { beginCash, beginTip, payCard, undoLastTender } from '../../acts/pay.ts'
import { giveBack, giveNote, refundOf } from '../../acts/refunds.ts'
import { beginPrice } from '../../acts/prices.ts'
import type { KeyHandler } from '../../keyboard/hub.ts'
import { actOf, menuActOf, type KeyAct } from '../../keyboard/keymap.ts'
import { isCharacter, isOnButton, textFieldOf } from '../../keyboard/typing.ts'
import { isNumber } from '../../state/entry.ts'
import type { Panel } from '../../state/state.ts'
import { useDesk } from '../../terminal-context.tsx'
import { focusEntry, isOtherField } from '../find/focus.ts'
import { doOfMenu } from '../panels/menu-rows.ts'
import { useScreenChoices } from '../panels/screen-choices.ts'

type Acts = Readonly<Partial<Record<KeyAct, (desk: Desk) => void>>>

/** At every step of a sale. */
const ALWAYS: Acts = {
  help: (desk) => togglePanel(desk, 'help'),
  menu: (desk) => togglePanel(desk, 'menu'),
  back: (desk) => desk.store.change({ kind: 'back' }),
  cash: (desk) => void beginCash(desk),
  card: (desk) => {
    const { draft, shop } = desk.store.state()
    if (refundOf(draft)) void giveBack(desk)
    else if (shop?.takesCards === true) void payCard(desk)
  },
  confirm,
}

/** While the cart may be changed. */
const SELLING: Acts = {
  search: (desk) => {
    desk.store.change({ kind: 'panel', panel: null })
    focusEntry()
  },
  'open-item': (desk) =>
    desk.store.change({ kind: 'step', step: { name: 'open-item', label: '' } }),
  quantity: (desk) => {
    const { selected, draft } = desk.store.state()
    const line = draft?.lines.find(({ id }) => id === selected)
    if (selected && !line?.returned && !line?.unproven)
      desk.store.change({ kind: 'step', step: { name: 'quantity', line: selected } })
  },
  price: beginPrice,
  coupon: (desk) => desk.store.change({ kind: 'step', step: { name: 'coupon' } }),
  remove: (desk) => {
    const { selected } = desk.store.state()
    if (selected) void removeLine(desk, selected)
  },
  // Money that was taken last goes back first: the lines stand until then.
  undo: (desk) => {
    if (!undoLastTender(desk)) void undo(desk)
  },
  tip: (desk) => beginTip(desk),
  'gift-card': (desk) => beginGiftCard(desk),
  account: (desk) => beginAccount(desk),
  voucher: (desk) => {
    const isRefund = (desk.store.state().draft?.due ?? 0) < 0
    if (isRefund) void giveNote(desk)
    else beginVoucher(desk)
  },
  customer: (desk) => togglePanel(desk, 'customer'),
  repeat: (desk) => void repeatLast(desk),
  note: (desk) => {
    const { selected } = desk.store.state()
    desk.store.change({ kind: 'step', step: { name: 'note', line: selected } })
  },
  park: (desk) => parkOrShow(desk),
  deposits: (desk) => desk.store.change({ kind: 'step', step: { name: 'deposits' } }),
  up: (desk) => desk.store.change({ kind: 'moved', by: -1 }),
  down: (desk) => desk.store.change({ kind: 'moved', by: 1 }),
}

export function useSellKeys(): KeyHandler {
  const desk = useDesk()
  const choices = useScreenChoices()
  return (press) => {
    const { panel, step } = desk.store.state()
    // While the menu is open its letters are written on its buttons; a digit begins a search still.
    const ofMenu = panel === 'menu' ? menuActOf(press) : undefined
    if (ofMenu === null) return true
    const act = ofMenu ?? actOf(press)
    if (act === 'confirm' && isOnButton()) return false
    if (act === undefined || isWriting(desk, press)) return types(desk, press)
    const isSelling = ['sell', 'done'].includes(step.name)
    const does = choices[act] ?? ALWAYS[act] ?? (isSelling ? SELLING[act] : undefined)
    if (!does) return doOfMenu(desk, act)
    does(desk)
    return true
  }
}

/** `+` and Delete belong to the text while one is being written. */
function isWriting(desk: Desk, press: KeyPress): boolean {
  const hasText = desk.store.state().entry.text !== '' || isOtherField()
  return hasText && (press.key === '+' || press.key === 'Delete')
}

function togglePanel(desk: Desk, panel: Panel): void {
  const isShown = desk.store.state().panel === panel
  desk.store.change({ kind: 'panel', panel: isShown ? null : panel })
}

/** Enter looks a number up, and goes on to the next customer; it never pays by itself. */
function confirm(desk: Desk): void {
  const { entry, step } = desk.store.state()
  if (isNumber(entry.text)) void scan(desk, entry.text.trim())
  else if (step.name === 'done') desk.store.change({ kind: 'step', step: { name: 'sell' } })
}

/** Writing anywhere goes to the entry: it never has to be clicked first. */
function types(desk: Desk, press: KeyPress): boolean {
  if (!isCharacter(press) || isOtherField()) return false
  if (press.key === ' ' && isOnButton()) return false
  const { step, entry } = desk.store.state()
  if (step.name !== 'sell' && step.name !== 'done') return true
  // `3 ×` is read before the field shows it; any other character the field writes itself.
  if (textFieldOf(document.activeElement) && !/^[*×]$/.test(press.key)) return false
  desk.store.change({ kind: 'panel', panel: null })
  desk.store.change({ kind: 'typed', text: entry.text + press.key })
  focusEntry()
  return true
}
