/** Serves the built screens from `app://holdfast`, each answer under a content security policy. */
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, relative, resolve } from 'node:path'
import { protocol } from 'electron'
import { SCHEME, isOwnUrl } from './origin.ts'
import { CONTENT_SECURITY_POLICY } from './policy.ts'

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/** What a build of the screens consists of; nothing else is served. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Before the app is ready, and once: Electron takes the list of schemes as a whole. */
export function declareScheme(): void {
  // Standard for an origin of its own, secure for what browsers keep for https; nothing more.
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true } },
  ])
}

/** `folder` is that of the built screens. */
export function serveScreens(folder: string): void {
  protocol.handle(SCHEME, (request) => answer(folder, request))
}

async function answer(folder: string, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refuse(405)
  const file = findFile(folder, request.url)
  const type = file === undefined ? undefined : TYPES[extname(file)]
  if (file === undefined || type === undefined) return refuse(404)
  try {
    const bytes = await readFile(file)
    return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'content-type': type } })
  } catch {
    return refuse(404)
  }
}

/** The file in `folder` that a URL names; undefined for whatever would lead out of it. */
export function findFile(folder: string, address: string): string | undefined {
  if (!isOwnUrl(address)) return undefined
  let path: string
  try {
    path = decodeURIComponent(new URL(address).pathname)
  } catch {
    return undefined
  }
  // On Windows a backslash separates too, and a colon names a drive or a stream.
  if (/[\\:\0]/.test(path) || path.split('/').includes('..')) return undefined
  const file = resolve(folder, `.${path}`)
  // By components, so that a sibling folder whose name begins alike is outside.
  const inside = relative(folder, file)
  const leadsOut = inside === '' || inside.startsWith('..') || isAbsolute(inside)
  return leadsOut ? undefined : file
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: HEADERS })
}
