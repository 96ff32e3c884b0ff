/** Asks a payment provider for refunds over HTTP. What it answers is kept as codes alone. */
import type { Clock } from '../../src/ports/clock.ts'
import type {
  PaymentProvider,
  ProviderLogin,
  RefundAnswer,
  RefundStatus,
} from '../../src/ports/payment-provider.ts'
import type { RefundTrouble } from '../../src/domain/returns/provider-refund.ts'
import { REFUNDS_PATH, refundReplySchema, WIRE_BYTES, type RefundReply } from './wire.ts'

/** A request that has no answer by then is given up, and asked about later. */
export const ANSWER_WITHIN_MS = 20_000

export function httpPaymentProvider(
  clock: Clock,
  answerWithinMs = ANSWER_WITHIN_MS,
): PaymentProvider {
  const ask = (login: ProviderLogin, path: string, body?: object) =>
    exchange({ login, path, body, clock, answerWithinMs })
  return {
    async refund(login, wanted) {
      const { key } = wanted
      const answer = await ask(login, REFUNDS_PATH, { ...wanted, key })
      // Whoever was just asked for it cannot know nothing of it.
      return answer.state === 'none' ? unknown('not-understood') : answer
    },
    status: (login, key) => ask(login, `${REFUNDS_PATH}/${key}`),
  }
}

interface Exchange {
  readonly login: ProviderLogin
  readonly path: string
  /** Undefined where nothing is asked for. */
  readonly body: object | undefined
  readonly clock: Clock
  readonly answerWithinMs: number
}

async function exchange(asked: Exchange): Promise<RefundStatus> {
  const { login, path, body, clock, answerWithinMs } = asked
  const abort = new AbortController()
  const cancel = clock.after(answerWithinMs, () => abort.abort())
  try {
    const response = await fetch(`${login.address}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${login.secret}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      // The secret goes to the address that the owner named, and nowhere else.
      redirect: 'error',
      signal: abort.signal,
    })
    const text = await readBounded(response)
    return answerOf(response.status, text)
  } catch (error) {
    return unknown(isOfTls(error) ? 'insecure' : 'unreachable')
  } finally {
    cancel()
  }
}

/** Throws beyond the limit: no answer is so long. */
async function readBounded(response: Response): Promise<string> {
  if (!response.body) return ''
  const body: ReadableStream<Uint8Array> = response.body
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    if (bytes > WIRE_BYTES) throw new Error('an answer longer than any')
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}

/** A word of ours counts; a status alone may come from any proxy on the way. */
function answerOf(status: number, text: string): RefundStatus {
  if (status === 401 || status === 403) return unknown('login-refused')
  if (status === 429 || status >= 500) return unknown('busy')
  const reply = replyIn(text)
  const isNone = reply?.state === 'none'
  if (!reply || isNone !== (status === 404) || (status !== 200 && !isNone)) {
    return unknown('not-understood')
  }
  return reply.state === 'pending' ? unknown('pending') : reply
}

function replyIn(text: string): RefundReply | undefined {
  try {
    return refundReplySchema.safeParse(JSON.parse(text)).data
  } catch {
    // No JSON: the page of some proxy, which is no answer.
    return undefined
  }
}

function unknown(trouble: RefundTrouble): Extract<RefundAnswer, { state: 'unknown' }> {
  return { state: 'unknown', trouble }
}

/** A server that does not prove who it is, by the code of what Node's TLS says. */
function isOfTls(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_/.test(code)
}
