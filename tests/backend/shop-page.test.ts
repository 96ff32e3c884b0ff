import { existsSync, readFileSync } from 'node:fs'
import { chromium, type Browser } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackendServer, type BackendServer } from '../../src/backend/http/server.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { importFile } from '../../src/backend/importing/import-file.ts'
import { firstShop } from '../../src/backend/setup/shop.ts'
import { CONTENT_SECURITY_POLICY, serveStorePage } from '../../src/backend/shop/page.ts'
import { renderStorePage } from '../../src/backend/shop/store-page.ts'
import type { Offer } from '../../src/contract/backend/shop.ts'
import { enrolTerminal, Journal, openStage, saleFact, type Stage } from './stage.ts'

const executablePath = process.env['HOLDFAST_CHROMIUM'] ?? '/usr/bin/chromium'
const noChromium = !existsSync(executablePath)
const groceries = new URL('../../build/demo-shop/groceries.csv', import.meta.url)

let stage: Stage
let server: BackendServer
let url: string
let sell: (variant: string) => Promise<void>

beforeAll(async () => {
  stage = await openStage()
  const shop = await firstShop(stage.backend.database)
  if (shop === undefined) throw new Error('no shop was founded')
  const content = readFileSync(groceries, 'utf8')
  const input = { format: 'groceries', content, preview: false, invent: { seed: 1 } } as const
  expect(await importFile(stage.backend, shop, input)).toMatchObject({ ok: true })
  server = createBackendServer(stage.backend, serveStorePage)
  await new Promise<void>((resolve) => server.server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  url = typeof address === 'object' ? `http://127.0.0.1:${String(address?.port)}` : ''
  sell = await counter()
})
afterAll(async () => {
  await server.close()
  await stage.close()
})

/** A till that sells one of a variant through the journal. */
async function counter() {
  const terminal = await enrolTerminal(stage)
  const journal = new Journal(terminal)
  await receive(stage.backend, terminal, [journal.open()])
  return async (variant: string): Promise<void> => {
    const { item } = await stage.backend.database
      .selectFrom('variant_item')
      .where('variant', '=', variant)
      .select('item')
      .executeTakeFirstOrThrow()
    const sale = journal.append(saleFact(stage.shop, [{ item, quantity: 1000 }]))
    expect(await receive(stage.backend, terminal, [sale])).toEqual(['applied'])
  }
}

async function offersOf(search: string): Promise<Offer[]> {
  const response = await fetch(`${url}/shop/offers?search=${encodeURIComponent(search)}`)
  const { offers } = (await response.json()) as { offers: Offer[] }
  return offers
}

describe('the store page', () => {
  it('is served with a policy that lets in nothing from outside', async () => {
    const response = await fetch(`${url}/`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|http/)
    const html = await response.text()
    expect(html).toContain('<title>Corner shop</title>')
    expect(html).toContain('Contains data from Open Food Facts contributors, ODbL 1.0.')
    expect(html).toContain('Prices and stock are made up.')
    const files = [...html.matchAll(/(?:src|href)="(\/store\/[^"]+)"/g)].map(([, path]) => path)
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const asset = await fetch(url + String(file))
      expect([asset.status, asset.headers.get('x-content-type-options')]).toEqual([200, 'nosniff'])
      expect(await asset.text()).not.toMatch(/(?:src|href|import|url)[\s("'=]+https?:/)
    }
  })

  it.each([
    ['ar-EG', 'rtl', 'السلة'],
    ['de-AT,de;q=0.9', 'ltr', 'Warenkorb'],
    ['nl', 'ltr', 'Basket'],
  ])('speaks what a browser wishes for: %s', async (wishes, direction, basket) => {
    for (const path of ['/', '/me', '/basket']) {
      const response = await fetch(url + path, { headers: { 'accept-language': wishes } })
      const html = await response.text()
      expect(html).toContain(`dir="${direction}"`)
      expect(html).toContain(`<span class="tool-text">${basket}</span>`)
      expect(html).not.toMatch(/\{\{|\{(?:name|signIn|address)\}(?!.*",)/)
    }
  })

  it.each(['goods', 'me', 'basket'] as const)(
    'names who is signed in on %s, as text',
    async (page) => {
      const shop = await firstShop(stage.backend.database)
      if (shop === undefined) throw new Error('no shop was founded')
      const shown = { page, customer: '<img src=x> & {{account}}', pays: false }
      const html = await renderStorePage(stage.backend.database, shop, shown)
      expect(html).toContain('>&lt;img src=x&gt; &amp; {{account}}</span>')
      expect(html).not.toContain('<img')
    },
  )

  it.each([
    ['GET', '/store/../page.ts', 404],
    ['GET', '/store/%2e%2e/page.ts', 404],
    ['GET', '/store/nothing', 404],
    ['POST', '/', 405],
    ['HEAD', '/shop/events', 405],
    ['HEAD', '/', 200],
    ['GET', '/me', 200],
    ['GET', '/basket', 200],
    ['HEAD', '/store/store.css', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    const response = await fetch(url + path, { method })
    expect(response.status).toBe(status)
    if (method === 'HEAD') expect(await response.text()).toBe('')
  })

  it('hears of a sale which variant is left how often', async () => {
    const [offer] = await offersOf('chobani greek yogurt 32')
    const stream = await fetch(`${url}/shop/events`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('welcome')
    await sell(offer?.variant ?? '')
    const { value = '' } = (await reader?.read()) ?? {}
    expect(value).toMatch(/^event: availability\n/)
    const left = { variant: offer?.variant, available: Number(offer?.available) - 1000 }
    expect(JSON.parse(value.split('data: ')[1] ?? '')).toEqual([left])
    await reader?.cancel()
  })

  describe.skipIf(noChromium)(
    `in Chromium${noChromium ? ' (skipped: it is not there)' : ''}`,
    () => {
      let browser: Browser
      beforeAll(async () => {
        browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
      })
      afterAll(() => browser.close())

      it('shows a sale while it is looked at, and no error', async () => {
        const page = await browser.newPage()
        const complaints: string[] = []
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text())
        })
        page.on('pageerror', (error) => complaints.push(error.message))
        await page.goto(`${url}/?search=${encodeURIComponent('chobani greek yogurt 32')}`)
        await page.locator('[data-live="live"]').waitFor()
        const card = page.locator('.card').first()
        await card.waitFor()
        const before = Number.parseInt(await card.locator('.stock').innerText(), 10)
        await sell(String(await card.getAttribute('data-variant')))
        await card.getByText(`${before - 1} in stock`).waitFor()
        expect(complaints).toEqual([])
        await page.close()
      })

      it('is walked by departments, search, pages and the way back', async () => {
        const page = await browser.newPage()
        await page.goto(url)
        await page.getByRole('link', { name: /^Bakery/ }).click()
        await page.getByRole('heading', { level: 1, name: 'Bakery' }).waitFor()
        await page.getByRole('searchbox').fill('5901359000237')
        await page.getByText('2 articles').waitFor()
        await page.getByRole('searchbox').fill('no such thing')
        await page.getByRole('button', { name: 'Show everything' }).click()
        await page.getByRole('button', { name: 'Next' }).click()
        await page.getByText('Page 2 of 13').waitFor()
        await page.goBack()
        await page.getByText('Page 1 of 13').waitFor()
        await page.close()
      })
    },
  )
})
