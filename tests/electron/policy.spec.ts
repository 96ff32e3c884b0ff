/**
 * The built screens under the desktop shell's policy, in the browser that Electron embeds. The page
 * of components shows every one of them, so whatever breaks the policy shows here and not in a
 * shop.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { CONTENT_SECURITY_POLICY } from '../../electron/policy.ts'

const screens = join(import.meta.dirname, '..', '..', 'out', 'renderer')
const TYPES = new Map([
  ['.html', 'text/html'],
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.woff2', 'font/woff2'],
])

/**
 * In the shell the core is reached by a port; here the page may try a WebSocket, in vain. And zod
 * asks once, by compiling an empty function, whether it may compile; the answer is no, and it does
 * without.
 */
const EXPECTED = /connect-src|WebSocket|trusted-types-sink Function\|\(\s*\) \{\s*\}/

let server: Server
test.beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    const type = TYPES.get(extname(path))
    if (type === undefined) return void response.writeHead(404).end()
    response.setHeader('content-security-policy', CONTENT_SECURITY_POLICY)
    response.setHeader('content-type', type).end(readFileSync(join(screens, path)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
test.afterAll(() => void server.close())

for (const name of ['index.html', 'components.html']) {
  test(`${name} keeps to the policy of the desktop shell`, async ({ page }) => {
    const broken: string[] = []
    await page.exposeFunction('reportBroken', (what: string) => broken.push(what))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { reportBroken } = globalThis as unknown as {
          reportBroken: (what: string) => void
        }
        reportBroken(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)
      })
    })
    const failed: string[] = []
    page.on('pageerror', (error) => failed.push(error.message))
    const { port } = server.address() as AddressInfo
    await page.goto(`http://127.0.0.1:${String(port)}/${name}`)
    await expect(page.locator('body > div').first()).not.toBeEmpty()
    const others = (texts: string[]) => texts.filter((text) => !EXPECTED.test(text))
    expect(others(broken)).toEqual([])
    expect(others(failed)).toEqual([])
  })
}
