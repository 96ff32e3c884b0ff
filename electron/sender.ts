/** Whether a message comes from one of our own pages. Fails closed on anything missing. */
import type { IpcMainEvent } from 'electron'
import { isOwnUrl } from './origin.ts'

/** True for the top frame of a page at the exact origin. */
export function isOwnSender(event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>): boolean {
  const { sender, senderFrame } = event
  // Null where the frame has gone or navigated since it sent.
  if (senderFrame === null || sender.isDestroyed()) return false
  return senderFrame.parent === null && isOwnUrl(senderFrame.url)
}
