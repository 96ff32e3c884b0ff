/** What the people at the tills do, and how it may end. */
import type { SimulatedTerminal } from './terminal.ts'
import type { Deed } from './till/protocol.ts'
import type { World } from './world.ts'

/** What a person at a till is told while the disk is in trouble, and what may be tried again. */
const REFUSALS: ReadonlySet<string> = new Set(['disk-full', 'disk-failed'])

/** Some of the goods, for cash. */
export function sell(terminal: SimulatedTerminal, { observer, shop }: World): Promise<string> {
  const variants = shop.goods.map(({ variant }) => variant)
  return selling(terminal, observer, { kind: 'sell', variants })
}

/** A cart that holds goods or money, and a disk in trouble, keep it open. */
export async function closeTill(
  terminal: SimulatedTerminal,
  observer: World['observer'],
): Promise<string> {
  const end = await terminal.turn({ kind: 'close-till' })
  if (end?.kind === 'done') return 'closes its till'
  if (end?.kind === 'died') return 'dies over closing its till'
  const code = end?.kind === 'refused' ? end.code : ''
  if (![...REFUSALS, 'draft-open', 'tenders-taken'].includes(code)) {
    observer.wondersAt(terminal.name, `a close ended as ${JSON.stringify(end)}`)
  }
  return `cannot close its till: ${code}`
}

/** Cash goes into the drawer or out of it without a sale. */
export async function moveCash(
  terminal: SimulatedTerminal,
  observer: World['observer'],
): Promise<string> {
  const end = await terminal.turn({ kind: 'move-cash' })
  if (end?.kind === 'done') return 'moves cash'
  if (end?.kind === 'died') return 'dies over moving cash'
  const code = end?.kind === 'refused' ? end.code : ''
  if (!REFUSALS.has(code)) {
    observer.wondersAt(terminal.name, `moving cash ended as ${JSON.stringify(end)}`)
  }
  return `cannot move cash: ${code}`
}

/** A sale ends with its receipt, with a disk in trouble or with the terminal; else it is a find. */
export async function selling(
  terminal: SimulatedTerminal,
  observer: World['observer'],
  deed: Deed,
): Promise<string> {
  const end = await terminal.turn(deed)
  if (end?.kind === 'sold') return `sells ${end.receipt}`
  if (end?.kind === 'died') return 'dies over a sale'
  if (end?.kind === 'refused' && REFUSALS.has(end.code)) return `cannot sell: ${end.code}`
  observer.wondersAt(terminal.name, `a sale ended as ${JSON.stringify(end)}`)
  return 'sells nothing'
}
