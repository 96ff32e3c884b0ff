/** One live connection to the core, however it was made. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { TerminalContract } from '../../src/contract/terminal/router.ts'

export type TerminalClient = ContractRouterClient<TerminalContract>

export interface Link {
  readonly client: TerminalClient
  readonly isClosed: () => boolean
  readonly close: () => void
}

/** Makes a link or throws; `onClosed` is called once when it breaks later. */
export type Dial = (onClosed: () => void) => Promise<Link>

type AnyLink = Parameters<typeof createORPCClient<TerminalClient>>[0]

export function clientOver(link: AnyLink): TerminalClient {
  return createORPCClient<TerminalClient>(link)
}
