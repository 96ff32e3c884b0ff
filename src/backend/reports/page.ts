/**
 * The office in a browser: the page and what it loads, which hold nothing of a shop. What it shows
 * it asks of the API, for whoever signed in there or has the owner's token.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import sirv from 'sirv'
import { PAGE_HEADERS } from '../http/page-headers.ts'

export const REPORTS_PAGE = '/administration/reports'

const CONTENT_SECURITY_POLICY = [
  ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"],
  // The preview of a receipt is a picture that the page was told, not one that it loads.
  ...["img-src 'self' blob:", "font-src 'self'", "base-uri 'none'", "form-action 'none'"],
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  ...PAGE_HEADERS,
} as const

export type ReportsPage = (request: IncomingMessage, response: ServerResponse) => boolean

/** `assets`: folder of the built screens. The answer is true where it took the request. */
export function createReportsPage(assets: string): ReportsPage {
  // Looked up with each request: the screens may be built while the backend runs.
  const serve = sirv(assets, { etag: true, dotfiles: false, dev: true })
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (path === REPORTS_PAGE && isReading(request)) {
      response.writeHead(308, { location: `${REPORTS_PAGE}/` }).end()
      return true
    }
    const file = path === `${REPORTS_PAGE}/` ? '/reports.html' : assetOf(path)
    if (file === undefined || !isReading(request)) return false
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    request.url = file
    serve(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('The screens are not built: npm run build')
    })
    return true
  }
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Of a path below the page's own: its icon, its scripts, styles and typefaces. */
function assetOf(path: string): string | undefined {
  const below = path.startsWith(`${REPORTS_PAGE}/assets/`)
  return below ? path.slice(REPORTS_PAGE.length) : undefined
}
