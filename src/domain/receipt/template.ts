/**
 * What a store may say of the papers that customers take home: logo, lines above and below the
 * sale, languages. Name, address and tax number stand on them whatever it says.
 */
import type { StoreSettings } from '../settings.ts'
import { languageOf } from '../language.ts'
import type { ReceiptElement } from './document.ts'
import { SPACE } from './elements.ts'
import type { ReceiptWords } from './words.ts'

type Written = Pick<StoreSettings, 'locale' | 'receiptLanguages'>

/** The BCP 47 locale of figures and of the direction: the store's own where it has the language. */
export function receiptLocale({ locale, receiptLanguages }: Written): string {
  const first = receiptLanguages?.[0] ?? locale
  return languageOf(first) === languageOf(locale) ? locale : first
}

/** In two languages where the store says so: `Total / Summe`. */
export function receiptWords(
  store: Written,
  wordsFor: (locale: string) => ReceiptWords,
): ReceiptWords {
  const [first = store.locale, second] = store.receiptLanguages ?? []
  const words = wordsFor(first)
  return second === undefined ? words : both(words, wordsFor(second))
}

/** Both are made of words and of groups of words, by the same names. */
function both<Words extends object>(one: Words, other: Words): Words {
  const second = new Map<string, unknown>(Object.entries(other))
  return Object.fromEntries(
    Object.entries(one).map(([name, own]: [string, unknown]) => [
      name,
      joined(own, second.get(name)),
    ]),
  ) as Words
}

function joined(one: unknown, other: unknown): unknown {
  if (typeof one === 'object' && one !== null) return both(one, other ?? one)
  return one === other || other === '' ? one : `${String(one)} / ${String(other)}`
}

/** Where the logo will stand; nothing where there is none. */
export function logoMark({ receiptLogo }: Pick<StoreSettings, 'receiptLogo'>): ReceiptElement[] {
  return receiptLogo ? [{ kind: 'logo' }, SPACE] : []
}
