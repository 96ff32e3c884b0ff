/** What the owner's commands share: who asks which backend, and how an ending is told. */
import { existsSync, readFileSync } from 'node:fs'
import { ORPCError, safe } from '@orpc/client'
import { createBackendClient, type BackendClient } from './backend-client.ts'

export const DEMO_BACKEND = 'http://127.0.0.1:4100'
export const REFUSED = 1
export const NOT_UNDERSTOOD = 2
export const NOT_THERE = 3

const TOKEN_FILES = ['.holdfast/owner-token', '.holdfast/backend/owner-token']

export class Ending extends Error {
  readonly exitCode: number
  /** What is known all the same, for programs. */
  readonly figures: object

  constructor(message: string, exitCode: number, figures: object = {}) {
    super(message)
    this.exitCode = exitCode
    this.figures = figures
  }
}

export function ownerClient(url: string): BackendClient {
  return createBackendClient({ url, token: ownerToken() })
}

/** What was typed, as it is read; what cannot be read ends with how the command is used. */
export function understood<Read>(usage: string, read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    if (error instanceof Ending) throw error
    throw new Ending(`${error instanceof Error ? error.message : ''}\n\n${usage}`, NOT_UNDERSTOOD)
  }
}

/** Where a person says nothing else: the environment's, or the demo shop's. */
export function backendUrl(): string {
  return process.env['HOLDFAST_BACKEND'] ?? DEMO_BACKEND
}

function ownerToken(): string {
  const given = process.env['HOLDFAST_OWNER_TOKEN']
  if (given !== undefined && given !== '') return given
  const file = TOKEN_FILES.find((path) => existsSync(path))
  if (file !== undefined) return readFileSync(file, 'utf8').trim()
  throw new Ending(
    'The owner of the shop has to allow it: set HOLDFAST_OWNER_TOKEN, or start the demo shop here.',
    REFUSED,
  )
}

/** The answer, or an ending in plain words: refused, failed, or nobody there. */
export async function answerOf<Answer>(url: string, asked: Promise<Answer>): Promise<Answer> {
  const { error, data } = await safe(asked)
  if (error === null) return data
  if (!(error instanceof ORPCError)) {
    throw new Ending(`Nobody answers at ${url}. Is the backend running?`, NOT_THERE)
  }
  if (!error.defined) {
    throw new Ending('The backend failed; its log says why. Ask it again later.', REFUSED)
  }
  if (error.code === 'credential-wrong') {
    throw new Ending("The owner's token was not accepted.", REFUSED)
  }
  const { detail } = (error.data ?? {}) as { detail?: string }
  throw new Ending(`It was refused, and nothing was changed: ${detail ?? error.code}`, REFUSED)
}

/** Runs a command; with `--json` its last line is for programs: {"ok":…,"figures":{…}}. */
export async function runCommand(run: () => Promise<object>): Promise<void> {
  const json = process.argv.includes('--json')
  try {
    const figures = await run()
    if (json) console.log(JSON.stringify({ ok: true, figures }))
  } catch (error) {
    if (!(error instanceof Ending)) throw error
    console.error(error.message)
    if (json) {
      const { figures, message: reason } = error
      console.log(JSON.stringify({ ok: false, figures, reason }))
    }
    process.exitCode = error.exitCode
  }
}
