/** An entry read back from the text that was sealed, by whoever verifies a journal. */
import { passesBy } from './check.ts'
import { entrySchema, type Entry } from './facts.ts'

/** What passes is an entry as it stands; parsing may still make one of what does not. */
const passes = passesBy(entrySchema)

/** Undefined for what is no entry. */
export function readEntry(canonical: string): Entry | undefined {
  const content = parsed(canonical)
  return passes(content) ? (content as Entry) : entrySchema.safeParse(content).data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
