/** Follows the shop's stock: by its stream of events, and by asking each minute as well. */

import { after, every } from './clock.js'

/** Also heals what a stream could miss: it costs one small answer. */
const ASK_AGAIN_MS = 60_000
/** How long a lost stream may be gone before the page says so. */
const PATIENCE_MS = 6_000

/**
 * @param {{
 *   refresh: () => void,
 *   availability: (changed: { variant: string, available: number }[]) => void,
 *   state: (live: 'live' | 'waiting' | 'away') => void,
 * }} page
 */
export function follow(page) {
  /** @type {(() => void) | undefined} */
  let calm
  const connect = () => {
    const stream = new EventSource('/shop/events')
    stream.addEventListener('open', () => {
      calm?.()
      calm = undefined
      page.state('live')
      // What changed while nobody listened is in the answer.
      page.refresh()
    })
    stream.addEventListener('availability', (event) => page.availability(JSON.parse(event.data)))
    stream.addEventListener('offers', () => page.refresh())
    stream.addEventListener('error', () => {
      calm ??= after(PATIENCE_MS, () => page.state('away'))
      // A refusal closes the stream for good; a lost connection is tried again by the browser.
      if (stream.readyState === EventSource.CLOSED) after(ASK_AGAIN_MS / 2, connect)
    })
  }
  connect()
  every(ASK_AGAIN_MS, () => {
    if (!document.hidden) page.refresh()
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) page.refresh()
  })
}
