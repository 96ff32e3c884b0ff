/**
 * The backend over HTTP. What is not our backend's own JSON is no answer: a captive portal's page, a
 * half response and a proxy's error are all `unreachable`, never a success.
 */
import { z } from 'zod'
import {
  headsOutputSchema,
  PUSH_LIMIT,
  pullOutputSchema,
  pushOutputSchema,
} from '../contract/backend/sync.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import {
  LinkFailure,
  type BackendLink,
  type FeedCheckpoint,
  type PushAnswer,
} from '../ports/backend-link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { listenForPokes } from './poke-stream.ts'
import { readBounded } from './read-bounded.ts'

/** A request that has no answer by then is given up; sync asks again, selling never waited. */
const ANSWER_WITHIN_MS = 20_000
/** Far above a full page of the widest documents. */
const ANSWER_BYTES = 16 * 1024 * 1024
/** The backend takes 8 MiB; a character is at most three bytes, or two more when it is escaped. */
const PUSH_CHARACTERS = 2 * 1024 * 1024

export interface HttpLinkOptions {
  readonly url: string
  readonly credential: string
  readonly clock: Clock
  readonly random: Random
}

export function createHttpLink(options: HttpLinkOptions): BackendLink {
  const ask = <Answer>(path: string, schema: z.ZodType<Answer>, body?: unknown): Promise<Answer> =>
    request({ ...options, path, schema, body })
  return {
    async pull(collection, after, limit) {
      return ask(`/sync/pull?${pullQuery(collection, after, limit)}`, pullOutputSchema)
    },
    async push(entries) {
      const all: PushAnswer[] = []
      for (const batch of batchesOf(entries)) {
        const { answers } = await ask('/sync/push', pushOutputSchema, { entries: batch })
        if (answers.length !== batch.length) {
          throw new LinkFailure('unreachable', 'the answer does not match what was sent')
        }
        all.push(...answers)
      }
      return all
    },
    heads: () => ask('/sync/heads', headsOutputSchema),
    listen: (listener) => listenForPokes(options, listener),
  }
}

/** Cuts a push so that each request stays within what the backend takes, in count and in characters. */
function* batchesOf(entries: readonly SealedEntry[]): Generator<SealedEntry[]> {
  let batch: SealedEntry[] = []
  let size = 0
  for (const entry of entries) {
    const own = entry.canonical.length + (entry.personal?.length ?? 0)
    if (batch.length > 0 && (batch.length >= PUSH_LIMIT || size + own > PUSH_CHARACTERS)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(entry)
    size += own
  }
  if (batch.length > 0) yield batch
}

function pullQuery(collection: string, after: FeedCheckpoint | undefined, limit: number): string {
  const query = new URLSearchParams({ collection, limit: String(limit) })
  if (after) {
    query.set('feed', after.feed)
    query.set('generation', after.generation)
    query.set('n', String(after.n))
  }
  return query.toString()
}

export interface BackendRequest<Answer> {
  readonly url: string
  readonly path: string
  readonly credential?: string
  readonly clock: Clock
  readonly schema: z.ZodType<Answer>
  readonly body?: unknown
}

/** One request, bounded in time and size. Rejects with `LinkFailure`; resolves only to a parsed answer. */
export async function request<Answer>(options: BackendRequest<Answer>): Promise<Answer> {
  const abort = new AbortController()
  const cancel = options.clock.after(ANSWER_WITHIN_MS, () => abort.abort())
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
  }
}

function headersOf(options: BackendRequest<unknown>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(options.credential === undefined ? {} : { authorization: `Bearer ${options.credential}` }),
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
}

const refusalSchema = z.looseObject({ code: z.string().max(60) })
const REFUSALS = new Set(['credential-wrong', 'input-invalid', 'too-large', 'busy'] as const)

/** Our own refusals carry a code; a status alone may come from any proxy on the way. */
function refusal(status: number, text: string): LinkFailure {
  const code = codeIn(text)
  for (const known of REFUSALS)
    if (known === code) return new LinkFailure(known, `refused: ${code}`)
  return new LinkFailure('unreachable', `status ${String(status)}`)
}

function codeIn(text: string): string | undefined {
  try {
    return refusalSchema.safeParse(JSON.parse(text)).data?.code
  } catch {
    // A proxy's own error page: there is no code in it, which is the answer.
    return undefined
  }
}
