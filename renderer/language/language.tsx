/** The words of the screens: message files, one per language, every one with the same keys. */
import { useCallback, type ReactNode } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import de from '../messages/de.json' with { type: 'json' }
import en from '../messages/en.json' with { type: 'json' }

export type MessageKey = keyof typeof en
export type Values = Readonly<Record<string, string | number>>
export type Say = (key: MessageKey, values?: Values) => string

const FILES: Readonly<Record<string, Readonly<Record<MessageKey, string>>>> = { en, de }

/** The languages of the message files, by their ISO 639 code. */
export const LANGUAGES: readonly string[] = Object.keys(FILES)

/** The message file for a BCP 47 locale; English where its language has none yet. */
export function messagesFor(locale: string): Readonly<Record<MessageKey, string>> {
  return FILES[locale.split('-')[0] ?? ''] ?? en
}

/** A key made from parts (`failure.` + code), or undefined where the files do not have it. */
export function messageKey(text: string): MessageKey | undefined {
  return Object.hasOwn(en, text) ? (text as MessageKey) : undefined
}

/** Reading direction of a locale. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|he|fa|ur)\b/.test(locale) ? 'rtl' : 'ltr'
}

export function Language({ locale, children }: { locale: string; children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={messagesFor(locale)}>
      {children}
    </IntlProvider>
  )
}

export function useSay(): Say {
  const intl = useIntl()
  return useCallback(
    (key, values) => intl.formatMessage({ id: key }, values as Record<string, string | number>),
    [intl],
  )
}
