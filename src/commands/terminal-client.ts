/** A screen without a screen: the terminal's contract over the browser host's WebSocket. */
import { createORPCClient } from '@orpc/client'
import { RPCLink, type LinkWebsocketClientOptions } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import type { TerminalContract } from '../contract/terminal/router.ts'

export type TerminalApi = ContractRouterClient<TerminalContract>

export interface TerminalClient {
  readonly api: TerminalApi
  close(): void
}

/**
 * Connects to what `terminal ready <url>` printed. Rejects where nobody listens or the token is
 * wrong.
 */
export async function connectTerminal(url: string): Promise<TerminalClient> {
  const { origin, host, hash } = new URL(url)
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? ''
  const socket = new WebSocket(`ws://${host}/rpc?token=${token}`, { origin })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  socket.on('error', () => socket.terminate())
  // The package's socket does what a browser's does; only its types say so in other words.
  const websocket = socket as unknown as LinkWebsocketClientOptions['websocket']
  const api: TerminalApi = createORPCClient(new RPCLink({ websocket }))
  return { api, close: () => socket.terminate() }
}
