/**
 * Tells the screens what happened. Each subscriber has a queue of its own that cannot grow: of what
 * is state (shop, status, draft, goods) only the newest waits, and of what happened (scanned, sold)
 * the newest `HAPPENINGS_LIMIT`; older ones are dropped, since the draft and the status tell the
 * same. Events are made when a screen takes them, so that a sale waits for none of them.
 */
import type { TerminalEvent } from '../../contract/terminal/events.ts'

const HAPPENINGS_LIMIT = 50
/** More screens than any till has; the one that has been open longest gives way. */
const SUBSCRIBERS_LIMIT = 16

const HAPPENINGS: ReadonlySet<TerminalEvent['kind']> = new Set(['scanned', 'sold'])

export interface Announcement {
  readonly kind: TerminalEvent['kind']
  readonly make: () => TerminalEvent
}

export interface Subscription {
  /**
   * The next event, once there is one; undefined when the subscription is closed. One call at a
   * time.
   */
  next(): Promise<TerminalEvent | undefined>
  close(): void
}

export interface EventHub {
  tell(announcement: Announcement): void
  /** Begins with the given picture. */
  subscribe(picture: readonly Announcement[]): Subscription
}

interface Subscriber extends Subscription {
  push(announcement: Announcement): void
}

export function createEventHub(): EventHub {
  const subscribers = new Set<Subscriber>()
  return {
    tell(announcement) {
      for (const subscriber of subscribers) subscriber.push(announcement)
    },
    subscribe(picture) {
      const subscriber = createSubscriber(picture, () => subscribers.delete(subscriber))
      subscribers.add(subscriber)
      const [eldest] = subscribers
      if (subscribers.size > SUBSCRIBERS_LIMIT) eldest?.close()
      return subscriber
    },
  }
}

function createSubscriber(picture: readonly Announcement[], closed: () => void): Subscriber {
  let pending = [...picture]
  let isOpen = true
  let wake: (() => void) | undefined
  const rouse = (): void => {
    wake?.()
    wake = undefined
  }
  return {
    push(announcement) {
      pending = withNewest(pending, announcement)
      rouse()
    },
    async next() {
      // Only an event or the end rouses it.
      if (isOpen && pending.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return isOpen ? pending.shift()?.make() : undefined
    },
    close() {
      isOpen = false
      pending = []
      closed()
      rouse()
    },
  }
}

function withNewest(pending: readonly Announcement[], newest: Announcement): Announcement[] {
  const { kind } = newest
  if (!HAPPENINGS.has(kind)) return [...pending.filter((each) => each.kind !== kind), newest]
  const happenings = pending.filter((each) => HAPPENINGS.has(each.kind))
  const dropped = happenings.length >= HAPPENINGS_LIMIT ? happenings[0] : undefined
  return [...pending.filter((each) => each !== dropped), newest]
}
