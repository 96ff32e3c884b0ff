/** What every screen reaches for: the desk, the state, the keys, the words and the figures. */
import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { Desk } from './acts/desk.ts'
import { formatOf, type Format } from './format/format.ts'
import { spokenLocale } from '../src/domain/language.ts'
import { languageFor } from './language/choice.ts'
import type { KeyHandler, KeyHub, KeyLayer } from './keyboard/hub.ts'
import type { Preferences, PreferenceStore } from './preferences.ts'
import type { TerminalState } from './state/state.ts'

export interface Terminal {
  readonly desk: Desk
  readonly keys: KeyHub
  readonly preferences: PreferenceStore
}

export const TerminalContext = createContext<Terminal | null>(null)

function useTerminalContext(): Terminal {
  const terminal = useContext(TerminalContext)
  if (!terminal) throw new Error('a screen was drawn outside of the terminal')
  return terminal
}

export function useDesk(): Desk {
  return useTerminalContext().desk
}

/** Draws again only when what `select` answers is another thing; it must not make new objects. */
export function useTerminal<Selected>(select: (state: TerminalState) => Selected): Selected {
  const { store } = useTerminalContext().desk
  return useSyncExternalStore(store.subscribe, () => select(store.state()))
}

export function usePreferences(): readonly [Preferences, PreferenceStore['choose']] {
  const { preferences } = useTerminalContext()
  return [useSyncExternalStore(preferences.subscribe, preferences.current), preferences.choose]
}

/** Offers keys to this component while it is shown. */
export function useKeys(layer: KeyLayer, handler: KeyHandler): void {
  const { keys } = useTerminalContext()
  const latest = useRef(handler)
  // Before the next key can come: a handler of what is no longer shown must never see it, and one
  // of what is shown never misses it.
  useLayoutEffect(() => {
    latest.current = handler
  })
  useLayoutEffect(() => keys.add(layer, (press) => latest.current(press)), [keys, layer])
}

export function useKeyHub(): KeyHub {
  return useTerminalContext().keys
}

const NEUTRAL = { locale: 'en', currency: 'EUR', zone: 'UTC' }

/** The language that the screens speak now, as an ISO 639 code. */
export function useLanguage(): string {
  const [preferences] = usePreferences()
  const person = useTerminal((state) => state.status?.person?.id)
  const locale = useTerminal((state) => state.shop?.locale)
  return languageFor(preferences, person, locale ?? navigator.language)
}

/** In the store's currency, or in another that it takes. */
export function useFormat(currency?: string): Format {
  const shop = useTerminal((state) => state.shop) ?? NEUTRAL
  const ways = useMemo(
    () => (currency === undefined ? shop : { ...shop, currency }),
    [shop, currency],
  )
  return formatOf(ways, spokenLocale(useLanguage(), shop.locale))
}
