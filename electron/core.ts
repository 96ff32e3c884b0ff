/**
 * Keeps the core process running and gives each page a port straight to it: what a page asks and
 * what the core answers never passes through the main process.
 */
import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron'
import { boundedRestarts, type Opening } from '../src/contract/supervision.ts'
import { PORT_CHANNEL } from './channels.ts'
import { after, elapsed } from './clock.ts'
import type { CoreMessage, StartMessage } from './core-messages.ts'

export interface CoreOptions {
  /** Path of the built core-process. */
  readonly script: string
  readonly start: Omit<StartMessage, 'opening'>
  /** It died so often that starting it again would help nobody. */
  readonly onGivenUp: (reason: string) => void
}

export type Screen = 'screen' | 'display'

export interface Core {
  /**
   * Sends this page a port; and, until the page is gone, another one for each new core. A
   * customer's `display` is given one over which it can only watch.
   */
  connect(page: WebContents, screen?: Screen): void
  /** Lets it close in good order, and leaves it ended; resolves when it is. */
  stop(): Promise<void>
}

/** A print in hand is waited for; a core that hangs does not hold up the machine's end. */
const STOP_WITHIN_MS = 10_000

export function keepCore(options: CoreOptions): Core {
  const restarts = boundedRestarts(elapsed)
  const pages = new Map<WebContents, Screen>()
  let child: UtilityProcess | undefined
  let wanted = true
  let cancel = (): void => undefined

  const start = (opening: Opening): void => {
    const started = utilityProcess.fork(options.script, [], { serviceName: 'Holdfast core' })
    child = started
    restarts.started()
    send(started, { ...options.start, opening })
    for (const [page, screen] of pages) hand(started, page, screen)
    // Told before a fatal end; the exit that follows is what counts.
    started.on('error', () => undefined)
    started.on('exit', (code) => {
      if (child === started) child = undefined
      if (!wanted) return
      const restart = restarts.died(code)
      if (restart === undefined) {
        options.onGivenUp(`The core ended with code ${code}, again and again.`)
      } else cancel = after(restart.pauseMs, () => start(restart.opening))
    })
  }
  start('plain')

  return {
    connect(page, screen = 'screen') {
      if (!pages.has(page)) page.once('destroyed', () => pages.delete(page))
      pages.set(page, screen)
      // While there is no core, the next one finds the page in the map.
      if (child !== undefined) hand(child, page, screen)
    },
    async stop() {
      wanted = false
      cancel()
      const stopped = child
      if (stopped === undefined) return
      await new Promise<void>((resolve) => {
        const cancelKill = after(STOP_WITHIN_MS, () => void stopped.kill())
        stopped.once('exit', () => {
          cancelKill()
          resolve()
        })
        send(stopped, { type: 'stop' })
      })
    },
  }
}

function hand(child: UtilityProcess, page: WebContents, screen: Screen): void {
  if (page.isDestroyed()) return
  const { port1, port2 } = new MessageChannelMain()
  const message: CoreMessage = { type: screen }
  child.postMessage(message, [port1])
  page.postMessage(PORT_CHANNEL, null, [port2])
}

function send(child: UtilityProcess, message: CoreMessage): void {
  child.postMessage(message)
}
