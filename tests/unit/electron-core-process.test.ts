/** The core process serves the contract over the ports that main sends, each page for itself. */
import { EventEmitter } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { RouterClient } from '@orpc/server'
import { os } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TerminalOptions } from '../../src/terminal.ts'

const router = { echo: os.handler(() => 'heard') }
const startTerminal = vi.hoisted(() => vi.fn<(options: TerminalOptions) => unknown>())
vi.mock('../../src/terminal.ts', () => ({ startTerminal }))

let folder: string
let parent: EventEmitter
const ports: MessagePort[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-core-'))
  parent = new EventEmitter()
  Object.assign(process, { parentPort: parent })
  startTerminal.mockReset().mockResolvedValue({ router, blocked: undefined })
  vi.resetModules()
  await import('../../electron/core-process.ts')
})
afterEach(() => {
  for (const port of ports.splice(0)) port.close()
  Reflect.deleteProperty(process, 'parentPort')
  rmSync(folder, { recursive: true })
})

const start = (sealingKey: string | null = null) =>
  parent.emit('message', {
    data: {
      type: 'start',
      folder,
      migrations: '/migrations',
      backendUrl: 'http://127.0.0.1:1',
      enrolmentCode: null,
      sealingKey,
      opening: 'plain',
    },
    ports: [],
  })

function page(): RouterClient<typeof router> {
  const { port1, port2 } = new MessageChannel()
  ports.push(port1, port2)
  parent.emit('message', { data: { type: 'screen' }, ports: [port1] })
  const client = createORPCClient<RouterClient<typeof router>>(new RPCLink({ port: port2 }))
  port2.start()
  return client
}

describe('the core process', () => {
  it('starts one terminal, with what main said', async () => {
    start()
    start()
    await vi.waitFor(() => expect(startTerminal).toHaveBeenCalledOnce())
    expect(startTerminal.mock.calls[0]?.[0]).toMatchObject({
      folder,
      migrations: '/migrations',
      backendUrl: 'http://127.0.0.1:1',
      enrolmentCode: undefined,
    })
  })

  it('answers every page over its own port, also one that asked before it was up', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    startTerminal.mockReturnValue(promise)
    start()
    const early = page().echo()
    resolve({ router, blocked: undefined })
    expect(await early).toBe('heard')
    expect(await page().echo()).toBe('heard')
  })

  it('seals the secrets by the key of the keyring', () => {
    start(Buffer.alloc(32, 1).toString('base64'))
    startTerminal.mock.calls[0]?.[0].secrets.saveCredential('a credential')
    expect(readFileSync(join(folder, 'secrets.sealed')).includes('a credential')).toBe(false)
  })

  it('says in the log that there is no keyring, and keeps a file instead', () => {
    start()
    startTerminal.mock.calls[0]?.[0].secrets.saveCredential('a credential')
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain('a credential')
    expect(readFileSync(join(folder, 'terminal.log'), 'utf8')).toContain('there is no keyring')
  })

  it.skipIf(process.platform === 'win32')(
    'closes its folder to others before anything is written (POSIX modes)',
    () => {
      const before = process.umask(0o022)
      onTestFinished(() => void process.umask(before))
      chmodSync(folder, 0o755)
      start()
      startTerminal.mock.calls[0]?.[0].secrets.saveCredential('a credential')
      const modes = [folder, join(folder, 'terminal.log'), join(folder, 'secrets.json')]
      expect(modes.map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600, 0o600])
    },
  )

  it('ends when the terminal cannot start, so that main starts it again', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
    const spoken = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    startTerminal.mockRejectedValue(new Error('the disk is full'))
    start()
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(1))
    expect(String(spoken.mock.calls[0]?.[0])).toContain('the disk is full')
    vi.restoreAllMocks()
  })

  it('ends when it is told to, after the terminal has closed in good order', async () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
    const closed = Promise.withResolvers<void>()
    const close = vi.fn<() => Promise<void>>(() => closed.promise)
    startTerminal.mockResolvedValue({ router, blocked: undefined, close })
    start()
    parent.emit('message', { data: { type: 'stop' }, ports: [] })
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce())
    expect(exit).not.toHaveBeenCalled()
    closed.resolve()
    await vi.waitFor(() => expect(exit).toHaveBeenCalledWith(0))
    vi.restoreAllMocks()
  })

  it.each([null, 'start', { type: 'start' }, { type: 'screen', more: 1 }, { type: 'end' }])(
    'refuses the message %j',
    (data) => {
      expect(() => parent.emit('message', { data, ports: [] })).toThrow()
    },
  )
})
