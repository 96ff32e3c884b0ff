/**
 * Runs beside the page in a sandboxed window, so it may require nothing but Electron. It exposes no
 * function and no object: it hands over a port to the core, and asks for one when the page does.
 */
import { ipcRenderer } from 'electron'
import { PORT_CHANNEL, READY_CHANNEL } from './channels.ts'

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  // The page, and no frame within it or window around it.
  if (event.source !== window || !isReady(event.data)) return
  ipcRenderer.send(READY_CHANNEL)
})

ipcRenderer.on(PORT_CHANNEL, ({ ports }) => {
  window.postMessage({ type: 'holdfast-port' }, window.location.origin, [...ports])
})

function isReady(data: unknown): boolean {
  return (
    typeof data === 'object' && data !== null && 'type' in data && data.type === 'holdfast-ready'
  )
}
