import { readdirSync } from 'node:fs'
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, messagesFor, type MessageKey } from '../../renderer/language/language.tsx'
import { FAILURES } from '../../src/domain/failure.ts'
import { RECEIPT_LANGUAGES, receiptWordsFor } from '../../src/domain/receipt/words.ts'

const english = messagesFor('en')
const KEYS = Object.keys(english) as MessageKey[]
/** Enough of them to come by every plural form of every language that we speak. */
const COUNTS = [0, 1, 2, 3, 6, 11, 100, 1_000_000]

const CANDIDATE = /\{\s*(\w+)\s*[,}]/g

/** Everything in braces: the values that a message asks for, and a plural form of one word. */
function candidates(words: string): string[] {
  return [...new Set([...words.matchAll(CANDIDATE)].map(([, name = '']) => name))]
}

/** Says one message with the real formatter; undefined where it misses a value or is torn. */
function said(locale: string, key: MessageKey, values: Record<string, number>) {
  let isTorn = false
  const intl = createIntl({
    locale,
    messages: messagesFor(locale),
    onError: () => {
      isTorn = true
    },
  })
  const text = intl.formatMessage({ id: key }, values)
  return isTorn ? undefined : text
}

function valued(names: readonly string[], count: number): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, count]))
}

/** The values without which a message cannot be said. */
function asksFor(locale: string, key: MessageKey): string {
  const names = candidates(messagesFor(locale)[key])
  const asked = names.filter((name) => {
    const others = names.filter((other) => other !== name)
    return COUNTS.some((count) => said(locale, key, valued(others, count)) === undefined)
  })
  return asked.toSorted().join(', ')
}

describe('the languages', () => {
  it('are all those that a message file stands for', () => {
    const files = readdirSync(new URL('../../renderer/messages', import.meta.url))
    expect(LANGUAGES.map((code) => `${code}.json`).toSorted()).toStrictEqual(files.toSorted())
  })
})

/** Every word of a receipt with its path: `close.title`. */
function wordsOf(part: object, path = ''): [string, unknown][] {
  return Object.entries(part).flatMap(([name, words]: [string, unknown]) =>
    typeof words === 'object' && words !== null
      ? wordsOf(words, `${path}${name}.`)
      : [[`${path}${name}`, words] as [string, unknown]],
  )
}

describe('the words on receipts', () => {
  const names = wordsOf(receiptWordsFor('en')).map(([name]) => name)

  it('are there in every language of the screens', () => {
    expect(RECEIPT_LANGUAGES.toSorted()).toStrictEqual(LANGUAGES.toSorted())
  })

  it.each(RECEIPT_LANGUAGES)('say in %s everything that English says', (language) => {
    const words = wordsOf(receiptWordsFor(language))
    expect(words.map(([name]) => name)).toStrictEqual(names)
    const silent = words.filter(([name, said]) => said === '' && name !== 'units.piece')
    expect(silent).toStrictEqual([])
  })
})

describe.each(LANGUAGES)('the messages in %s', (locale) => {
  const messages = messagesFor(locale)

  it('have every key, and none that English does not have', () => {
    const own = Object.keys(messages)
    expect({
      missing: KEYS.filter((key) => !own.includes(key)),
      unknown: own.filter((key) => !(KEYS as string[]).includes(key)),
      empty: KEYS.filter((key) => messages[key].trim() === ''),
    }).toStrictEqual({ missing: [], unknown: [], empty: [] })
  })

  it('ask for the same values as in English', () => {
    const others = KEYS.filter((key) => asksFor(locale, key) !== asksFor('en', key))
    expect(
      others.map((key) => `${key}: {${asksFor(locale, key)}} for {${asksFor('en', key)}}`),
    ).toStrictEqual([])
  })

  it('are well formed for every number', () => {
    const torn = KEYS.flatMap((key) =>
      COUNTS.map((count) => said(locale, key, valued(candidates(messages[key]), count)))
        .filter((text) => text === undefined || /^\s*$|[{}]/.test(text))
        .map((text) => `${key}: ${String(text)}`),
    )
    expect(torn).toStrictEqual([])
  })

  it('say every failure, and what to do', () => {
    const silent = Object.keys(FAILURES).filter((code) => !(`failure.${code}` in messages))
    expect(silent).toStrictEqual([])
  })
})
