/** The backend's HTTP server: who asks, for what, and which part answers. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { sql } from 'kysely'
import type { DrawPaper } from '../../ports/paper.ts'
import { onlineStoreOf } from '../access/shop-keys.ts'
import { bearerOf, ownerOf, terminalOf } from '../access/principal.ts'
import type { Backend } from '../backend.ts'
import { personIn } from '../office/sessions.ts'
import { firstShop, type Shop } from '../setup/shop.ts'
import { createCodeMails, type CodeMails } from '../shoppers/code-mail.ts'
import { createApi, type Api } from './api.ts'
import { createAttemptLimit, type AttemptLimit } from './attempt-limit.ts'
import type { RequestContext } from './context.ts'
import { createTerminalEvents, type TerminalEvents } from './events.ts'
import { createInHandLimit, type InHandLimit } from './in-hand-limit.ts'
import { describeApi } from './openapi.ts'
import { refuse } from './refusal.ts'
import { isFromOwnPage, officeCookie, shopperCookie } from './session-cookie.ts'

/** Answers what belongs to the store's page; false for what does not. */
export type PageServer = (
  request: IncomingMessage,
  response: ServerResponse,
  about: { readonly backend: Backend; readonly shop: Shop },
) => boolean

/** The page of the owner's reports; false for what is a question to the API. */
export type ReportsPageServer = (request: IncomingMessage, response: ServerResponse) => boolean

export interface BackendServer {
  readonly server: Server
  /** Ends the streams, lets requests in hand finish for a moment, then cuts the rest. */
  readonly close: () => Promise<void>
}

interface Parts {
  readonly backend: Backend
  readonly api: Api
  readonly events: TerminalEvents
  readonly enrolments: AttemptLimit
  readonly inHand: InHandLimit
  readonly shoppers: AttemptLimit
  readonly officeCallers: AttemptLimit
  readonly looking: InHandLimit
  readonly codeMails: CodeMails
  readonly servePage: PageServer
  readonly serveReports: ReportsPageServer | undefined
  readonly drawPaper: DrawPaper | undefined
}

const CONNECTIONS_LIMIT = 5000
/** For a whole request: a slow line needs a minute for a large import, and nobody needs more. */
const REQUEST_LONGEST_MS = 120_000
const HEADERS_LONGEST_MS = 15_000
/** Long enough for a push in hand; open store pages come back by themselves. */
const CLOSING_LONGEST_MS = 1000
/** Codes asked for and wrong ones from one caller in a minute; a proxy is one caller for all. */
const SHOPPER_ATTEMPTS_LIMIT = 30
/** Of 64 MB each; beyond it one is told to come again. */
const PASSWORDS_AT_ONCE = 4

export function createBackendServer(
  backend: Backend,
  servePage: PageServer,
  serveReports?: ReportsPageServer,
  drawPaper?: DrawPaper,
): BackendServer {
  const events = createTerminalEvents(backend)
  const enrolments = createAttemptLimit(backend.clock)
  const shoppers = createAttemptLimit(backend.clock, SHOPPER_ATTEMPTS_LIMIT)
  const codeMails = createCodeMails(backend)
  const parts: Parts = {
    ...{ backend, api: createApi(), events, enrolments, inHand: createInHandLimit() },
    ...{ servePage, serveReports, drawPaper, shoppers, codeMails },
    officeCallers: createAttemptLimit(backend.clock),
    looking: createInHandLimit(PASSWORDS_AT_ONCE),
  }
  const server = createServer(
    { requestTimeout: REQUEST_LONGEST_MS, headersTimeout: HEADERS_LONGEST_MS },
    (request, response) => void answer(parts, request, response),
  )
  server.maxConnections = CONNECTIONS_LIMIT
  return { server, close: () => close(parts, server) }
}

/** Never throws: a fault of ours is logged and told as nothing but that. */
async function answer(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    response.setHeader('x-content-type-options', 'nosniff')
    await route(parts, request, response)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'not an error'
    parts.backend.log.error('a request failed', { reason })
    if (response.headersSent) response.destroy()
    else response.writeHead(500, { connection: 'close' }).end()
  }
}

async function route(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = pathOf(request)
  if (path === undefined) return refuse(response, 'input-invalid')
  if (path === '/health') return health(parts.backend, response)
  if (path === '/openapi.json') return sendJson(response, 200, await describeApi())
  if (path.startsWith('/sync/')) return sync(parts, request, response, path)
  if (path.startsWith('/administration/') && parts.serveReports?.(request, response)) return
  if (path.startsWith('/administration/')) return administration(parts, request, response, path)
  if (BY_KEY.has(path)) return orders(parts, request, response)
  if (path.startsWith('/shop/') && path !== '/shop/events') {
    return shop(parts, request, response, path)
  }
  return page(parts, request, response)
}

