import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReportsPage } from '../../src/backend/reports/page.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-reports-'))
const page = createReportsPage(folder)
const server = createServer((request, response) => {
  if (!page(request, response)) response.writeHead(418).end()
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const path = '/administration/reports'

it('says what to do while the screens are not built, and serves them once they are', async () => {
  const before = await fetch(`${url}${path}/`)
  expect([before.status, await before.text()]).toEqual([404, expect.stringContaining('build')])
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'reports.html'), '<title>Holdfast</title>')
  writeFileSync(join(folder, 'assets', 'reports.js'), 'export {}')
  const response = await fetch(`${url}${path}`)
  expect([response.url, await response.text()]).toEqual([
    `${url}${path}/`,
    '<title>Holdfast</title>',
  ])
  const policy = response.headers.get('content-security-policy')
  expect(policy).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect((await fetch(`${url}${path}/assets/reports.js`)).status).toBe(200)
})

it('leaves questions to the API, and gives nothing else of the folder away', async () => {
  writeFileSync(join(folder, 'index.html'), 'the till')
  for (const below of ['/dashboard', '/stores', '/index.html', '/assets/../index.html']) {
    expect((await fetch(`${url}${path}${below}`)).status).toBe(418)
  }
  expect((await fetch(`${url}${path}/assets/..%2findex.html`)).status).toBe(404)
  expect((await fetch(`${url}${path}/`, { method: 'POST' })).status).toBe(418)
})
