/** Which screen the terminal shows: decided by what the core says, in this order. */
import type { Closing, TerminalState } from './state.ts'

export type ScreenName =
  | 'connecting'
  | 'blocked'
  | 'first-pull'
  | 'sign-in'
  | 'open-till'
  | 'sell'
  | 'close-till'
  | 'till-counted'
  | 'review-till'
  | 'till-closed'
  | 'reports'
  | 'journal'
  | 'stock'
  | 'goods'
  | 'closings'

const CLOSING_SCREENS = {
  count: 'close-till',
  counted: 'till-counted',
  review: 'review-till',
  closed: 'till-closed',
} as const satisfies Record<Closing['phase'], ScreenName>

export function screenOf(state: TerminalState): ScreenName {
  const { status, shop } = state
  if (!status) return 'connecting'
  // Without settings there is nobody to sign in yet: the first pull is not a fault.
  if (status.blocked === 'settings-missing') return 'first-pull'
  if (status.blocked !== null) return 'blocked'
  if (!shop) return 'first-pull'
  if (!status.person) return 'sign-in'
  if (state.closing) return CLOSING_SCREENS[state.closing.phase]
  if (state.reading) return state.reading
  return status.till ? 'sell' : 'open-till'
}
