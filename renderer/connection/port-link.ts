/**
 * The link of the desktop shell: a MessagePort straight to the core. The preload posts
 * `{ type: 'holdfast-port' }` with the port, once for each core process; the page asks for the
 * first one by `{ type: 'holdfast-ready' }`, since it may load before or after the core is up.
 */
import { RPCLink } from '@orpc/client/message-port'
import type { AnyLink, Dial } from './link.ts'

interface PortWindow {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
  postMessage(message: unknown, targetOrigin: string): void
  readonly location: Pick<Location, 'origin'>
}

function isPortMessage(data: unknown): boolean {
  return (
    typeof data === 'object' && data !== null && 'type' in data && data.type === 'holdfast-port'
  )
}

export function portDial<Client>(
  page: PortWindow & object,
  clientOver: (link: AnyLink) => Client,
): Dial<Client> {
  let newest: MessagePort | undefined
  let taken: ((port: MessagePort) => void) | undefined
  page.addEventListener('message', (event) => {
    // Only this very window may hand over a port: the preload speaks through it.
    if (event.source !== page || !isPortMessage(event.data)) return
    newest = event.ports[0]
    if (newest && taken) taken(newest)
  })
  page.postMessage({ type: 'holdfast-ready' }, page.location.origin)

  return async (onClosed) => {
    const port = newest ?? (await new Promise<MessagePort>((resolve) => (taken = resolve)))
    newest = undefined
    taken = undefined
    let closed = false
    const end = () => {
      closed = true
      onClosed()
    }
    port.addEventListener('close', end)
    const client = clientOver(new RPCLink({ port }))
    port.start()
    return { client, isClosed: () => closed, close: () => port.close() }
  }
}
