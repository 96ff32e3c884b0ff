/** What a procedure is given with each request. */
import { implement, ORPCError } from '@orpc/server'
import { backendContract } from '../../contract/backend/router.ts'
import type { OnlineStorePrincipal } from '../access/shop-keys.ts'
import { onlyStoreOf, type OfficePrincipal } from '../access/office.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { DrawPaper } from '../../ports/paper.ts'
import type { Backend } from '../backend.ts'
import { firstShop, shopOf, type Shop } from '../setup/shop.ts'
import type { CodeMails } from '../shoppers/code-mail.ts'
import { needOf } from '../../contract/backend/office-need.ts'
import type { AttemptLimit } from './attempt-limit.ts'
import type { InHandLimit } from './in-hand-limit.ts'
import { guard } from './office-guard.ts'
import { notFound, raise } from './refusal.ts'
import type { SessionCookie } from './session-cookie.ts'

/** What the store's page needs of who asks, beside what they ask. */
export interface Shopping {
  readonly cookie: SessionCookie
  /** How often a caller may ask for codes and be wrong about them. */
  readonly callers: AttemptLimit
  readonly mails: CodeMails
}

/** What coming in at the office needs of who asks. */
export interface Door {
  readonly cookie: SessionCookie
  /** How often a caller may be wrong about a password. */
  readonly callers: AttemptLimit
  /** How many passwords are looked at at once. */
  readonly looking: InHandLimit
}

export interface RequestContext {
  readonly backend: Backend
  readonly enrolments: AttemptLimit
  /** Where the request came from, as far as the socket tells. */
  readonly remote: string
  readonly terminal?: TerminalPrincipal
  readonly office?: OfficePrincipal
  /** With requests of the administration. */
  readonly door?: Door
  /** An online store that showed its key. */
  readonly onlineStore?: OnlineStorePrincipal
  /** With requests of the store's page. */
  readonly shopping?: Shopping
  /** Absent where this backend was put together without it. */
  readonly drawPaper?: DrawPaper | undefined
}

/**
 * Whatever a procedure throws that is not an answer is a fault: logged here, told as nothing but
 * that.
 */
export const guarded = implement(backendContract)
  .$context<RequestContext>()
  .use(async ({ context, next, path }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ORPCError) throw error
      const reason = error instanceof Error ? error.message : 'not an error'
      context.backend.log.error('a request failed', { procedure: path.join('.'), reason })
      throw new ORPCError('INTERNAL_SERVER_ERROR')
    }
  })
  .use(({ context, next, path, procedure }, input) => {
    const need = needOf(procedure)
    const name = path.join('.')
    if (need) {
      const { method } = procedure['~orpc'].route
      return guard(context, { need, name, method }, input, async () => next())
    }
    // What forgot to say what it needs is for nobody.
    if (context.door) throw new Error(`${name} does not say who may ask it`)
    return next()
  })

export function requireTerminal({ terminal }: RequestContext): TerminalPrincipal {
  if (!terminal) throw raise('credential-wrong')
  return terminal
}

export function requireOffice({ office }: RequestContext): OfficePrincipal {
  if (!office) throw raise('credential-wrong')
  return office
}

/** Only `/administration/` is answered by what asks for it. */
export function requireDoor({ door }: RequestContext): Door {
  if (!door) throw new Error('not a request of the administration')
  return door
}

/** Only `/shop/` is answered by what asks for it. */
export function requireShopping({ shopping }: RequestContext): Shopping {
  if (!shopping) throw new Error('not a request of the store page')
  return shopping
}

/** The shop that the store's page shows. */
export async function publicShop({ backend }: RequestContext): Promise<Shop> {
  return (await firstShop(backend.database)) ?? notFound()
}

/** The store that is asked about; where none is named, their own or the oldest that they reach. */
export async function ownShop(context: RequestContext, store: string | null): Promise<Shop> {
  const office = requireOffice(context)
  const only = onlyStoreOf(office)
  if (only !== null && store !== null && store !== only) throw raise('not-permitted')
  return (await shopOf(context.backend.database, office.tenant, store ?? only)) ?? notFound()
}

/** The shop of the asking terminal. */
export async function shopHere(context: RequestContext): Promise<Shop> {
  const { tenant, store } = requireTerminal(context)
  return (await shopOf(context.backend.database, tenant, store)) ?? notFound()
}
