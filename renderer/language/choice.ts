/** Which language the screens speak: a person's own, else this terminal's, else the shop's. */
import { languageOf } from '../../src/domain/language.ts'
import type { Preferences } from '../preferences.ts'
import { LANGUAGES } from './language.tsx'

/**
 * @param person who is signed in, if anybody
 * @param usual BCP 47: the shop's locale, or the browser's until a shop is known
 */
export function languageFor(
  preferences: Preferences,
  person: string | undefined,
  usual: string,
): string {
  const own = person === undefined ? undefined : preferences.languages[person]
  const chosen = own ?? preferences.language ?? languageOf(usual)
  return LANGUAGES.includes(chosen) ? chosen : 'en'
}

/** The change of preferences by which a language is chosen; null is the usual one again. */
export function choiceOf(
  preferences: Preferences,
  person: string | undefined,
  language: string | null,
): Partial<Preferences> {
  if (person === undefined) return { language }
  const { [person]: _, ...others } = preferences.languages
  const kept = Object.entries(others).slice(-PEOPLE_KEPT)
  return {
    languages: Object.fromEntries(language === null ? kept : [...kept, [person, language]]),
  }
}

/** So many people's languages are kept on one terminal; whoever chose longest ago is forgotten. */
const PEOPLE_KEPT = 199
