/**
 * Tells a scanner that plays a keyboard from a person who types, by pace, prefix and suffix.
 *
 * The first keys of a scan come before it is known to be one, so they are held: the screen swallows
 * a press where it is told to, and types it after all when it comes back in `release`. Nothing is
 * held longer than the allowed gap after the latest press. A finished scan never reaches a field,
 * and a payment card drawn through a reader reaches nothing at all.
 */
import type { WedgeSettings } from '../settings.ts'
import { characterOf, isModifier, type KeyPress } from './keyboard.ts'
import { SCAN_LONGEST } from './scan.ts'

export interface WedgeState {
  readonly phase: 'idle' | 'collecting' | 'card'
  readonly held: readonly KeyPress[]
  readonly text: string
  readonly lastAt: number
}

export interface WedgeStep {
  readonly state: WedgeState
  /** Keep the press at hand from whatever has focus. */
  readonly swallow: boolean
  /** Presses held until now that were typing: type them, in this order, before the one at hand. */
  readonly release: readonly KeyPress[]
  readonly outcome: WedgeOutcome
  /** Call `expire` when this moment has passed without a press; null where nothing waits. */
  readonly until: number | null
}

export type WedgeOutcome =
  | { readonly type: 'none' }
  | { readonly type: 'scan'; readonly text: string }
  /** A magnetic stripe was read. What it said is forgotten. */
  | { readonly type: 'card-refused' }

export const WEDGE_IDLE: WedgeState = { phase: 'idle', held: [], text: '', lastAt: 0 }

/** Readers of magnetic stripes have a pace of their own, which nobody calibrates. */
const CARD_GAP_MS = 60

const NONE: WedgeOutcome = { type: 'none' }

/** Takes one `keydown`. Pure; never throws. */
export function press(state: WedgeState, key: KeyPress, settings: WedgeSettings): WedgeStep {
  const late = expire(state, key.at, settings)
  const taken = take(late.state, key, settings)
  return { ...taken, release: [...late.release, ...taken.release] }
}

/** What the passing of time alone changes: presses that no scan follows are typing. */
export function expire(state: WedgeState, now: number, settings: WedgeSettings): WedgeStep {
  const waited = now - state.lastAt
  const waits = state.phase !== 'idle' && waited >= 0 && waited <= patience(state, settings)
  return waits ? step(state, settings) : step(WEDGE_IDLE, settings, { release: state.held })
}

function take(state: WedgeState, key: KeyPress, settings: WedgeSettings): WedgeStep {
  if (state.phase === 'card') {
    return step({ ...state, lastAt: key.at }, settings, { swallow: true })
  }
  if (isModifier(key)) {
    return step(state.phase === 'idle' ? state : { ...state, lastAt: key.at }, settings)
  }
  if (state.phase === 'idle') return begin(key, settings)
  if (isPrefixed(state, settings) && key.code === settings.prefix) {
    // A scan whose end was lost: it must not grow together with this one.
    return { ...begin(key, settings), release: state.held }
  }
  if (key.code === settings.suffix) return finish(state, settings)
  const character = characterOf(key)
  if (character === undefined) return step(WEDGE_IDLE, settings, { release: state.held })
  return collect(state, key, character, settings)
}

function begin(key: KeyPress, settings: WedgeSettings): WedgeStep {
  const isPrefix = settings.prefix !== null && key.code === settings.prefix
  // No code begins with a space, but a person presses a focused button with it.
  const begins = !key.ctrl && key.code !== 'Space'
  const text = isPrefix ? '' : begins ? characterOf(key) : undefined
  // With a prefix only the prefix begins a scan; a card's first character is held just to refuse
  // it.
  if (text === undefined || (!isPrefix && settings.prefix !== null && !mayBeCard(text))) {
    return step(WEDGE_IDLE, settings)
  }
  const state: WedgeState = { phase: 'collecting', held: [key], text, lastAt: key.at }
  return step(state, settings, { swallow: true })
}

function collect(
  state: WedgeState,
  key: KeyPress,
  character: string,
  settings: WedgeSettings,
): WedgeStep {
  const text = state.text + character
  if (beginsLikeCard(text)) {
    const refused: WedgeState = { ...WEDGE_IDLE, phase: 'card', lastAt: key.at }
    return step(refused, settings, { swallow: true, outcome: { type: 'card-refused' } })
  }
  const pointless = settings.prefix !== null && !isPrefixed(state, settings) && !mayBeCard(text)
  if (pointless || text.length > SCAN_LONGEST) {
    return step(WEDGE_IDLE, settings, { release: state.held })
  }
  const grown: WedgeState = { ...state, held: [...state.held, key], text, lastAt: key.at }
  return step(grown, settings, { swallow: true })
}

function finish(state: WedgeState, settings: WedgeSettings): WedgeStep {
  const { text } = state
  const longEnough = isPrefixed(state, settings)
    ? text.length > 0
    : settings.prefix === null && text.length >= settings.shortest
  if (!longEnough) return step(WEDGE_IDLE, settings, { release: state.held })
  const outcome: WedgeOutcome = containsCard(text)
    ? { type: 'card-refused' }
    : { type: 'scan', text }
  return step(WEDGE_IDLE, settings, { swallow: true, outcome })
}

function step(
  state: WedgeState,
  settings: WedgeSettings,
  rest: Partial<Pick<WedgeStep, 'swallow' | 'release' | 'outcome'>> = {},
): WedgeStep {
  const until = state.phase === 'idle' ? null : state.lastAt + patience(state, settings)
  return { state, until, swallow: false, release: [], outcome: NONE, ...rest }
}

function patience(state: WedgeState, settings: WedgeSettings): number {
  const card = state.phase === 'card' || mayBeCard(state.text)
  return card ? Math.max(CARD_GAP_MS, settings.gapMs) : settings.gapMs
}

function isPrefixed(state: WedgeState, settings: WedgeSettings): boolean {
  return settings.prefix !== null && state.held[0]?.code === settings.prefix
}

/**
 * Track 1 begins with `%B` and the number, track 2 with `;` and the number. Source: ISO/IEC 7813.
 */
function mayBeCard(text: string): boolean {
  return /^(%B?|;\d{0,7})$/i.test(text)
}

function beginsLikeCard(text: string): boolean {
  return /^(%B\d|;\d{8})/i.test(text)
}

function containsCard(text: string): boolean {
  return /%B\d{8}|;\d{8,19}=/i.test(text)
}
