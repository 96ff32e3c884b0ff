/**
 * The port BackendLink over the virtual road. What crosses it is JSON text, read by the contract's
 * schemas on both ends, so that nothing is shared that no wire could share.
 */
import { z } from 'zod'
import type { TerminalPrincipal } from '../../src/backend/access/principal.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import { headsOf } from '../../src/backend/intake/heads.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import {
  checkpointSchema,
  headsOutputSchema,
  PULL_LIMIT,
  pulledSchema,
  pullOutputSchema,
  pushInputSchema,
  pushOutputSchema,
} from '../../src/contract/backend/sync.ts'
import type { BackendLink } from '../../src/ports/backend-link.ts'
import type { Line, Network } from './network.ts'

const requestSchema = z.discriminatedUnion('kind', [
  pushInputSchema.extend({ kind: z.literal('push') }),
  z.object({
    kind: z.literal('pull'),
    collection: pulledSchema,
    after: checkpointSchema.optional(),
    limit: z.int().min(1).max(PULL_LIMIT),
  }),
  z.object({ kind: z.literal('heads') }),
])

type Request = z.input<typeof requestSchema>

/** The backend's end: what its HTTP server does once a request is read and its sender known. */
export async function answer(
  backend: Backend,
  sender: TerminalPrincipal,
  text: string,
): Promise<string> {
  const request = requestSchema.parse(JSON.parse(text))
  if (request.kind === 'push') {
    return JSON.stringify({ answers: await receive(backend, sender, request.entries) })
  }
  if (request.kind === 'heads') return JSON.stringify(await headsOf(backend.database, sender))
  const { collection, after, limit } = request
  return JSON.stringify(await pull(backend, sender, { collection, after, limit }))
}

/** The terminal's end. Nobody pokes here: the driver's steps decide when to pull. */
export function createLink(network: Network, line: Line): BackendLink {
  const ask = async <Schema extends z.ZodType>(
    request: Request,
    schema: Schema,
  ): Promise<z.infer<Schema>> => {
    const text = await network.send(line, request.kind, JSON.stringify(request))
    return schema.parse(JSON.parse(text))
  }
  return {
    async push(entries) {
      const request: Request = { kind: 'push', entries: [...entries] }
      return (await ask(request, pushOutputSchema)).answers
    },
    pull: (collection, after, limit) =>
      ask(
        { kind: 'pull', collection: pulledSchema.parse(collection), after, limit },
        pullOutputSchema,
      ),
    heads: () => ask({ kind: 'heads' }, headsOutputSchema),
    listen: () => () => undefined,
  }
}
