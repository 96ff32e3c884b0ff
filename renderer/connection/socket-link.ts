/** The link of the browser host: a WebSocket to where the page came from. */
import { RPCLink } from '@orpc/client/websocket'
import type { AnyLink, Dial } from './link.ts'

/** `ws://host/rpc?token=…` for a page that was served over HTTP; `path` names the contract. */
export function socketAddress(
  location: Pick<Location, 'protocol' | 'host'>,
  token: string,
  path: '/rpc' | '/display' = '/rpc',
): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  return `${scheme}://${location.host}${path}?token=${encodeURIComponent(token)}`
}

export function socketDial<Client>(
  address: string,
  clientOver: (link: AnyLink) => Client,
): Dial<Client> {
  return (onClosed) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(address)
      socket.binaryType = 'arraybuffer'
      let closed = false
      let opened = false
      // Registered before the client's own listener, so that a broken call finds the link closed.
      socket.addEventListener('close', () => {
        closed = true
        if (opened) onClosed()
        else reject(new Error('the core did not answer'))
      })
      const client = clientOver(new RPCLink({ websocket: socket }))
      socket.addEventListener('open', () => {
        opened = true
        resolve({ client, isClosed: () => closed, close: () => socket.close() })
      })
    })
}
