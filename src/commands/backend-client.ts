/** The backend's API, typed by its contract, for the commands that a person types. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { backendContract, type BackendContract } from '../contract/backend/router.ts'

export type BackendClient = ContractRouterClient<BackendContract>

export function createBackendClient(options: { url: string; token?: string }): BackendClient {
  return createORPCClient(
    new OpenAPILink(backendContract, {
      url: options.url,
      headers: () => (options.token ? { authorization: `Bearer ${options.token}` } : {}),
    }),
  )
}
