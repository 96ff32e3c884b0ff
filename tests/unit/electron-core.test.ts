/** Main keeps a core running and brings pages and cores together. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepCore } from '../../electron/core.ts'
import type { WebContents } from 'electron'
import * as electron from '../electron/stand-in.ts'

vi.mock('electron', () => import('../electron/stand-in.ts'))

const START = {
  type: 'start',
  folder: '/data',
  migrations: '/migrations',
  backendUrl: 'http://127.0.0.1:1',
  enrolmentCode: null,
  sealingKey: null,
} as const
const plainly = { ...START, opening: 'plain' }
const thoroughly = { ...START, opening: 'thorough' }
const resting = { ...START, opening: 'resting' }

const keep = (onGivenUp: (reason: string) => void = () => undefined) =>
  keepCore({ script: '/core-process.js', start: START, onGivenUp })
const cores = () => electron.askedFor('utilityProcess.fork').map(([core]) => core)
const newest = () => cores().at(-1) as electron.CoreStandIn
/** The newest core lives so long and dies; what is the next one told? */
const dies = async (code: number, lived: number) => {
  await vi.advanceTimersByTimeAsync(lived)
  newest().emit('exit', code)
  await vi.advanceTimersByTimeAsync(1999)
  return electron.askedFor('core.postMessage').at(-1)?.[1]
}
const page = () => new electron.PageStandIn()
const connect = (core: ReturnType<typeof keep>, to: electron.PageStandIn) =>
  core.connect(to as unknown as WebContents)

describe('the core', () => {
  beforeEach(() => {
    electron.reset()
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is forked as a utility process and told where things lie before anything else', () => {
    keep()
    expect(electron.asked).toEqual([
      {
        what: 'utilityProcess.fork',
        with: [newest(), '/core-process.js', [], { serviceName: 'Holdfast core' }],
      },
      { what: 'core.postMessage', with: [newest(), plainly] },
    ])
  })

  it('gets one end of a channel, and the page the other', () => {
    const core = keep()
    const one = page()
    connect(core, one)
    expect(electron.asked.slice(2)).toEqual([
      { what: 'core.postMessage', with: [newest(), { type: 'screen' }, [{ end: 'core' }]] },
      { what: 'page.postMessage', with: [one, 'holdfast:port', null, [{ end: 'page' }]] },
    ])
  })

  it('is back within two seconds of a crash, and every living page gets a new port', async () => {
    const core = keep()
    const [alive, gone] = [page(), page()]
    connect(core, alive)
    connect(core, gone)
    gone.destroyed = true
    gone.emit('destroyed')
    const first = newest()
    first.emit('exit', 1)
    electron.asked.length = 0
    await vi.advanceTimersByTimeAsync(1999)
    const [next] = cores()
    expect(next).not.toBe(first)
    expect(electron.asked.slice(1)).toEqual([
      { what: 'core.postMessage', with: [next, plainly] },
      { what: 'core.postMessage', with: [next, { type: 'screen' }, [{ end: 'core' }]] },
      { what: 'page.postMessage', with: [alive, 'holdfast:port', null, [{ end: 'page' }]] },
    ])
  })

  it('is started again after growing pauses, all below two seconds, until given up', async () => {
    const givenUp = vi.fn<(reason: string) => void>()
    keep(givenUp)
    for (let death = 1; death <= 19; death++) {
      newest().emit('exit', 1)
      await vi.advanceTimersByTimeAsync(1999)
      expect(cores()).toHaveLength(death + 1)
    }
    newest().emit('error', 'FatalError')
    newest().emit('exit', 1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(cores()).toHaveLength(20)
    expect(givenUp).toHaveBeenCalledOnce()
  })

  it('that had started well is started again at once, however often that happens', async () => {
    const givenUp = vi.fn<(reason: string) => void>()
    keep(givenUp)
    for (let day = 1; day <= 30; day++) {
      await vi.advanceTimersByTimeAsync(10_000)
      newest().emit('exit', 1)
      await vi.advanceTimersByTimeAsync(100)
      expect(cores()).toHaveLength(day + 1)
    }
    expect(givenUp).not.toHaveBeenCalled()
  })

  it('that lost its ground is opened thoroughly, until it has lived long enough', async () => {
    keep()
    expect(await dies(1, 0)).toEqual(plainly)
    expect(await dies(75, 0)).toEqual(thoroughly)
    expect(await dies(1, 15_000)).toEqual(thoroughly)
    expect(await dies(1, 600_000)).toEqual(plainly)
  })

  it('that loses its ground again and again rests between two tries, for ever', async () => {
    const givenUp = vi.fn<(reason: string) => void>()
    keep(givenUp)
    for (let loss = 1; loss <= 3; loss += 1) expect(await dies(75, 0)).toEqual(thoroughly)
    for (let day = 1; day <= 30; day += 1) {
      expect(await dies(75, 0)).toEqual(resting)
      expect(await dies(1, 120_000)).toEqual(thoroughly)
    }
    expect(givenUp).not.toHaveBeenCalled()
  })

  it('stays ended once it is stopped, also in the middle of a pause', async () => {
    const core = keep()
    newest().emit('exit', 1)
    await core.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(cores()).toHaveLength(1)

    const other = keep()
    const child = newest()
    const stopped = other.stop()
    expect(electron.asked.at(-1)).toEqual({
      ...{ what: 'core.postMessage', with: [child, { type: 'stop' }] },
    })
    child.emit('exit', 0)
    await stopped
    await vi.advanceTimersByTimeAsync(60_000)
    expect(cores()).toHaveLength(2)
    expect(electron.askedFor('core.kill')).toEqual([])
  })

  it('is given ten seconds to close in good order, and is then ended', async () => {
    const core = keep()
    const child = newest()
    const stopped = core.stop()
    await vi.advanceTimersByTimeAsync(9999)
    expect(electron.askedFor('core.kill')).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(electron.askedFor('core.kill')).toEqual([[child]])
    child.emit('exit', 0)
    await stopped
  })
})
