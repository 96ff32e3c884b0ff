/** Where a scan goes: to the screen that is open, whichever scanner read it. */
import { badgeCodeSchema } from '../../src/domain/badge.ts'
import { readReceiptCode } from '../../src/domain/receipt/code.ts'
import type { ScreenName } from '../state/screen.ts'
import { heard } from './cart.ts'
import type { Desk } from './desk.ts'
import { heardAtTheGoods } from './goods.ts'
import { heardAtTheDoor, showBadge } from './people.ts'
import { heardAtTheShelf } from './stock.ts'

/**
 * Here the core rings up by itself what its scanners read, or has a way of its own to tell it; on
 * every other screen it would be rung up unseen.
 */
const BY_THE_CORE: ReadonlySet<ScreenName> = new Set([
  ...(['connecting', 'blocked', 'first-pull', 'sign-in'] as const),
  ...(['sell', 'stock', 'close-till'] as const),
])

/** `at` is when the scanner was heard, by the page's own clock. */
export function heardOn(desk: Desk, screen: ScreenName, text: string, at: number): void {
  if (screen === 'sell') void heard(desk, text, at)
  else if (screen === 'stock') void heardAtTheShelf(desk, text)
  else if (screen === 'goods') void heardAtTheGoods(desk, text)
  else if (screen === 'journal') heardAtTheJournal(desk, text)
  else if (screen === 'sign-in') void heardAtTheDoor(desk, text)
  else unsold(desk)
}

/** What scanners read that the core reads itself, until the answer is called. */
export function followScans(desk: Desk, screen: ScreenName): () => void {
  if (BY_THE_CORE.has(screen)) return () => {}
  return desk.connection.follow(
    (client) => client.scanner.follow(),
    (code) => (code.kind === 'card' ? unsold(desk) : heardOn(desk, screen, code.text, 0)),
  )
}

/** The entry of a receipt, or whatever has these words in it. */
function heardAtTheJournal(desk: Desk, text: string): void {
  if (desk.store.state().approval) {
    if (badgeCodeSchema.safeParse(text).success) void showBadge(desk, text)
    return
  }
  desk.tones.play('found')
  const wanted = readReceiptCode(text)?.number ?? text.trim()
  const { aside } = desk.store.state()
  const turn = aside?.kind === 'look-up' ? aside.turn + 1 : 1
  desk.store.change({ kind: 'aside', aside: { kind: 'look-up', text: wanted, turn } })
}

/** There is nowhere for it to go, and it is said. */
function unsold(desk: Desk): void {
  desk.tones.play('blocked')
  desk.store.change({ kind: 'aside', aside: { kind: 'unsold' } })
}
