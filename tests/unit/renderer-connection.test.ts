import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { connect, pauseAfter, type LinkState } from '../../renderer/connection/connection.ts'
import type { Dial, TerminalClient } from '../../renderer/connection/link.ts'
import { socketAddress } from '../../renderer/connection/socket-link.ts'
import { takeToken } from '../../renderer/connection/token.ts'
import { troubleFrom } from '../../renderer/connection/trouble.ts'

/** Links that a test opens and breaks by hand. */
function handmade() {
  const links: { break: () => void }[] = []
  const states: LinkState[] = []
  const dial: Dial = (onClosed) => {
    let closed = false
    let end = () => {}
    const events = new Promise<never>((_, reject) => {
      end = () => reject(new Error('the link broke'))
    })
    events.catch(() => {})
    links.push({
      break: () => {
        closed = true
        onClosed()
        end()
      },
    })
    const watch = async function* () {
      yield { kind: 'goods-changed' as const }
      await events
    }
    // Only `watch` is asked by the connection itself; the rest is the test's own.
    const client = { watch: async () => watch() } as unknown as TerminalClient
    return Promise.resolve({ client, isClosed: () => closed, close: () => {} })
  }
  const connection = connect({
    dial,
    pause: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs).unref()),
    onState: (state) => states.push(state),
    onEvent: () => {},
  })
  return { connection, links, states }
}

describe('the connection', () => {
  it('asks again over the next link what a broken one left without an answer', async () => {
    const { connection, links } = handmade()
    const command = 'made once'
    const asked: string[] = []
    const answer = connection.ask(async () => {
      asked.push(command)
      if (asked.length > 1) return 'done'
      links[0]?.break()
      throw new Error('closed')
    })
    expect(await answer).toStrictEqual({ ok: true, value: 'done' })
    expect(asked).toStrictEqual([command, command])
    expect(links).toHaveLength(2)
  })

  it('never asks again what was answered with a failure', async () => {
    const { connection } = handmade()
    let asked = 0
    const answer = await connection.ask(async () => {
      asked += 1
      throw new ORPCError('pin-locked', { data: { seconds: 30 } })
    })
    expect(asked).toBe(1)
    expect(answer).toStrictEqual({
      ok: false,
      trouble: { code: 'pin-locked', details: { seconds: 30 } },
    })
  })

  it('gives a command up that kills every core that hears it', async () => {
    const { connection, links } = handmade()
    let asked = 0
    const answer = await connection.ask(async () => {
      asked += 1
      links.at(-1)?.break()
      throw new Error('closed')
    })
    expect(answer).toStrictEqual({ ok: false, trouble: { code: 'unreachable', details: {} } })
    expect(asked).toBe(4)
  })

  it('waits longer after each failure, up to a limit', () => {
    const pauses = [0, 1, 2, 3, 20].map(pauseAfter)
    expect(pauses).toStrictEqual([...pauses].toSorted((a, b) => a - b))
    expect(pauses.at(-1)).toBe(3000)
  })
})

describe('a failure', () => {
  it('of an unknown code or kind is the till’s own fault', () => {
    expect(troubleFrom(new ORPCError('NEW_CODE')).code).toBe('internal')
    expect(troubleFrom(new TypeError('x')).code).toBe('internal')
    expect(troubleFrom(new ORPCError('BAD_REQUEST')).code).toBe('input-invalid')
  })
})

describe('the token', () => {
  function pageAt(href: string, kept: string | null = null) {
    const page = { location: { href }, shown: href, kept }
    return {
      ...page,
      history: {
        replaceState: (_: unknown, __: string, to?: string | URL | null) =>
          void (page.shown = String(to)),
      },
      sessionStorage: {
        getItem: () => page.kept,
        setItem: (_: string, value: string) => void (page.kept = value),
      },
      seen: () => page,
    }
  }

  it.each(['http://127.0.0.1:4101/#token=secret', 'http://127.0.0.1:4101/?token=secret'])(
    'is taken out of the address %s and kept for the window',
    (href) => {
      const page = pageAt(href)
      expect(takeToken(page)).toBe('secret')
      expect(page.seen().kept).toBe('secret')
      expect(page.seen().shown).not.toContain('secret')
    },
  )

  it('is remembered when the page is loaded anew', () => {
    expect(takeToken(pageAt('http://127.0.0.1:4101/', 'secret'))).toBe('secret')
  })

  it('travels in the address of the socket', () => {
    expect(socketAddress({ protocol: 'http:', host: '127.0.0.1:4101' }, 'a&b')).toBe(
      'ws://127.0.0.1:4101/rpc?token=a%26b',
    )
  })
})
