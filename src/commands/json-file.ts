/** What a person wrote into a file for one of the owner's commands. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Ending, NOT_UNDERSTOOD } from './owner.ts'

/** What the file says, or an ending that tells where it is wrong. */
export function readJsonFile<Said>(file: string, schema: z.ZodType<Said>): Said {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new Ending(`${file} could not be read as JSON: ${reason}`, NOT_UNDERSTOOD)
  }
  return readSaid(file, text, schema)
}

export function readSaid<Said>(where: string, said: unknown, schema: z.ZodType<Said>): Said {
  const read = schema.safeParse(said)
  if (read.success) return read.data
  throw new Ending(
    `${where} says what no store can have:\n${z.prettifyError(read.error)}`,
    NOT_UNDERSTOOD,
  )
}
