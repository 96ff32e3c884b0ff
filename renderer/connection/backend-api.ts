/** Asks the backend over HTTP for who is at the office; every answer is read by its schema. */
import { z } from 'zod'
import { troubleOf, type Answer } from './trouble.ts'

/** The owner's; null for the session of whoever is signed in, which the browser shows itself. */
export type OfficeToken = string | null

/** Hears `turned-away` when who asks is not in, or not any more. */
export const officeDoor = new EventTarget()

export type Query = Readonly<Record<string, string | undefined>>

/** `what` is told from the page that asks, which lies in `…/administration/reports/`. */
export function ask<Schema extends z.ZodType>(
  token: OfficeToken,
  what: string,
  query: Query,
  schema: Schema,
): Promise<Answer<z.output<Schema>>> {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return fetched(`${what}?${new URLSearchParams(given).toString()}`, { headers: by(token) }, schema)
}

export function tell<Schema extends z.ZodType>(
  token: OfficeToken,
  what: string,
  body: object,
  schema: Schema,
): Promise<Answer<z.output<Schema>>> {
  const headers = { ...by(token), 'content-type': 'application/json' }
  return fetched(what, { method: 'POST', headers, body: JSON.stringify(body) }, schema)
}

function by(token: OfficeToken): Record<string, string> {
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

async function fetched<Schema extends z.ZodType>(
  url: string,
  request: RequestInit,
  schema: Schema,
): Promise<Answer<z.output<Schema>>> {
  try {
    const answer = await fetch(url, request)
    const body: unknown = await answer.json()
    if (answer.ok) return { ok: true, value: schema.parse(body) }
    const { code = 'internal', data } = refusalSchema.safeParse(body).data ?? {}
    if (code === 'credential-wrong') officeDoor.dispatchEvent(new Event('turned-away'))
    return { ok: false, trouble: troubleOf(code, data) }
  } catch (error) {
    // A broken line, or an answer that is none: both are told as a backend that is not there.
    const isLine = error instanceof TypeError
    return { ok: false, trouble: troubleOf(isLine ? 'unreachable' : 'internal') }
  }
}

const refusalSchema = z.object({ code: z.string(), data: z.unknown().optional() })
