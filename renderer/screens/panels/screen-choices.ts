/** What a person chooses for the screen: the next of each by its key, any of them by its button. */
import type { KeyAct } from '../../keyboard/keymap.ts'
import { choiceOf } from '../../language/choice.ts'
import { LANGUAGES } from '../../language/language.tsx'
import { useLanguage, usePreferences, useTerminal } from '../../terminal-context.tsx'

export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const
export const HANDS = ['right', 'left'] as const

type Choices = Readonly<Partial<Record<KeyAct, () => void>>>

export function useScreenChoices(): Choices {
  const language = useLanguage()
  const person = useTerminal((state) => state.status?.person?.id)
  const [preferences, choose] = usePreferences()
  const { theme, hand, isMuted } = preferences
  return {
    language: () => choose(choiceOf(preferences, person, after(LANGUAGES, language))),
    theme: () => choose({ theme: after(THEMES, theme) }),
    hand: () => choose({ hand: after(HANDS, hand) }),
    sound: () => choose({ isMuted: !isMuted }),
  }
}

function after<Value>(all: readonly Value[], now: Value): Value {
  const next = all[(all.indexOf(now) + 1) % all.length]
  return next ?? now
}
