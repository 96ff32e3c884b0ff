/** `app://holdfast` serves the built screens and nothing beside them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../electron/policy.ts'
import { findFile, serveScreens } from '../../electron/protocol.ts'
import * as electron from '../electron/stand-in.ts'

vi.mock('electron', () => import('../electron/stand-in.ts'))

let folder: string
let screens: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-screens-'))
  screens = join(folder, 'screens')
  mkdirSync(join(screens, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'screens-evil'))
  writeFileSync(join(screens, 'index.html'), '<!doctype html>')
  writeFileSync(join(screens, 'assets', 'a b.js'), 'export {}')
  writeFileSync(join(screens, 'notes.txt'), 'not a part of the screens')
  writeFileSync(join(folder, 'screens-evil', 'index.html'), 'evil')
  writeFileSync(join(folder, 'secret.json'), '{}')
})
afterAll(() => rmSync(folder, { recursive: true }))

async function get(url: string, method = 'GET'): Promise<Response> {
  electron.reset()
  serveScreens(screens)
  const [[scheme, handler] = []] = electron.askedFor('protocol.handle')
  expect(scheme).toBe('app')
  const answer: unknown = await Reflect.apply(handler as () => unknown, undefined, [
    { url, method },
  ])
  if (!(answer instanceof Response)) throw new Error('that was no response')
  return answer
}

describe('the custom protocol', () => {
  it('serves a page under the whole content security policy', async () => {
    const response = await get('app://holdfast/index.html')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<!doctype html>')
    expect(Object.fromEntries(response.headers)).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(CONTENT_SECURITY_POLICY.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
  })

  it('serves a file in a folder, with a name that needs escaping', async () => {
    const response = await get('app://holdfast/assets/a%20b.js?v=1#top')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(await response.text()).toBe('export {}')
  })

  it.each([
    'app://holdfast/../secret.json',
    'app://holdfast/%2e%2e/secret.json',
    'app://holdfast/%2e%2e%2fsecret.json',
    'app://holdfast/..%2fsecret.json',
    'app://holdfast/assets/..%5c..%5csecret.json',
    'app://holdfast/%2e%2e/screens-evil/index.html',
    'app://holdfast/..%2fscreens-evil%2findex.html',
    'app://holdfast/c:%5csecret.json',
    'app://holdfast/index.html%00.png',
    'app://holdfast/%zz',
    'app://holdfast/',
    'app://holdfast//etc/passwd.html',
    'app://other/index.html',
    'app://someone@holdfast/index.html',
    'https://holdfast/index.html',
    'file:///index.html',
    'nonsense',
  ])('finds nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  it('names no file outside the folder, whatever the URL', () => {
    const found = findFile(screens, 'app://holdfast/a/../../b.js')
    expect(found === undefined || found.startsWith(join(screens, '/'))).toBe(true)
  })

  it('serves no file of a kind that screens do not consist of', async () => {
    expect((await get('app://holdfast/notes.txt')).status).toBe(404)
    expect((await get('app://holdfast/missing.js')).status).toBe(404)
  })

  it('answers nothing but GET, and every refusal under the policy too', async () => {
    const response = await get('app://holdfast/index.html', 'POST')
    expect(response.status).toBe(405)
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  })
})
