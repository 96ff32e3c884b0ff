import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { implement } from '@orpc/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { blockedTerminal } from '../../src/application/blocked.ts'
import { createTerminalRouter } from '../../src/application/router.ts'
import { connectTerminal } from '../../src/commands/terminal-client.ts'
import { terminalContract } from '../../src/contract/terminal/router.ts'
import { UNREAD_BYTES } from '../../src/hosts/bounded-socket.ts'
import { startBrowserHost, type BrowserHost } from '../../src/hosts/browser.ts'
import { keepingLog } from '../store/shop.ts'

const TOKEN = 'a-token-of-which-nobody-knows'

async function knockAt({ port }: BrowserHost): Promise<WebSocket> {
  const origin = `http://127.0.0.1:${String(port)}`
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/rpc?token=${TOKEN}`, { origin })
  await new Promise((resolve) => socket.once('open', resolve))
  return socket
}

describe('a screen that does not read', () => {
  it('is let go before it fills the memory, and the others go on', async () => {
    // A core that never stops talking, for as long as somebody seems to listen.
    const gone = Promise.withResolvers<number>()
    const os = implement(terminalContract)
    const answer = { outcome: 'unknown' as const, text: 'x'.repeat(10_000) }
    const flood = os.watch.handler(async function* flood() {
      let told = 0
      try {
        for (;;) {
          await new Promise((resolve) => setImmediate(resolve))
          yield { kind: 'scanned' as const, answer }
          told += answer.text.length
        }
      } finally {
        gone.resolve(told)
      }
    })
    const blocked = createTerminalRouter(blockedTerminal('not-enrolled', 0), {
      ...{ log: keepingLog(), checkAnswers: true },
    })
    const router = { ...blocked, watch: flood } as unknown as typeof blocked
    const assets = mkdtempSync(join(tmpdir(), 'holdfast-host-'))
    onTestFinished(() => rmSync(assets, { recursive: true, force: true }))
    const flooding = await startBrowserHost({ router, assets, port: 0, token: TOKEN })
    const socket = await knockAt(flooding)
    socket.send(JSON.stringify({ i: '1', p: { u: '/watch' } }))
    await new Promise((resolve) => socket.once('message', resolve))
    socket.pause()
    // What the two kernels' own buffers hold comes on top of the limit.
    expect(await gone.promise).toBeLessThan(UNREAD_BYTES + 16 * 1024 * 1024)
    const other = await connectTerminal(flooding.url)
    await expect(other.api.draft.current()).rejects.toMatchObject({ code: 'not-enrolled' })
    other.close()
    socket.terminate()
    await flooding.close()
  })
})
