/** The desktop shell never invents the address of its shop. */
import { afterEach, describe, expect, it, vi } from 'vitest'

type StandIn = typeof import('../electron/stand-in.ts')

const startShell = vi.hoisted(() => vi.fn<(...args: unknown[]) => Promise<void>>())
vi.mock('electron', () => import('../electron/stand-in.ts'))
vi.mock('../../electron/shell.ts', () => ({ startShell }))

/** Runs the entry point anew; answers what is asked of Electron. */
async function run() {
  startShell.mockReset().mockResolvedValue()
  vi.resetModules()
  const standIn = (await import('electron')) as unknown as StandIn
  standIn.reset()
  await import('../../electron/main.ts')
  return standIn.askedFor
}
afterEach(() => vi.unstubAllEnvs())

describe('the desktop shell', () => {
  it.each([undefined, ''])('says what to set where its shop is %j, and ends', async (backend) => {
    vi.stubEnv('HOLDFAST_BACKEND', backend)
    const askedFor = await run()
    expect(startShell).not.toHaveBeenCalled()
    expect(String(askedFor('dialog')[0]?.[1])).toContain('Set HOLDFAST_BACKEND')
    expect(askedFor('app.exit')).toEqual([[1]])
  })

  it('starts with the shop that it is told', async () => {
    vi.stubEnv('HOLDFAST_BACKEND', 'http://127.0.0.1:1')
    await run()
    expect(startShell.mock.calls[0]?.[1]).toMatchObject({ backendUrl: 'http://127.0.0.1:1' })
  })
})
