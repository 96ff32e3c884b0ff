/** What a procedure is given with each request. */
import { implement, ORPCError } from '@orpc/server'
import { backendContract } from '../../contract/backend/router.ts'
import type { OnlineStorePrincipal } from '../access/shop-keys.ts'
import type { OwnerPrincipal, TerminalPrincipal } from '../access/principal.ts'
import type { DrawPaper } from '../../ports/paper.ts'
import type { Backend } from '../backend.ts'
import { shopOf, type Shop } from '../setup/shop.ts'
import type { AttemptLimit } from './attempt-limit.ts'
import { raise } from './refusal.ts'

export interface RequestContext {
  readonly backend: Backend
  readonly enrolments: AttemptLimit
  /** Where the request came from, as far as the socket tells. */
  readonly remote: string
  readonly terminal?: TerminalPrincipal
  readonly owner?: OwnerPrincipal
  /** An online store that showed its key. */
  readonly onlineStore?: OnlineStorePrincipal
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

/** A shop of whoever owns it, the oldest where none is named. */
export async function ownShop(context: RequestContext, store: string | null): Promise<Shop> {
  const shop = await shopOf(context.backend.database, requireOwner(context).tenant, store)
  if (!shop) throw raise('not-found')
  return shop
}
