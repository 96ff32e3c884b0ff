/** The words of the online store's page: a message file for each language, with the same keys. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { languageOf, spokenLocale } from '../../domain/language.ts'

export const PAGE_LANGUAGES = ['en', 'de', 'fr', 'es', 'ar', 'zh'] as const
type PageLanguage = (typeof PAGE_LANGUAGES)[number]

/** A text or, where it says how many, its plural forms by their CLDR names. */
const textsSchema = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]))
export type PageTexts = z.infer<typeof textsSchema>

/** Wishes of one header that are read. */
const WISHES_READ = 20

/**
 * The locale of a page: the first language that the browser wishes for and the page speaks, else
 * the shop's, else English; with the shop's region and digits.
 * @param wishes the header `Accept-Language`. Source: RFC 9110, 12.5.4.
 */
export function pageLocale(wishes: string | undefined, shop: string): string {
  const wished = (wishes ?? '')
    .split(',', WISHES_READ)
    .map((wish) => {
      const [tag = '', weight] = wish.trim().split(/\s*;\s*q=/)
      return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight) || 0 }
    })
    .filter(({ language, weight }) => weight > 0 && isSpoken(language))
    .toSorted((one, other) => other.weight - one.weight)
  const usual = languageOf(shop)
  return spokenLocale(wished[0]?.language ?? (isSpoken(usual) ? usual : 'en'), shop)
}

function isSpoken(language: string): language is PageLanguage {
  return PAGE_LANGUAGES.some((each) => each === language)
}

export function pageTexts(locale: string): PageTexts {
  const language = languageOf(locale)
  const file = `page/messages/${isSpoken(language) ? language : 'en'}.json`
  return textsSchema.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')))
}
