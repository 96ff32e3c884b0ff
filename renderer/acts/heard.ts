/** Where a scan goes: to the screen that is open, whichever scanner read it. */
import { badgeCodeSchema } from '../../src/domain/badge.ts'
import { readReceiptCode } from '../../src/domain/receipt/code.ts'
import type { ScreenName } from '../state/screen.ts'
import { heard } from './cart.ts'
import type { Desk } from './desk.ts'
import { heardAtTheGoods } from './goods.ts'
import { heardAtTheDoor, showBadge } from './people.ts'
import { scanOnto } from './stock.ts'

/**
 * Here the core rings up by itself what its scanners read, or has a way of its own to tell it; on
 * every other screen it would be rung up unseen.
 */
const BY_THE_CORE: ReadonlySet<ScreenName> = new Set([
  ...(['connecting', 'blocked', 'first-pull', 'sign-in'] as const),
  ...(['sell', 'stock', 'close-till'] as const),
])

/**
 * `at` is when the scanner was heard, by the page's own clock. Wherever a second person's word is
 * asked for, a badge gives it.
 */
export function heardOn(desk: Desk, screen: ScreenName, text: string, at: number): void {
  if (isWord(desk, text)) void showBadge(desk, text)
  else if (screen === 'sell') void heard(desk, text, at)
  else if (screen === 'stock') void scanOnto(desk, text)
  else if (screen === 'goods') void heardAtTheGoods(desk, text)
  else if (screen === 'journal') heardAtTheJournal(desk, text)
  else if (screen === 'sign-in') void heardAtTheDoor(desk, text)
  else if (screen === 'open-till') void heardBeforeOpening(desk, text)
  else unsold(desk)
}

function isWord(desk: Desk, text: string): boolean {
  return desk.store.state().approval !== null && badgeCodeSchema.safeParse(text).success
}

/** Somebody else opens it: nothing can be sold yet that could be rung up unseen. */
async function heardBeforeOpening(desk: Desk, text: string): Promise<void> {
  if (!(await heardAtTheDoor(desk, text))) unsold(desk)
}

/** What scanners read that the core reads itself, until the answer is called. */
export function followScans(desk: Desk, screen: ScreenName): () => void {
  if (BY_THE_CORE.has(screen)) return () => {}
  return desk.connection.follow(
    (client) => client.scanner.follow({ of: 'codes' }),
    (code) => (code.kind === 'card' ? unsold(desk) : heardOn(desk, screen, code.text, 0)),
  )
}

/** The badges that they read, while a second person's word is asked for. */
export function followBadges(desk: Desk): () => void {
  return desk.connection.follow(
    (client) => client.scanner.follow({ of: 'badges' }),
    (code) => {
      if (code.kind === 'code') void showBadge(desk, code.text)
    },
  )
}

/** The entry of a receipt, or whatever has these words in it. */
function heardAtTheJournal(desk: Desk, text: string): void {
  if (desk.store.state().approval) return
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
