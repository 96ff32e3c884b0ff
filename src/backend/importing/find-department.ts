/** Leads dirty category texts and names to a department, by the rules of `departments.ts`. */
import { fold } from './clean-text.ts'
import { DEPARTMENT_RULES, type GroceryDepartmentCode } from './departments.ts'

const RULES = DEPARTMENT_RULES.map(([department, words]) => ({
  department,
  pattern: patternOf(words.split(',').map((word) => word.trim().replaceAll(/\s+/g, ' '))),
}))
/** `en:`, `fr:` and the like, in which Open Food Facts marks the language of a category. */
const LANGUAGE = /^[a-z]{2}:/

/** The department of a grocery: by its most particular category that is known, else by its name. */
export function findDepartment(category: string, name: string): GroceryDepartmentCode {
  for (const part of category.split(',').toReversed()) {
    const found = byWords(part.trim().replace(LANGUAGE, ''))
    if (found !== undefined) return found
  }
  return byWords(name) ?? 'other'
}

function byWords(text: string): GroceryDepartmentCode | undefined {
  const folded = fold(text)
  if (folded === '') return undefined
  return RULES.find(({ pattern }) => pattern.test(folded))?.department
}

/** Folded text holds only letters, digits and single spaces, so a word ends at a space. */
function patternOf(words: readonly string[]): RegExp {
  const alternatives = words.map((word) =>
    word.endsWith('*') ? word.slice(0, -1) : `${word}(?= |$)`,
  )
  return new RegExp(`(?:^| )(?:${alternatives.join('|')})`)
}
