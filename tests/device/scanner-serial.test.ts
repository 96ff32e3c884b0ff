import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { connectScanner } from '../../drivers/scanner/connect.ts'
import {
  simulateSerialScanner,
  socatIsPresent,
  type SimulatedSerialScanner,
} from '../../drivers/scanner/serial-simulator.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Scanned, Scanner, ScannerCondition } from '../../src/ports/devices.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLog } from '../../src/system/log.ts'

const clock = systemClock({ holdsProcess: false })
const GTIN = '4006381333931'
/** Far longer than anything here takes: waiting ends when the condition is there. */
const PATIENCE = { timeout: 15_000, interval: 10 }

const toClose: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const open of toClose.splice(0).toReversed()) await open.close()
})

function connect(path: string, by: Clock = clock) {
  const lines: string[] = []
  const log = createLog({ name: 'test', destination: { write: (line) => lines.push(line) } })
  const scanner = connectScanner({ kind: 'serial', path, baudRate: 9600 }, { clock: by, log })
  toClose.push(scanner)
  const scans: Scanned[] = []
  const conditions: ScannerCondition[] = []
  scanner.onScan((scanned) => scans.push(scanned))
  scanner.onCondition((condition) => conditions.push(condition))
  return { scanner, scans, conditions, lines }
}

async function connected() {
  const simulator = await simulateSerialScanner()
  toClose.push(simulator)
  const seen = connect(simulator.path)
  await becomes(seen.scanner, 'ready')
  return { simulator, ...seen }
}

const becomes = (scanner: Scanner, condition: ScannerCondition) =>
  vi.waitFor(() => expect(scanner.condition()).toBe(condition), PATIENCE)

/**
 * The lines that this process holds open. One that is dead and still open is read for ever, at full
 * load (the defect that the driver works around), so a closed one is what lets the processor go.
 */
function heldLines(): string[] {
  const held = readdirSync('/proc/self/fd').map((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`)
    } catch {
      // Closed since the folder was read.
      return ''
    }
  })
  return held.filter((target) => target.startsWith('/dev/pts/'))
}

/** Kills the line while bytes are on their way, so that a read is under way when it goes. */
async function tearWhileReading(
  simulator: SimulatedSerialScanner,
  scans: readonly Scanned[],
): Promise<void> {
  const before = scans.length
  const line = Buffer.from(`${'A'.repeat(1999)}\r`)
  const noise = Array.from({ length: 1000 }, () => simulator.send(line))
  await vi.waitFor(() => expect(scans.length).toBeGreaterThan(before), PATIENCE)
  await Promise.all([simulator.unplug(), ...noise])
}

/** Until a code is read: noise of before may fill its second. */
const reads = (simulator: SimulatedSerialScanner, scans: readonly Scanned[]) =>
  vi.waitFor(async () => {
    await simulator.scan(GTIN)
    expect(scans.at(-1)?.text).toBe(GTIN)
  }, PATIENCE)

const absent = socatIsPresent() ? '' : ' (skipped: socat is not installed)'
const noProc = existsSync('/proc/self/fd') ? '' : ' (skipped: this system has no /proc)'

describe.skipIf(absent !== '')(`a serial scanner on a real pty${absent}`, () => {
  it('delivers codes with their symbology, whatever ends the line', async () => {
    const { simulator, scans } = await connected()
    await simulator.scan(`]E0${GTIN}`)
    await simulator.send(Buffer.from('96385074\r\n\r\nT1-2-000123\n'))
    await simulator.send(Buffer.from(']d201040063813339311'))
    await simulator.send(Buffer.from('0LOT\u001d17\u0007261231'))
    await vi.waitFor(() => expect(scans).toHaveLength(4), PATIENCE)
    expect(scans).toEqual([
      { text: GTIN, symbology: ']E0', source: 'serial' },
      { text: '96385074', symbology: undefined, source: 'serial' },
      { text: 'T1-2-000123', symbology: undefined, source: 'serial' },
      { text: '010400638133393110LOT\u001d17261231', symbology: ']d2', source: 'serial' },
    ])
  })

  it('survives a megabyte of noise and reads the next code', async () => {
    const { simulator, scans, lines } = await connected()
    const noise = Uint8Array.from({ length: 1_000_000 }, (_, at) => (at * 7919 + (at >> 8)) % 256)
    await simulator.send(noise)
    await simulator.send(Buffer.from('\r'))
    await reads(simulator, scans)
    expect(scans.every(({ text }) => text.length <= 4096)).toBe(true)
    expect(scans.length).toBeLessThan(500)
    expect(lines.join('')).toContain('too many in a second')
  })

  it('is missing when the cable is pulled, and reads again when it is back', async () => {
    const { simulator, scanner, scans, conditions } = await connected()
    await simulator.send(Buffer.from('half a co'))
    await simulator.unplug()
    await becomes(scanner, 'missing')
    await simulator.replug()
    await becomes(scanner, 'ready')
    await simulator.scan(GTIN)
    await vi.waitFor(() => expect(scans.at(-1)?.text).toBe(GTIN), PATIENCE)
    expect(conditions).toEqual(['ready', 'missing', 'ready'])
  })

  it.skipIf(noProc)(`lets go of a line that dies in the middle of a read${noProc}`, async () => {
    const others = heldLines()
    const { simulator, scanner, scans } = await connected()
    expect(heldLines()).toHaveLength(others.length + 1)
    for (let round = 0; round < 3; round += 1) {
      await tearWhileReading(simulator, scans)
      await becomes(scanner, 'missing')
      await vi.waitFor(() => expect(heldLines()).toEqual(others), PATIENCE)
      await simulator.replug()
      await becomes(scanner, 'ready')
    }
    await reads(simulator, scans)
  })

  it.skipIf(noProc)(
    `notices a line that died and came back between two looks${noProc}`,
    async () => {
      const others = heldLines()
      const { simulator, scanner, scans } = await connected()
      await tearWhileReading(simulator, scans)
      await simulator.replug()
      await reads(simulator, scans)
      await becomes(scanner, 'ready')
      expect(heldLines()).toHaveLength(others.length + 1)
    },
  )

  it('says that another program has the port, and takes it when that is over', async () => {
    const { simulator, scanner } = await connected()
    const second = connect(simulator.path)
    await becomes(second.scanner, 'failed')
    expect(second.lines.join('')).toContain('taken or not permitted')
    await scanner.close()
    await becomes(second.scanner, 'ready')
    await simulator.scan(GTIN)
    await vi.waitFor(() => expect(second.scans).toHaveLength(1), PATIENCE)
  })
})

describe('a serial scanner that is not there', () => {
  it('is missing, tells it to the log once however often it is looked for', async () => {
    let looks = 0
    const impatient: Clock = {
      ...clock,
      after: (_, call) =>
        clock.after(0, () => {
          looks += 1
          call()
        }),
    }
    const { scanner, lines } = connect('/dev/holdfast-no-such-port', impatient)
    await vi.waitFor(() => expect(looks).toBeGreaterThan(3), PATIENCE)
    expect(scanner.condition()).toBe('missing')
    expect(lines).toHaveLength(1)
    await scanner.close()
  })

  it('is failed where the path is something else', async () => {
    const { scanner } = connect('/dev/null')
    await becomes(scanner, 'failed')
  })
})
