/** Keeps the display's one stream open, over as many links as it takes. */
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { DisplayContract, DisplayView } from '../../src/contract/terminal/display.ts'
import { pauseAfter } from '../connection/connection.ts'
import type { AnyLink, Link } from '../connection/link.ts'

export type DisplayClient = ContractRouterClient<DisplayContract>

export function displayClientOver(link: AnyLink): DisplayClient {
  return createORPCClient<DisplayClient>(link)
}

type Pictures = NonNullable<NonNullable<DisplayView['shop']>['pictures']>

interface FollowParts {
  readonly dial: (onClosed: () => void) => Promise<Link<DisplayClient>>
  readonly pause: (delayMs: number) => Promise<void>
  readonly onView: (view: DisplayView) => void
}

/** Never ends: a display that lost its till shows the last picture until it has it again. */
export async function followDisplay(parts: FollowParts): Promise<never> {
  for (let failures = 0; ; failures += 1) {
    try {
      const link = await parts.dial(() => undefined)
      let pictures: Pictures = []
      for await (const view of await link.client.watch()) {
        failures = 0
        pictures = view.shop?.pictures ?? pictures
        parts.onView({ ...view, shop: view.shop && { ...view.shop, pictures } })
      }
      link.close()
    } catch {
      // Whatever broke it, the cure is the same: dial again.
    }
    await parts.pause(pauseAfter(failures))
  }
}
