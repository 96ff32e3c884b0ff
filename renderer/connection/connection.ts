/**
 * Keeps one link to the core alive. A command that was under way when the link broke is asked
 * again with the same command id over the next one: the core gives the first answer again, so that
 * a crash shows as a short pause and never as a lost or doubled act.
 */
import { ORPCError } from '@orpc/client'
import type { TerminalEvent } from '../../src/contract/terminal/events.ts'
import type { Dial, Link, TerminalClient } from './link.ts'
import { troubleFrom, type Answer } from './trouble.ts'

export type LinkState = 'connecting' | 'open' | 'lost'

export interface ConnectionParts {
  readonly dial: Dial
  readonly pause: (delayMs: number) => Promise<void>
  readonly onState: (state: LinkState) => void
  readonly onEvent: (event: TerminalEvent) => void
}

export interface Connection {
  /**
   * Asks the core, over as many links as it takes. `act` is called again after a broken link: what
   * it sends (its command id above all) must be made outside of it.
   */
  readonly ask: <Value>(act: (client: TerminalClient) => Promise<Value>) => Promise<Answer<Value>>
  /** Follows a stream, anew over each link, until the answer is called. */
  readonly follow: <Value>(
    open: (client: TerminalClient) => Promise<AsyncIterable<Value>>,
    each: (value: Value) => void,
  ) => () => void
}

const FIRST_PAUSE_MS = 80
const LONGEST_PAUSE_MS = 3000
/** After this long without any link an act is given up as `unreachable`. */
const PATIENCE_MS = 30_000
/** A core that dies of one command must not be killed by it for ever. */
const ASKED_AT_MOST = 4

/** How long to wait before dial number `failures + 1`. */
export function pauseAfter(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 16))
}

export function connect(parts: ConnectionParts): Connection {
  let link: Link | undefined
  let waiting: Array<(link: Link | undefined) => void> = []

  const settle = (next: Link) => {
    link = next
    const ready = waiting
    waiting = []
    for (const resolve of ready) resolve(next)
  }

  let failures = 0

  const follow = async (current: Link) => {
    const events = await current.client.watch()
    parts.onState('open')
    for await (const event of events) {
      failures = 0
      parts.onEvent(event)
    }
  }

  const keep = async () => {
    for (;;) {
      try {
        settle(await parts.dial(() => parts.onState('lost')))
        if (link) await follow(link)
      } catch {
        // Whatever broke it, the cure is the same: dial again.
      }
      link?.close()
      link = undefined
      parts.onState('lost')
      failures += 1
      await parts.pause(pauseAfter(failures))
    }
  }
  void keep()

  const reach = (): Promise<Link | undefined> => {
    if (link && !link.isClosed()) return Promise.resolve(link)
    return new Promise((resolve) => {
      waiting.push(resolve)
      void parts.pause(PATIENCE_MS).then(() => {
        waiting = waiting.filter((each) => each !== resolve)
        resolve(undefined)
      })
    })
  }

  return {
    ask: (act) => askOver(reach, act),
    follow(open, each) {
      const following = { isOver: false, end: () => {} }
      void followOver(reach, parts.pause, following, { open, each })
      return () => {
        following.isOver = true
        following.end()
      }
    },
  }
}

interface Following {
  isOver: boolean
  end: () => void
}

interface Followed<Value> {
  readonly open: (client: TerminalClient) => Promise<AsyncIterable<Value>>
  readonly each: (value: Value) => void
}

async function followOver<Value>(
  reach: () => Promise<Link | undefined>,
  pause: ConnectionParts['pause'],
  following: Following,
  { open, each }: Followed<Value>,
): Promise<void> {
  for (let failures = 0; !following.isOver; failures += 1) {
    const current = await reach()
    try {
      const told = current && (await open(current.client))
      const iterator = told?.[Symbol.asyncIterator]()
      following.end = () => void iterator?.return?.().catch(() => undefined)
      if (following.isOver) following.end()
      for (let next = await iterator?.next(); next?.done === false; next = await iterator?.next()) {
        failures = 0
        if (!following.isOver) each(next.value)
      }
    } catch {
      // Whatever broke it, the cure is the same: it is asked for anew over the next link.
    }
    if (!following.isOver) await pause(pauseAfter(failures))
  }
}

async function askOver<Value>(
  reach: () => Promise<Link | undefined>,
  act: (client: TerminalClient) => Promise<Value>,
): Promise<Answer<Value>> {
  for (let asked = 0; asked < ASKED_AT_MOST; asked += 1) {
    const current = await reach()
    if (!current) break
    try {
      return { ok: true, value: await act(current.client) }
    } catch (error) {
      const isAnswer = error instanceof ORPCError || !current.isClosed()
      if (isAnswer) return { ok: false, trouble: troubleFrom(error) }
    }
  }
  return { ok: false, trouble: { code: 'unreachable', details: {} } }
}
