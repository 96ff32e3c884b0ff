/** A serial port as a scanner's wire, by the package serialport. */
import { lstatSync, statSync } from 'node:fs'
import type { SerialPort } from 'serialport'
import type { Cancel, Clock } from '../../src/ports/clock.ts'
import type { OpenAnswer, ScannerWire, WireEvents } from './wire.ts'

/**
 * serialport's binding 13 says nothing when a device goes while a read is under way: the port stays
 * open and reads nothing for ever at full load (serialport/bindings-cpp, issue 162). So the path is
 * looked at this often, and the port is closed when it is not the same device any more.
 */
const WATCH_MS = 1000

export interface SerialLine {
  /** Best a stable name such as `/dev/serial/by-id/…`. */
  readonly path: string
  readonly baudRate: number
}

export function serialWire(line: SerialLine, clock: Clock): ScannerWire {
  return { open: (events) => open(line, events, clock) }
}

async function open(line: SerialLine, events: WireEvents, clock: Clock): Promise<OpenAnswer> {
  const device = deviceAt(line.path)
  if (device === undefined) {
    return { ok: false, condition: 'missing', reason: `${line.path} is not there` }
  }
  try {
    const port = await openPort(line)
    return { ok: true, close: attend(port, device, events, clock) }
  } catch (error) {
    return refusal(line.path, error instanceof Error ? error.message : String(error))
  }
}

async function openPort({ path, baudRate }: SerialLine): Promise<SerialPort> {
  // Loaded when it is wanted: a till whose machine lacks the addon's libraries still starts.
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path, baudRate, autoOpen: false })
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(error)))
  })
  return port
}

/** Passes on what the open port says until it is gone or closed; answers how to close it. */
function attend(
  port: SerialPort,
  device: string,
  events: WireEvents,
  clock: Clock,
): () => Promise<void> {
  let cancelWatch: Cancel = () => undefined
  let over = false
  const close = (): Promise<void> => {
    over = true
    cancelWatch()
    return new Promise((resolve) => (port.isOpen ? port.close(() => resolve()) : resolve()))
  }
  const end = (reason: string): void => {
    if (over) return
    void close()
    events.gone(reason)
  }
  const watch = (): void => {
    cancelWatch = clock.after(WATCH_MS, () =>
      deviceAt(port.path) === device ? watch() : end('unplugged'),
    )
  }
  port.on('data', (bytes: Buffer) => {
    if (!over) events.bytes(bytes)
  })
  port.on('error', (error) => end(error.message))
  port.on('close', () => end('unplugged'))
  watch()
  return close
}

/** Names the very device behind a path: unplugged and plugged in again it is another one. */
function deviceAt(path: string): string | undefined {
  // COM ports are no files; the defect that this is for is not in the binding of Windows.
  if (process.platform === 'win32') return path
  try {
    const { ino, rdev } = statSync(path)
    return `${lstatSync(path).ino} ${ino} ${rdev}`
  } catch {
    return undefined
  }
}

/** The binding tells its errors by words only. */
function refusal(path: string, message: string): OpenAnswer {
  if (/no such (file|device)|not found/i.test(message)) {
    return { ok: false, condition: 'missing', reason: `${path} is not there` }
  }
  const reason = /lock|denied/i.test(message) ? `${path} is taken or not permitted` : path
  return { ok: false, condition: 'failed', reason: `${reason}: ${message}` }
}
