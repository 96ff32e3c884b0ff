import { afterEach, describe, expect, it, vi } from 'vitest'
import { connectScanner } from '../../drivers/scanner/connect.ts'
import { runScanner } from '../../drivers/scanner/driver.ts'
import { hidDecoder } from '../../drivers/scanner/hid-protocol.ts'
import { reportsOf, simulateHidScanner } from '../../drivers/scanner/hid-simulator.ts'
import type { Scanned, ScannerCondition } from '../../src/ports/devices.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLog } from '../../src/system/log.ts'
import { testClock } from '../application/clock.ts'

const PATIENCE = { timeout: 15_000, interval: 10 }
/** As long as a missing scanner is left alone. */
const LOOKS_AGAIN_MS = 1000
const toClose: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const open of toClose.splice(0)) await open.close()
})

function logged() {
  const lines: string[] = []
  return {
    lines,
    log: createLog({ name: 'test', destination: { write: (line) => lines.push(line) } }),
  }
}

async function connected() {
  const simulator = simulateHidScanner()
  const clock = testClock()
  const { log, lines } = logged()
  const parts = { wire: simulator.wire, decoder: hidDecoder(), source: 'hid' } as const
  const scanner = runScanner(parts, { clock, log })
  toClose.push(scanner)
  const scans: Scanned[] = []
  const conditions: ScannerCondition[] = []
  scanner.onScan((scanned) => scans.push(scanned))
  scanner.onCondition((condition) => conditions.push(condition))
  /** Plugged in again, it is found at the next look. */
  const comeBack = async () => {
    simulator.replug()
    clock.pass(LOOKS_AGAIN_MS)
    await vi.waitFor(() => expect(scanner.condition()).toBe('ready'), PATIENCE)
  }
  await vi.waitFor(() => expect(scanner.condition()).toBe('ready'), PATIENCE)
  return { clock, simulator, scanner, scans, conditions, lines, comeBack }
}

/** A report as the manuals print it: 4006381333931 with its identifier at `at`, and a CR behind. */
function report(at: 2 | 3): Uint8Array {
  const hex = `02 0e${at === 3 ? ' 00' : ''} 5d 45 30 34 30 30 36 33 38 31 33 33 33 39 33 31 0d`
  const bytes = Uint8Array.from(hex.split(' '), (byte) => parseInt(byte, 16))
  const whole = new Uint8Array(64)
  whole.set(bytes)
  whole[61] = 0x64
  return whole
}

describe('a HID POS scanner', () => {
  it('delivers codes from real reports, with the identifier at either place', async () => {
    const { simulator, scans } = await connected()
    simulator.send(report(2))
    simulator.send(report(3))
    const scanned = { text: '4006381333931', symbology: ']E0', source: 'hid' }
    expect(scans).toEqual([scanned, scanned])
  })

  it('joins a code that comes in several reports', async () => {
    const { simulator, scans } = await connected()
    const long = Array.from({ length: 150 }, (_, at) => String.fromCharCode(33 + (at % 90))).join(
      '',
    )
    simulator.scan(long, ']Q1')
    simulator.scan('96385074', ']E4')
    expect(scans.map(({ text, symbology }) => [text, symbology])).toEqual([
      [long, ']Q1'],
      ['96385074', ']E4'],
    ])
  })

  it('never lets half a code grow together with the next', async () => {
    const { clock, simulator, scans, comeBack } = await connected()
    const [first] = reportsOf('1'.repeat(100), ']C0')
    simulator.send(first ?? new Uint8Array())
    clock.pass(hidDecoder().idleMs)
    simulator.scan('96385074')
    expect(scans.map(({ text }) => text)).toEqual(['96385074'])
    simulator.send(first ?? new Uint8Array())
    simulator.unplug()
    await comeBack()
    simulator.scan('96385074')
    expect(scans).toHaveLength(2)
  })

  it('is missing when it is unplugged, and is found again', async () => {
    const { simulator, scanner, conditions, lines, comeBack } = await connected()
    simulator.unplug()
    expect(scanner.condition()).toBe('missing')
    await comeBack()
    expect(conditions).toEqual(['ready', 'missing', 'ready'])
    expect(lines).toHaveLength(3)
  })

  it('drops what comes faster than any person scans', async () => {
    const { clock, simulator, scans, lines } = await connected()
    for (let count = 0; count < 200; count += 1) simulator.scan('96385074')
    expect(scans).toHaveLength(25)
    expect(lines.filter((line) => line.includes('too many in a second'))).toHaveLength(1)
    clock.pass(1000)
    simulator.scan('4006381333931')
    expect(scans.at(-1)?.text).toBe('4006381333931')
  })
})

describe('a HID scanner on this machine', () => {
  it('that is not plugged in is missing, or failed with a reason, and never a crash', async () => {
    const clock = systemClock({ holdsProcess: false })
    const { log, lines } = logged()
    const address = {
      kind: 'hid',
      vendorId: 0x0c2e,
      productId: 0xffff,
      serialNumber: null,
    } as const
    const scanner = connectScanner(address, { clock, log })
    toClose.push(scanner)
    await vi.waitFor(() => expect(lines).toHaveLength(1), PATIENCE)
    expect(['missing', 'failed']).toContain(scanner.condition())
    expect(lines[0]).toMatch(/not plugged in|libusb-1\.0-0/)
  })
})
