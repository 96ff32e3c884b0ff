/**
 * The driver over the other wires: a serial line and a device file, both on real pseudo-terminals.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SerialPort } from 'serialport'
import { describe, expect, it } from 'vitest'
import { startPrinterSimulator } from '../../drivers/printer/simulator/start.ts'
import type { PrinterTiming } from '../../drivers/printer/timing.ts'
import type { PrinterAddress } from '../../src/domain/settings.ts'
import { clock, connect, rigOf, settingsFor, until, type Rig } from './printer-rig.ts'

const hasSocat = spawnSync('socat', ['-V']).status === 0
const without = hasSocat ? '' : ' (skipped: socat is not installed)'

interface Line {
  /** The end that the driver opens. */
  readonly till: string
  /** The end that the simulator holds. */
  readonly printer: string
  cut(): Promise<void>
}

/** Two pseudo-terminals, each the other's far end. */
async function startLine(folder: string): Promise<Line> {
  const [till, printer] = [join(folder, 'till'), join(folder, 'printer')]
  const raw = (link: string): string => `pty,raw,echo=0,link=${link}`
  const socat = spawn('socat', [raw(till), raw(printer)], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => socat.once('exit', () => resolve()))
  await until(() => existsSync(till) && existsSync(printer))
  return {
    ...{ till, printer },
    async cut() {
      socat.kill()
      await ended
    },
  }
}

async function onLine(
  address: (path: string) => PrinterAddress,
  work: (rig: Rig, line: Line) => Promise<void>,
  timing: Partial<PrinterTiming> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-printer-'))
  const line = await startLine(folder)
  const simulator = await startPrinterSimulator({ clock })
  const end = new SerialPort({ path: line.printer, baudRate: 115_200 })
  end.on('error', () => undefined)
  const release = simulator.attach(end)
  try {
    await using rig = rigOf(simulator, connect(settingsFor(address(line.till)), timing))
    await work(rig, line)
  } finally {
    release()
    if (end.isOpen) await new Promise((closed) => end.close(closed))
    await line.cut()
    rmSync(folder, { recursive: true, force: true })
  }
}

const WIRES = [
  ['a serial line', (path: string) => ({ transport: 'serial', path, baudRate: 115_200 }) as const],
  ['a device file', (path: string) => ({ transport: 'file', path }) as const],
] as const

describe.each(WIRES)('over %s', (_, address) => {
  it.skipIf(!hasSocat)(`a receipt is printed and the drawer opens${without}`, async () => {
    await onLine(address, async (rig) => {
      await rig.became('ready')
      expect(await rig.printer.openDrawer()).toEqual({ state: 'printed' })
      expect(await rig.print().outcome).toEqual({ state: 'printed' })
      expect(rig.simulator.drawer()).toEqual({ open: true, pulses: 1 })
      expect(rig.simulator.receipts()[0]?.text).toContain('Käsespätzle 400 g')
      expect(rig.simulator.failures()).toEqual([])
    })
  })

  it.skipIf(!hasSocat)(`an open cover is told and a job is held${without}`, async () => {
    await onLine(address, async (rig) => {
      await rig.became('ready')
      rig.simulator.set({ coverOpen: true })
      await rig.became('cover-open')
      expect(await rig.print().outcome).toEqual({ state: 'held', condition: 'cover-open' })
    })
  })

  it.skipIf(!hasSocat)(
    `a line that is cut in the middle leaves the job unknown${without}`,
    async () => {
      await onLine(
        address,
        async (rig, line) => {
          await rig.became('ready')
          rig.simulator.set({ linesLeft: 4 })
          const job = rig.print()
          await rig.became('paper-out')
          await line.cut()
          expect((await job.outcome).state).toBe('unknown')
          await rig.became('unreachable')
        },
        { proofMs: 1000 },
      )
    },
  )
})

describe('a device file', () => {
  it.skipIf(!hasSocat)(
    `that takes no more bytes does not hold the driver for ever${without}`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'holdfast-printer-'))
      const line = await startLine(folder)
      const settings = settingsFor({ transport: 'file', path: line.till }, { answers: false })
      const rig = rigOf(await startPrinterSimulator({ clock }), connect(settings, { proofMs: 200 }))
      // Nobody reads at the far end, so the buffers between fill up.
      let outcome = await rig.print().outcome
      while (outcome.state === 'sent') outcome = await rig.print().outcome
      expect(outcome).toEqual({ state: 'unknown', condition: 'unknown' })
      await rig[Symbol.asyncDispose]()
      await line.cut()
      rmSync(folder, { recursive: true, force: true })
    },
  )
})
