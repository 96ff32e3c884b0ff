/** What a person chose for this screen alone: colours, sound, the hand that pays. */
import { z } from 'zod'

// Anything unreadable falls back to what is usual: a preference is never worth an error.
const preferencesSchema = z.object({
  theme: z.enum(['auto', 'light', 'dark', 'contrast']).catch('auto'),
  /** ISO 639 code of the language of this terminal's screens; null is the shop's own. */
  language: z.string().max(8).nullable().catch(null),
  /** Of those who chose one for themselves, by staff id. */
  languages: z.record(z.string().max(64), z.string().max(8)).catch({}),
  isMuted: z.boolean().catch(false),
  /** The side of the pay column. */
  hand: z.enum(['right', 'left']).catch('right'),
})

export type Preferences = z.infer<typeof preferencesSchema>

const KEPT_AS = 'holdfast-preferences'

export interface PreferenceStore {
  readonly current: () => Preferences
  readonly choose: (change: Partial<Preferences>) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function readPreferences(text: string | null): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(text ?? '{}'))
  } catch {
    return preferencesSchema.parse({})
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
  const take = (chosen: Preferences) => {
    current = chosen
    show()
    for (const listener of listeners) listener()
  }
  show()
  // Another window of this terminal looks alike at once.
  page.addEventListener('storage', ({ key, newValue }) => {
    if (key === KEPT_AS) take(readPreferences(newValue))
  })
  return {
    current: () => current,
    choose: (change) => {
      const chosen = { ...current, ...change }
      page.localStorage.setItem(KEPT_AS, JSON.stringify(chosen))
      take(chosen)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
