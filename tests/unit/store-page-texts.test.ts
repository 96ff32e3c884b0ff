/** The words of the online store's page, in every language that it speaks. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PAGE_LANGUAGES, pageLocale, pageTexts } from '../../src/backend/shop/page-texts.ts'

const PAGE = new URL('../../src/backend/shop/page/', import.meta.url)
const english = pageTexts('en')
const KEYS = Object.keys(english)

const read = (file: string) => readFileSync(new URL(file, PAGE), 'utf8')
const sources = ['', 'store/'].flatMap((folder) =>
  readdirSync(new URL(folder, PAGE))
    .filter((name) => /\.(?:html|js)$/.test(name))
    .map((name) => read(folder + name)),
)
/** Keys that a page puts together as it goes. */
const PUT_TOGETHER = /^(?:live|order)\./

function placesOf(text: string | Record<string, string>): string[] {
  const all = typeof text === 'string' ? [text] : Object.values(text)
  const places = all.flatMap((each) => [...each.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  return [...new Set(places)].map(String).toSorted()
}

describe('the texts of the store page', () => {
  it.each(PAGE_LANGUAGES)('say the same things in %s, with its own plural forms', (language) => {
    const texts = pageTexts(language)
    expect(Object.keys(texts)).toEqual(KEYS)
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const key of KEYS) {
      const [text = '', usual = ''] = [texts[key], english[key]]
      expect([key, typeof text, placesOf(text)]).toEqual([key, typeof usual, placesOf(usual)])
      if (typeof text === 'string') expect(text).not.toBe('')
      // French and Spanish have a form for millions, of which no shop has so many.
      else
        for (const form of forms.filter((each) => each !== 'many' || language === 'ar'))
          if (!(form in text) && !['zero', 'one', 'two'].includes(form))
            expect(text).toHaveProperty(form)
    }
  })

  it('are all said somewhere, and nothing is said that has none', () => {
    const said = sources.flatMap((source) => [
      ...[...source.matchAll(/\{\{t:([\w.-]+)\}\}/g)].map(([, key = '']) => key),
      ...[...source.matchAll(/say\([^)]*?'([a-z][\w.-]*)'/g)].map(([, key = '']) => key),
    ])
    expect(said.filter((key) => !(key in english))).toEqual([])
    const code = sources.join('\n')
    const unsaid = KEYS.filter((key) => !PUT_TOGETHER.test(key)).filter(
      (key) => !code.includes(`'${key}'`) && !code.includes(`t:${key}}`),
    )
    expect(unsaid).toEqual(['made-up'])
  })
})

describe('the language of the store page', () => {
  it.each([
    ['ar-EG,ar;q=0.9,en;q=0.8', 'de-DE', 'ar-DE-u-nu-latn'],
    ['de;q=0.2, fr;q=0.9, tlh', 'en-GB', 'fr-GB-u-nu-latn'],
    ['tlh, *;q=0.1', 'ar-EG', 'ar-EG'],
    [undefined, 'zh-Hans-CN', 'zh-Hans-CN'],
    ['es;q=0, nl', 'nl-NL', 'en-NL-u-nu-latn'],
    ['x'.repeat(10_000), 'de-AT', 'de-AT'],
  ])('for %s at a shop of %s is %s', (wishes, shop, locale) => {
    expect(pageLocale(wishes, shop)).toBe(locale)
  })
})
