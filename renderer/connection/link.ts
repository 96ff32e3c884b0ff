/** One live connection to the core, however it was made. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { TerminalContract } from '../../src/contract/terminal/router.ts'

export type TerminalClient = ContractRouterClient<TerminalContract>

export interface Link<Client = TerminalClient> {
  readonly client: Client
  readonly isClosed: () => boolean
  readonly close: () => void
}

/** Makes a link or throws; `onClosed` is called once when it breaks later. */
export type Dial<Client = TerminalClient> = (onClosed: () => void) => Promise<Link<Client>>

/** What oRPC makes a client of; over a socket or over a port. */
export type AnyLink = Parameters<typeof createORPCClient<TerminalClient>>[0]

export function clientOver(link: AnyLink): TerminalClient {
  return createORPCClient<TerminalClient>(link)
}
