/**
 * The contract's procedures over HTTP, with failures in the closed table's words and bodies within
 * limits.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { ORPCError } from '@orpc/server'
import { BodyLimitPlugin } from '@orpc/server/node'
import type { FailureCode } from '../../domain/failure.ts'
import type { RequestContext } from './context.ts'
import { invoicesRouter } from './invoices-router.ts'
import { mailRouter } from './mail-router.ts'
import { officeRouter } from './office-router.ts'
import { priceListsRouter } from './price-lists-router.ts'
import { actsRouter } from './acts-router.ts'
import { doorRouter } from './door-router.ts'
import { devicesRouter } from './devices-router.ts'
import { promotionsRouter } from './promotions-router.ts'
import { purchasingRouter } from './purchasing-router.ts'
import { storesRouter } from './stores-router.ts'
import { taxClassesRouter } from './tax-classes-router.ts'
import { taxPacksRouter } from './tax-packs-router.ts'
import { raise } from './refusal.ts'
import { refundsRouter } from './refunds-router.ts'
import { reportsRouter } from './reports-router.ts'
import { administrationRouter } from './administration-router.ts'
import { settingsRouter } from './settings-router.ts'
import { shopKeysRouter } from './shop-keys-router.ts'
import { shopRouter } from './shop-router.ts'
import { shopperRouter } from './shopper-router.ts'
import { staffRouter } from './staff-router.ts'
import { syncRouter } from './sync-router.ts'
import { tillsRouter } from './tills-router.ts'

/**
 * A hundred ordinary entries are far below it; a terminal sends fewer at once where they are large.
 */
export const BODY_BYTES_LIMIT = 8 * 1024 * 1024
/** The text of a catalogue file of 64 MB, as JSON writes it. */
export const IMPORT_BYTES_LIMIT = 96 * 1024 * 1024

export interface Api {
  /** False where no procedure has this method and path. Answers every failure itself. */
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    context: RequestContext,
  ): Promise<boolean>
}

export function createApi(): Api {
  const small = {
    ...{ sync: syncRouter, shop: shopRouter, shopper: shopperRouter },
    ...{ staff: staffRouter, tills: tillsRouter, office: officeRouter },
  }
  const office = {
    ...{ reports: reportsRouter, settings: settingsRouter, invoices: invoicesRouter },
    ...{ priceLists: priceListsRouter, mail: mailRouter, purchasing: purchasingRouter },
    ...{ stores: storesRouter, devices: devicesRouter, shopKeys: shopKeysRouter },
    ...{ taxClasses: taxClassesRouter, taxPacks: taxPacksRouter, refunds: refundsRouter },
    ...{ promotions: promotionsRouter, door: doorRouter, acts: actsRouter },
  }
  const handlers = [
    handlerOf({ ...small, ...office }, BODY_BYTES_LIMIT),
    handlerOf({ administration: administrationRouter }, IMPORT_BYTES_LIMIT),
  ]
  return {
    async handle(request, response, context) {
      for (const handler of handlers) {
        if ((await handler.handle(request, response, { context })).matched) return true
      }
      return false
    },
  }
}

type AnyApiRouter = ConstructorParameters<typeof OpenAPIHandler<RequestContext>>[0]

function handlerOf(router: AnyApiRouter, maxBodySize: number): OpenAPIHandler<RequestContext> {
  return new OpenAPIHandler<RequestContext>(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize })],
    interceptors: [
      async (call) => {
        try {
          return await call.next()
        } catch (error) {
          throw inOurWords(error)
        }
      },
    ],
  })
}

/** The library's own refusals, by its code. */
const LIBRARY_CODES: Readonly<Record<string, FailureCode>> = {
  BAD_REQUEST: 'input-invalid',
  PAYLOAD_TOO_LARGE: 'too-large',
}

/**
 * Procedures throw nothing but ORPCError (see `guarded`): what else comes here could not be read.
 */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof ORPCError)) return raise('input-invalid')
  const code = LIBRARY_CODES[String(error.code)]
  return code === undefined ? error : raise(code)
}
