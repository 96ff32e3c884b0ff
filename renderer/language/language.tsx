/** The words of the screens: message files, one per language, every one with the same keys. */
import { useCallback, type ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import { directionOf, languageOf } from '../../src/domain/language.ts'
import ar from '../messages/ar.json' with { type: 'json' }
import de from '../messages/de.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }
import es from '../messages/es.json' with { type: 'json' }
import fr from '../messages/fr.json' with { type: 'json' }
import zh from '../messages/zh.json' with { type: 'json' }

export type MessageKey = keyof typeof en
export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

const FILES: Readonly<Record<string, Readonly<Record<MessageKey, string>>>> = {
  ...{ en, de, fr, es, ar, zh },
}

/** The languages of the message files by their ISO 639 code, each called as it calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  zh: '中文',
}

export const LANGUAGES: readonly string[] = Object.keys(FILES)

/** The message file for a BCP 47 locale; English where its language has none yet. */
export function messagesFor(locale: string): Readonly<Record<MessageKey, string>> {
  return FILES[languageOf(locale)] ?? en
}

/** A key made from parts (`failure.` + code), or undefined where the files do not have it. */
export function messageKey(text: string): MessageKey | undefined {
  return Object.hasOwn(en, text) ? (text as MessageKey) : undefined
}

export function Language({ locale, children }: { locale: string; children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={messagesFor(locale)}>
      {children}
    </IntlProvider>
  )
}

/**
 * Says a message in the language of the screens. In a right-to-left one, names and figures within a
 * sentence keep their own direction and do not reorder it (Unicode UAX 9, isolates).
 */
export function useSay(): Say {
  const intl = useIntl()
  return useCallback(
    (key, values) => {
      const isolated = directionOf(intl.locale) === 'rtl' ? isolate(values) : values
      return intl.formatMessage({ id: key }, isolated as Record<string, string | number>)
    },
    [intl],
  )
}

const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'

function isolate(values: Values | undefined): Values | undefined {
  if (!values) return undefined
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE : value,
    ]),
  )
}
