/**
 * The real procedures of the backend, as its HTTP server calls them: a request in, an answer out,
 * without the sockets. Who asks is told by the credential, as there.
 */
import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { terminalOf } from '../../src/backend/access/principal.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { feedOf } from '../../src/backend/feeds/names.ts'
import { createAttemptLimit } from '../../src/backend/http/attempt-limit.ts'
import type { RequestContext } from '../../src/backend/http/context.ts'
import { shopRouter } from '../../src/backend/http/shop-router.ts'
import { syncRouter } from '../../src/backend/http/sync-router.ts'
import { createCodeMails } from '../../src/backend/shoppers/code-mail.ts'
import { pulledSchema } from '../../src/contract/backend/sync.ts'
import type { HttpAnswer, HttpRequest } from './till/protocol.ts'

const HEARTBEAT_MS = 15_000

const procedures = new OpenAPIHandler<RequestContext>({ sync: syncRouter, shop: shopRouter })

export interface Server {
  answer(request: HttpRequest): Promise<HttpAnswer>
  /** Tells of the feeds of the sender's store until the answer is called. */
  listen(request: HttpRequest, tell: (text: string) => void): Promise<(() => void) | undefined>
}

export function createServer(backend: Backend): Server {
  const { database, changes, clock } = backend
  const enrolments = createAttemptLimit(clock)
  // Nobody signs in here: who looks at the shelf is nobody that the shop knows.
  const keeps = (): void => undefined
  const cookie = { token: undefined, keep: keeps, forget: keeps }
  const mails = createCodeMails(backend)
  const shopping = { cookie, callers: createAttemptLimit(clock), mails }
  return {
    async answer({ method, path, body, credential }) {
      const terminal = await terminalOf(database, credential)
      if (!terminal && credential !== undefined) {
        return { status: 401, body: JSON.stringify({ code: 'credential-wrong' }) }
      }
      const context: RequestContext = { backend, enrolments, remote: 'somewhere', shopping }
      const request = new Request(new URL(path, 'http://backend'), {
        ...{ method, headers: { 'content-type': 'application/json' } },
        ...(body === undefined ? {} : { body }),
      })
      const { response } = await procedures.handle(request, {
        context: terminal ? { ...context, terminal } : context,
      })
      return { status: response?.status ?? 404, body: (await response?.text()) ?? '' }
    },
    async listen({ credential }, tell) {
      const sender = await terminalOf(database, credential)
      if (!sender) return undefined
      const { tenant, store } = sender
      const feeds = new Set(pulledSchema.options.map((collection) => feedOf(collection, store)))
      const unsubscribe = changes.subscribe((moved) => {
        if (moved.tenant !== tenant || !feeds.has(moved.feed)) return
        tell(`event: poke\ndata: ${JSON.stringify([moved.feed])}\n\n`)
      })
      const beat = (): void => {
        tell(': heartbeat\n\n')
        stopHeart = clock.after(HEARTBEAT_MS, beat)
      }
      let stopHeart = clock.after(HEARTBEAT_MS, beat)
      return () => {
        stopHeart()
        unsubscribe()
      }
    },
  }
}
