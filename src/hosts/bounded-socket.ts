/** A WebSocket whose memory has a limit in both directions. */
import { WebSocket } from 'ws'

/** Far above any command; a longer message closes the connection. */
export const MESSAGE_BYTES = 1024 * 1024
/**
 * What may wait for a screen that does not read. Far above a full picture and a page of tiles: a
 * screen this far behind is let go, and begins anew with the full picture.
 */
export const UNREAD_BYTES = 4 * 1024 * 1024

export class BoundedSocket extends WebSocket {
  override send(...call: [unknown, ...unknown[]]): void {
    const [data, ...rest] = call as Parameters<WebSocket['send']>
    super.send(data, ...rest)
    if (this.bufferedAmount > UNREAD_BYTES) this.terminate()
  }
}
