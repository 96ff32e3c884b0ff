/** What a person chose for this screen alone: colours, sound, the hand that pays. */

export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark' | 'contrast'
  readonly isMuted: boolean
  /** The side of the pay column. */
  readonly hand: 'right' | 'left'
}

const KEPT_AS = 'holdfast-preferences'
const USUAL: Preferences = { theme: 'auto', isMuted: false, hand: 'right' }

export interface PreferenceStore {
  current(): Preferences
  choose(change: Partial<Preferences>): void
  subscribe(listener: () => void): () => void
}

/** Anything unreadable falls back to what is usual: a preference is never worth an error. */
export function readPreferences(text: string | null): Preferences {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '{}')
  } catch {
    return USUAL
  }
  if (typeof kept !== 'object' || kept === null) return USUAL
  const { theme, isMuted, hand } = { ...USUAL, ...kept }
  return {
    theme: ['light', 'dark', 'contrast'].includes(theme) ? theme : 'auto',
    isMuted: isMuted === true,
    hand: hand === 'left' ? 'left' : 'right',
  }
}

export function createPreferences(page: Window): PreferenceStore {
  let current = readPreferences(page.localStorage.getItem(KEPT_AS))
  const listeners = new Set<() => void>()
  const show = () => {
    const { dataset } = page.document.documentElement
    dataset['theme'] = current.theme
    dataset['hand'] = current.hand
  }
  show()
  return {
    current: () => current,
    choose: (change) => {
      current = { ...current, ...change }
      page.localStorage.setItem(KEPT_AS, JSON.stringify(current))
      show()
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
