/** The display's contract over the till's own stream of events. It has one procedure: to watch. */
import { implement } from '@orpc/server'
import { displayContract, type DisplayView } from '../../contract/terminal/display.ts'
import { streamOf, type Closing } from '../events/stream.ts'
import type { Terminal } from '../terminal.ts'
import { BLANK, displayAfter } from './display.ts'

export interface DisplayOptions {
  /** Parses each picture by the contract too. Tests do. */
  readonly checkAnswers: boolean
}

export function createDisplayRouter(
  terminal: Pick<Terminal, 'watch' | 'pictures'>,
  options: DisplayOptions,
) {
  const config = options.checkAnswers ? {} : { initialOutputValidationIndex: Number.NaN }
  const os = implement(displayContract).$config(config)
  return os.router({
    watch: os.watch.handler(({ signal }) => {
      const events = terminal.watch()
      let shown = BLANK
      let toldShop = BLANK.shop
      const next = async (): Promise<DisplayView | undefined> => {
        for (;;) {
          const event = await events.next()
          if (!event) return undefined
          const after = displayAfter(shown, event, terminal.pictures)
          if (after === shown) continue
          shown = after
          const isTold = shown.shop === toldShop
          toldShop = shown.shop
          return isTold ? withoutPictures(shown) : shown
        }
      }
      return streamOf({ next, close: () => events.close() }, signal as Closing | undefined)
    }),
  })
}

/** They weigh more than all else, and a beep must not carry them along. */
function withoutPictures(view: DisplayView): DisplayView {
  if (!view.shop) return view
  const { pictures: _, ...shop } = view.shop
  return { ...view, shop }
}
