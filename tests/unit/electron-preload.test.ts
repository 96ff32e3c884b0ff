/**
 * The preload is the only code of ours that shares a window with a page, so it can do one thing.
 */
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import shell from '../../build/electron.vite.config.ts'
import type * as StandIn from '../electron/stand-in.ts'

vi.mock('electron', () => import('../electron/stand-in.ts'))

/** A window as the preload sees it: it hears messages and posts them. */
class WindowStandIn extends EventTarget {
  readonly location = { origin: 'app://holdfast' }
  readonly postMessage = vi.fn<(...args: unknown[]) => void>()
  hear(data: unknown, source: unknown = this): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, source }))
  }
}

let electron: typeof StandIn
let page: WindowStandIn
beforeEach(async () => {
  page = new WindowStandIn()
  vi.stubGlobal('window', page)
  vi.resetModules()
  electron = (await import('electron')) as unknown as typeof StandIn
  electron.reset()
  await import('../../electron/preload.ts')
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the preload', () => {
  it('asks for a port when its page does', () => {
    page.hear({ type: 'holdfast-ready' })
    expect(electron.asked).toEqual([{ what: 'ipcRenderer.send', with: ['holdfast:ready'] }])
  })

  it('does not listen to frames, other windows and other messages', () => {
    page.hear({ type: 'holdfast-ready' }, new WindowStandIn())
    page.hear({ type: 'holdfast-ready' }, null)
    for (const data of [null, 'holdfast-ready', {}, { type: 'holdfast-port' }]) page.hear(data)
    expect(electron.asked).toEqual([])
  })

  it('hands a port to its page, at the exact origin of the page', () => {
    const ports = [{ end: 'page' }]
    electron.ipcRenderer.emit('holdfast:port', { ports })
    expect(page.postMessage.mock.calls).toEqual([
      [{ type: 'holdfast-port' }, 'app://holdfast', ports],
    ])
  })

  it('listens to one channel and gives the page nothing to call', () => {
    expect(electron.ipcRenderer.eventNames()).toEqual(['holdfast:port'])
    expect(Object.keys(page)).toEqual(['location', 'postMessage'])
  })

  it('is built as one file that requires nothing but electron', async () => {
    const { preload } = shell as { preload: { build: { rolldownOptions: object } } }
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      root: fileURLToPath(new URL('../..', import.meta.url)),
      build: {
        write: false,
        minify: false,
        rolldownOptions: { ...preload.build.rolldownOptions, external: ['electron'] },
      },
    })
    if (!('output' in built)) throw new Error('there is no single output')
    const chunks = built.output.filter((each) => each.type === 'chunk')
    expect(chunks).toHaveLength(1)
    expect(
      chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]),
    ).toEqual(['electron'])
  })
})