/** What anybody may ask of the online store: nothing is changed by it. */
const PUBLIC: ReadonlySet<string> = new Set(['/shop/offers', '/shop/departments', '/shop/quote'])

const BY_KEY: ReadonlySet<string> = new Set(['/shop/orders', '/shop/order-quotes'])

/** For an online store that shows its key: it answers for whom it orders. */
async function orders(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = bearerOf(request.headers.authorization)
  const onlineStore = await onlineStoreOf(parts.backend.database, key)
  if (!onlineStore) return refuse(response, 'credential-wrong')
  const done = parts.inHand.take(onlineStore.id)
  if (!done) return refuse(response, 'busy')
  try {
    await api(parts, request, response, { onlineStore })
  } finally {
    done()
  }
}

async function page(
  { backend, servePage }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const shop = await firstShop(backend.database)
  if (!shop || !servePage(request, response, { backend, shop })) refuse(response, 'not-found')
}

/** Undefined for what is no path at all. */
function pathOf(request: IncomingMessage): string | undefined {
  return URL.parse(request.url ?? '', 'http://backend')?.pathname
}

async function health({ database }: Backend, response: ServerResponse): Promise<void> {
  await sql`select 1`.execute(database)
  sendJson(response, 200, { status: 'ok' })
}

/** A credential is asked for before a byte of the body is read; enrolling is what gives one. */
async function sync(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (path === '/sync/enrol') return api(parts, request, response, {})
  const credential = bearerOf(request.headers.authorization)
  const terminal = await terminalOf(parts.backend.database, credential)
  if (!terminal) return refuse(response, 'credential-wrong')
  if (path === '/sync/events') return parts.events.open(response, terminal)
  const done = parts.inHand.take(terminal.terminal)
  if (!done) return refuse(response, 'busy')
  try {
    await api(parts, request, response, { terminal })
  } finally {
    done()
  }
}

/** Asked before anybody is in. */
const AT_THE_DOOR: ReadonlySet<string> = new Set([
  ...['/administration/sign-in', '/administration/sign-out'],
])

/**
 * For the owner's token, or for who is signed in: a cookie is shown by a browser whatever page
 * asks, so it counts for our own alone.
 */
async function administration(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const { backend, officeCallers: callers, looking } = parts
  const bearer = request.headers.authorization
  const cookie = officeCookie(request, response)
  const door = { cookie, callers, looking }
  if (bearer !== undefined) {
    const owner = await ownerOf(backend.database, bearerOf(bearer))
    if (!owner) return refuse(response, 'credential-wrong')
    return api(parts, request, response, { office: owner, door })
  }
  const isAtDoor = AT_THE_DOOR.has(path)
  if (cookie.token === undefined && !isAtDoor) return refuse(response, 'credential-wrong')
  if (!isFromOwnPage(request)) return refuse(response, 'not-permitted')
  const office = await personIn(backend, cookie.token)
  if (!office && !isAtDoor) return refuse(response, 'credential-wrong')
  return api(parts, request, response, { ...(office && { office }), door })
}

/** Nothing is changed for a page of somebody else, whose visitor's browser would show who it is. */
async function shop(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  if (!PUBLIC.has(path) && !isFromOwnPage(request)) return refuse(response, 'not-permitted')
  const { shoppers: callers, codeMails: mails } = parts
  return api(parts, request, response, {
    shopping: { cookie: shopperCookie(request, response), callers, mails },
  })
}

async function api(
  { backend, enrolments, drawPaper, api: procedures }: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  principal: Pick<RequestContext, 'terminal' | 'office' | 'door' | 'onlineStore' | 'shopping'>,
): Promise<void> {
  const remote = request.socket.remoteAddress ?? ''
  response.setHeader('cache-control', 'no-store')
  const context: RequestContext = { backend, enrolments, remote, drawPaper, ...principal }
  if (!(await procedures.handle(request, response, context))) refuse(response, 'not-found')
}

function sendJson(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(content))
}

async function close({ backend, events, codeMails }: Parts, server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  events.close()
  server.closeIdleConnections()
  const stop = backend.clock.after(CLOSING_LONGEST_MS, () => server.closeAllConnections())
  await closed
  stop()
  await codeMails.close()
}
