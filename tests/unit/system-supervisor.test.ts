/** A process that cannot be kept up is told, and nobody waits for it for ever. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { supervise } from '../../src/commands/supervisor.ts'
import { systemClock } from '../../src/system/clock.ts'

/** The machine's clock, without the pauses between restarts. */
const system = systemClock({ holdsProcess: true })
const clock = { ...system, after: (_: number, call: () => void) => system.after(0, call) }

function script(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-supervisor-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'script.mjs')
  writeFileSync(path, text)
  return path
}

it('gives up after twenty deaths, and says so to all who wait', async () => {
  const told: string[] = []
  let deaths = 0
  const process = supervise({
    ...{ name: 'core', clock, script: script('process.exit(3)') },
    onDeath: () => void (deaths += 1),
    onGivenUp: (reason) => told.push(reason),
  })
  await expect(process.line('ready')).rejects.toThrow('core does not stay up')
  await expect(process.line('ready')).rejects.toThrow('core does not stay up')
  expect([deaths, told]).toEqual([20, ['core does not stay up']])
  await process.stop()
}, 30_000)

it('lets nobody wait for a line of a process that is stopped, and starts it again', async () => {
  const path = script("console.log('ready'); setInterval(() => undefined, 1000)")
  const process = supervise({ name: 'core', clock, script: path })
  await process.line('ready')
  const [waiting] = await Promise.allSettled([process.line('never'), process.stop('SIGKILL')])
  expect(String('reason' in waiting && waiting.reason)).toContain('core was stopped')
  const again = process.line('ready')
  process.start()
  expect(await again).toBe('ready')
  await process.stop('SIGKILL')
})

it('is not outlived by what it supervises, even where it is killed', async () => {
  const at = (file: string): string =>
    JSON.stringify(new URL(`../../src/${file}`, import.meta.url).href)
  const child = script(`
    import { endWithSupervisor } from ${at('commands/supervised.ts')}
    endWithSupervisor(() => process.exit(0))
    console.log(process.pid)
    setInterval(() => undefined, 1000)
  `)
  const parent = script(`
    import { supervise } from ${at('commands/supervisor.ts')}
    import { systemClock } from ${at('system/clock.ts')}
    const clock = systemClock({ holdsProcess: true })
    const onLine = (line) => console.log(line)
    supervise({ name: 'core', clock, script: ${JSON.stringify(child)}, onLine })
  `)
  const supervisor = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(supervisor.stdout, 'data')) as [Buffer]
  supervisor.kill('SIGKILL')
  const isThere = (): boolean => {
    try {
      return process.kill(Number(said), 0)
    } catch {
      return false
    }
  }
  await expect.poll(isThere, { timeout: 15_000 }).toBe(false)
})
