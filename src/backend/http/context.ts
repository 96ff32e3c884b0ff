/** What a procedure is given with each request. */
import { implement, ORPCError } from '@orpc/server'
import { backendContract } from '../../contract/backend/router.ts'
import type { OnlineStorePrincipal } from '../access/shop-keys.ts'
import type { OwnerPrincipal, TerminalPrincipal } from '../access/principal.ts'
import type { DrawPaper } from '../../ports/paper.ts'
import type { Backend } from '../backend.ts'
import { firstShop, shopOf, type Shop } from '../setup/shop.ts'
import type { CodeMails } from '../shoppers/code-mail.ts'
import type { AttemptLimit } from './attempt-limit.ts'
import { notFound, raise } from './refusal.ts'
import type { ShopperCookie } from './shopper-cookie.ts'

/** What the store's page needs of who asks, beside what they ask. */
export interface Shopping {
  readonly cookie: ShopperCookie
  /** How often a caller may ask for codes and be wrong about them. */
  readonly callers: AttemptLimit
  readonly mails: CodeMails
}

export interface RequestContext {
  readonly backend: Backend
  readonly enrolments: AttemptLimit
  /** Where the request came from, as far as the socket tells. */
  readonly remote: string
  readonly terminal?: TerminalPrincipal
  readonly owner?: OwnerPrincipal
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

export function requireTerminal({ terminal }: RequestContext): TerminalPrincipal {
  if (!terminal) throw raise('credential-wrong')
  return terminal
}

export function requireOwner({ owner }: RequestContext): OwnerPrincipal {
  if (!owner) throw raise('credential-wrong')
  return owner
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

/** A shop of whoever owns it, the oldest where none is named. */
export async function ownShop(context: RequestContext, store: string | null): Promise<Shop> {
  const { tenant } = requireOwner(context)
  return (await shopOf(context.backend.database, tenant, store)) ?? notFound()
}

/** The shop of the asking terminal. */
export async function shopHere(context: RequestContext): Promise<Shop> {
  const { tenant, store } = requireTerminal(context)
  return (await shopOf(context.backend.database, tenant, store)) ?? notFound()
}
