import { describe, expect, it } from 'vitest'
import { formatOf } from '../../renderer/format/format.ts'
import { choiceOf, languageFor } from '../../renderer/language/choice.ts'
import { spokenLocale } from '../../src/domain/language.ts'
import { readPreferences } from '../../renderer/preferences.ts'

const nothing = readPreferences(null)

describe('the language of the screens', () => {
  it('is the shop’s until a terminal or a person chose another', () => {
    expect(languageFor(nothing, 'anna', 'de-AT')).toBe('de')
    expect(languageFor({ ...nothing, language: 'fr' }, 'anna', 'de-AT')).toBe('fr')
    const chosen = { ...nothing, language: 'fr', languages: { anna: 'ar' } }
    expect(languageFor(chosen, 'anna', 'de-AT')).toBe('ar')
    expect(languageFor(chosen, 'ben', 'de-AT')).toBe('fr')
    expect(languageFor(chosen, undefined, 'de-AT')).toBe('fr')
  })

  it('is English where there are no messages for it', () => {
    expect(languageFor(nothing, undefined, 'fi-FI')).toBe('en')
    expect(languageFor({ ...nothing, languages: { anna: 'xx' } }, 'anna', 'de')).toBe('en')
  })

  it('is remembered for a person alone, or for the terminal where nobody is signed in', () => {
    expect(choiceOf(nothing, undefined, 'es')).toStrictEqual({ language: 'es' })
    const first = { ...nothing, ...choiceOf(nothing, 'anna', 'es') }
    expect(first.languages).toStrictEqual({ anna: 'es' })
    expect(choiceOf(first, 'anna', null)).toStrictEqual({ languages: {} })
  })

  it('forgets who chose longest ago before the list grows without end', () => {
    let preferences = nothing
    for (let person = 0; person < 250; person++) {
      preferences = { ...preferences, ...choiceOf(preferences, `p${String(person)}`, 'zh') }
    }
    expect(Object.keys(preferences.languages)).toHaveLength(200)
    expect(preferences.languages['p249']).toBe('zh')
  })
})

describe('figures in another language than the shop’s', () => {
  const shop = { locale: 'de-DE', currency: 'EUR', zone: 'Europe/Berlin' }
  const moment = Date.UTC(2026, 10, 26, 4, 5)

  it('stay as they are on the receipt, digits and all', () => {
    const arabic = formatOf(shop, spokenLocale('ar', shop.locale))
    expect(arabic.figure(123_456)).toBe('1.234,56')
    expect(arabic.moment(moment)).toMatch(/2026/)
    expect(arabic.moment(moment)).not.toMatch(/Nov/)
  })

  it('are the shop’s own Arabic digits where the shop writes them', () => {
    expect(spokenLocale('en', 'ar-EG')).toBe('en-EG-u-nu-arab')
    expect(spokenLocale('ar', 'ar-EG')).toBe('ar-EG')
    expect(formatOf({ ...shop, locale: 'ar-EG' }).figure(1250)).toBe('١٢٫٥٠')
  })
})
