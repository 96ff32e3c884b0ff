/**
 * One request to the backend. What is not our backend's own JSON is no answer: a captive portal's
 * page, a half response and a proxy's error are all `unreachable`, never a success.
 */
import { z } from 'zod'
import { LinkFailure } from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import { readBounded } from './read-bounded.ts'

/** A request that has no answer by then is given up; sync asks again, selling never waited. */
export const ANSWER_WITHIN_MS = 20_000
/** Far above a full page of the widest documents. */
const ANSWER_BYTES = 16 * 1024 * 1024

export interface BackendRequest<Answer> {
  readonly url: string
  readonly path: string
  readonly credential?: string
  readonly clock: Clock
  readonly schema: z.ZodType<Answer>
  readonly body?: unknown
  /** Gives the request up when it is aborted. */
  readonly closing?: AbortSignal
}

/** Bounded in time and size. Rejects with `LinkFailure`; resolves only to a parsed answer. */
export async function request<Answer>(options: BackendRequest<Answer>): Promise<Answer> {
  const { closing } = options
  const abort = new AbortController()
  const giveUp = (): void => abort.abort()
  const cancel = options.clock.after(ANSWER_WITHIN_MS, giveUp)
  closing?.addEventListener('abort', giveUp)
  if (closing?.aborted === true) giveUp()
  try {
    const response = await fetch(new URL(options.path, options.url), {
      method: options.body === undefined ? 'GET' : 'POST',
      headers: headersOf(options),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      redirect: 'error',
      signal: abort.signal,
    })
    const text = await readBounded(response, ANSWER_BYTES)
    if (!response.ok) throw refusal(response.status, text)
    return options.schema.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof LinkFailure) throw error
    throw new LinkFailure('unreachable', 'no trustworthy answer', { cause: error })
  } finally {
    cancel()
    closing?.removeEventListener('abort', giveUp)
  }
}

function headersOf(options: BackendRequest<unknown>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(options.credential === undefined ? {} : { authorization: `Bearer ${options.credential}` }),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
}

const refusalSchema = z.looseObject({
  code: z.enum(['credential-wrong', 'enrolment-code-wrong', 'input-invalid', 'too-large', 'busy']),
})

/** Our own refusals carry a code; a status alone may come from any proxy on the way. */
function refusal(status: number, text: string): LinkFailure {
  const code = codeIn(text)
  if (code === undefined) return new LinkFailure('unreachable', `status ${String(status)}`)
  return new LinkFailure(code, `refused: ${code}`)
}

function codeIn(text: string): z.infer<typeof refusalSchema>['code'] | undefined {
  try {
    return refusalSchema.safeParse(JSON.parse(text)).data?.code
  } catch {
    // A proxy's own error page: there is no code in it, which is the answer.
    return undefined
  }
}
