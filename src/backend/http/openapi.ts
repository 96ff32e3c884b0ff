/**
 * The OpenAPI description, made from the contract when somebody first asks for it: that would be
 * two fifths of a backend's start, and few backends are ever asked.
 */
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { backendContract } from '../../contract/backend/router.ts'

let described: Promise<object> | undefined

export function describeApi(): Promise<object> {
  described ??= generate()
  return described
}

async function generate(): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(backendContract, {
    info: {
      title: 'Holdfast backend',
      version: '1',
      description:
        'Terminals (`/sync`) and the owner (`/administration`) show a Bearer credential, ' +
        '`/shop` is public, but orders are placed by an online store with a key of its own, and ' +
        "what is a customer's is told by the cookie of who signed in on the store's page. " +
        '`GET /sync/events` is a stream of Server-Sent Events beside it: `event: poke`, whose ' +
        'data is a JSON array of the names of the feeds that moved.',
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    security: [{ bearer: [] }, {}],
  })
}
