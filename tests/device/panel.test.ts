import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { httpPaymentProvider } from '../../drivers/online-payments/driver.ts'
import {
  simulateProvider,
  type SimulatedProvider,
} from '../../drivers/online-payments/provider-simulator.ts'
import { startPanel, type Panel } from '../../drivers/panel/panel.ts'
import { minor } from '../../src/domain/money.ts'
import { systemClock } from '../../src/system/clock.ts'
import { startRig, until, type Rig } from './printer-rig.ts'

interface Desk extends AsyncDisposable {
  readonly rig: Rig
  readonly panel: Panel
  readonly provider: SimulatedProvider
  readonly scanned: string[]
  act(body: unknown, headers?: Record<string, string>): Promise<number>
}

async function startDesk(): Promise<Desk> {
  const rig = await startRig()
  const scanned: string[] = []
  const provider = await simulateProvider({ clock: systemClock({ holdsProcess: false }) })
  const panel = await startPanel({
    provider,
    printer: rig.simulator,
    scanner: { scan: (code) => scanned.push(code) },
    samples: () => [{ code: '4006381333931', name: 'Marker <b>' }],
  })
  const origin = panel.url.slice(0, -1)
  return {
    ...{ rig, panel, provider, scanned },
    async act(body, headers = {}) {
      const answer = await fetch(`${origin}/acts`, {
        method: 'POST',
        headers: { Origin: origin, ...headers },
        body: JSON.stringify(body),
      })
      return answer.status
    },
    async [Symbol.asyncDispose]() {
      await panel.close()
      await provider.close()
      await rig[Symbol.asyncDispose]()
    },
  }
}

/** Reads server-sent events until one says what is awaited. */
async function eventWhere(panel: Panel, holds: (state: string) => boolean): Promise<string> {
  const answer = await fetch(`${panel.url}events`)
  const reader = (answer.body ?? new ReadableStream()).getReader()
  let text = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) throw new Error('the events ended')
    text += new TextDecoder().decode(value)
    const found = text.split('\n\n').find(holds)
    if (found === undefined) continue
    await reader.cancel()
    return found
  }
}

function statusWithHost(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, headers: { Host: host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.on('error', reject).end()
  })
}

describe('the device panel', () => {
  it('scans what a person types or picks', async () => {
    await using desk = await startDesk()
    expect(await desk.act({ act: 'scan', code: '4006381333931' })).toBe(204)
    expect(desk.scanned).toEqual(['4006381333931'])
  })

  it('troubles the printer, and the real driver feels it', async () => {
    await using desk = await startDesk()
    await desk.rig.became('ready')
    await desk.act({ act: 'open-cover' })
    await desk.rig.became('cover-open')
    await desk.act({ act: 'close-cover' })
    await desk.rig.became('ready')
    await desk.act({ act: 'remove-paper' })
    await desk.rig.became('paper-out')
    await desk.act({ act: 'load-paper' })
    await desk.act({ act: 'cut-cable' })
    await desk.rig.became('unreachable')
    await desk.act({ act: 'restore-cable' })
    await desk.rig.became('ready')
  })

  it('shows a receipt as soon as it is cut, as the picture that was printed', async () => {
    await using desk = await startDesk()
    const told = eventWhere(desk.panel, (state) => state.includes('"receipts":[1]'))
    expect(await desk.rig.print().outcome).toEqual({ state: 'printed' })
    expect(await told).toContain('Marker <b>')
    const picture = await fetch(`${desk.panel.url}receipts/1.svg`)
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    expect(await picture.text()).toContain('>Käsespätzle</text>')
    expect((await fetch(`${desk.panel.url}receipts/2.svg`)).status).toBe(404)
  })

  it('closes the drawer that the till opened', async () => {
    await using desk = await startDesk()
    await desk.rig.printer.openDrawer()
    expect(desk.rig.simulator.drawer().open).toBe(true)
    await desk.act({ act: 'close-drawer' })
    await until(() => !desk.rig.simulator.drawer().open)
  })

  it('lets a person trouble refunds of online payments, and shows those that went', async () => {
    await using desk = await startDesk()
    const { provider, panel } = desk
    const driver = httpPaymentProvider(systemClock({ holdsProcess: false }))
    const wanted = { key: 'sale.0', payment: 'pay-1', amount: minor(1290), currency: 'EUR' }
    await desk.act({ act: 'refuse-refunds' })
    await eventWhere(panel, (state) => state.includes('"behaviour":"refuse"'))
    expect(await driver.refund(provider, wanted)).toMatchObject({ state: 'refused' })
    await desk.act({ act: 'lose-answers' })
    const again = { ...wanted, key: 'sale.0.2' }
    expect(await driver.refund(provider, again)).toMatchObject({ trouble: 'unreachable' })
    await desk.act({ act: 'approve-refunds' })
    expect(await driver.status(provider, again.key)).toEqual({ state: 'done' })
    await eventWhere(panel, (state) => state.includes('"payment":"pay-1","amount":1290'))
  })

  it('serves its page with everything from this machine', async () => {
    await using desk = await startDesk()
    for (const path of [
      '',
      'panel.css',
      'devices.css',
      'paper.css',
      'panel.js',
      'icon.svg',
      'inter.woff2',
    ]) {
      const answer = await fetch(desk.panel.url + path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
    expect((await fetch(`${desk.panel.url}%2e%2e/panel.ts`)).status).toBe(404)
  })

  it('refuses other pages, other names of this machine, and what it cannot read', async () => {
    await using desk = await startDesk()
    const scan = { act: 'scan', code: '1' }
    expect(await desk.act(scan, { Origin: 'http://shop.example' })).toBe(403)
    expect(await statusWithHost(desk.panel.port, 'shop.example')).toBe(403)
    expect(await desk.act({ act: 'explode' })).toBe(400)
    expect(await desk.act({ act: 'scan', code: '\u001b@' })).toBe(400)
    expect(await desk.act({ act: 'scan', code: 'x'.repeat(2000) })).toBe(400)
    expect(desk.scanned).toEqual([])
  })
})
