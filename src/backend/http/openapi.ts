/**
 * The OpenAPI description, made from the contract when somebody first asks for it: that would be
 * two fifths of a backend's start, and few backends are ever asked.
 */
import type { AnyContractProcedure } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { needOf } from '../../contract/backend/office-need.ts'
import { backendContract } from '../../contract/backend/router.ts'
import { OFFICE_COOKIE } from './session-cookie.ts'

let described: Promise<object> | undefined

export function describeApi(): Promise<object> {
  described ??= generate()
  return described
}

async function generate(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const described = await generator.generate(backendContract, {
    info: {
      title: 'Holdfast backend',
      version: '1',
      description:
        'Terminals (`/sync`) and the owner (`/administration`) show a Bearer credential; people ' +
        'of the shop sign in at `/administration/sign-in`, and the cookie of their session does ' +
        'what their role may: `x-holdfast-needs` names the permission (or `session`, or ' +
        '`nothing`), `x-holdfast-of` whether it is about one `store` or all of the `shop`. ' +
        '`/shop` is public, but orders are placed by an online store with a key of its own, and ' +
        "what is a customer's is told by the cookie of who signed in on the store's page. " +
        '`GET /sync/events` is a stream of Server-Sent Events beside it: `event: poke`, whose ' +
        'data is a JSON array of the names of the feeds that moved.',
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: OFFICE_COOKIE },
      },
    },
    security: [{ bearer: [] }, { session: [] }, {}],
  })
  tellNeeds(described.paths ?? {})
  return described
}

/** Says beside each procedure of the administration what it asks of who calls it. */
function tellNeeds(paths: Readonly<Record<string, object | undefined>>): void {
  for (const part of Object.values(backendContract)) {
    for (const procedure of Object.values(part as Record<string, AnyContractProcedure>)) {
      const { path = '', method = '' } = procedure['~orpc'].route
      const need = needOf(procedure)
      const operations = paths[path] as Record<string, object> | undefined
      const operation = operations?.[method.toLowerCase()]
      if (!need || !operation) continue
      Object.assign(operation, { 'x-holdfast-needs': need.needs, 'x-holdfast-of': need.of })
    }
  }
}
