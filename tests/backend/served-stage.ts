/** A staged backend behind its real HTTP server, as terminals and owners meet it. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { drawPaper } from '../../drivers/printer/draw-paper.ts'
import type { DatabasePlace } from '../../src/backend/database/open.ts'
import { createBackendServer } from '../../src/backend/http/server.ts'
import { createBackendClient, type BackendClient } from '../../src/commands/backend-client.ts'
import { programOf } from '../programs.ts'
import { enrolTerminal, openStage, type Stage, type StagedTerminal } from './stage.ts'

export interface ServedStage {
  readonly stage: Stage
  readonly terminal: StagedTerminal
  readonly url: string
  client(token?: string): BackendClient
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>
  /** One of the owner's commands as a program, by its file; `more` is its environment. */
  command(name: string, parts: readonly string[], more?: NodeJS.ProcessEnv): Promise<Commanded>
  /** Ends the server, and leaves the stage. */
  stop(): Promise<void>
  close(): Promise<void>
}

export interface Commanded {
  /** 0 where it did what it was asked. */
  readonly code: unknown
  /** Its line for programs. */
  readonly figures: unknown
  /** What it said where it did not. */
  readonly said: string
}

export async function serveStage(place?: DatabasePlace): Promise<ServedStage> {
  return serve(await openStage(place))
}

export async function serve(stage: Stage): Promise<ServedStage> {
  const terminal = await enrolTerminal(stage)
  const { server, close } = createBackendServer(stage.backend, () => false, undefined, drawPaper)
  // What idles is ended by the client alone: in one busy process the server's end of a connection
  // would meet a request that is on its way.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
  return {
    ...{ stage, terminal, url },
    client: (token) => createBackendClient(token === undefined ? { url } : { url, token }),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        ...{ method: 'POST', body },
        headers: { 'content-type': 'application/json', ...headers },
      }),
    async command(name, parts, more = {}) {
      const owner = { HOLDFAST_BACKEND: url, HOLDFAST_OWNER_TOKEN: stage.shop.ownerToken }
      const source = new URL(`../../src/commands/${name}.ts`, import.meta.url)
      const program = await programOf(fileURLToPath(source))
      const options = { env: { ...process.env, ...owner, ...more }, encoding: 'utf8' as const }
      return new Promise((resolve) => {
        execFile(process.execPath, [program, ...parts, '--json'], options, (error, out, said) => {
          const last = out.trim().split('\n').at(-1) ?? ''
          const figures: unknown = last.startsWith('{') ? JSON.parse(last) : undefined
          resolve({ code: error?.code ?? 0, said, figures })
        })
      })
    },
    stop: close,
    async close() {
      await close()
      await stage.close()
    },
  }
}

/** The stable code of a refusal, which says nothing of how the backend is made. */
export async function codeOf(response: Response): Promise<unknown> {
  const body = (await response.json()) as { code?: unknown }
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.ts|node_modules|stack/)
  return body.code
}
