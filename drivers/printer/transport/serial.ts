/** A printer on a serial line, or on Bluetooth that pretends to be one: 8 data bits, no parity. */
import { existsSync } from 'node:fs'
import { SerialPort } from 'serialport'
import type { Cancel, Clock } from '../../../src/ports/clock.ts'
import type { Connection, Transport } from './transport.ts'

const WATCH_MS = 1000

export function serialTransport(path: string, baudRate: number, clock: Clock): Transport {
  return {
    async open(events) {
      const port = new SerialPort({ path, baudRate, autoOpen: false })
      let live = false
      let closed = false
      let stopWatching: Cancel = () => undefined
      /** Writes that have no end yet: the binding forgets those under which the line is cut. */
      const writing = new Set<(error: Error) => void>()
      const gone = (): void => {
        stopWatching()
        if (!live) return
        live = false
        for (const fail of writing) fail(new Error('the line is gone'))
        writing.clear()
        if (!closed) events.onGone()
      }
      // An error without `close` after it leaves the port open; closing makes both ways end alike.
      port.on('error', () => shut(port))
      port.on('close', gone)
      await new Promise<void>((resolve, reject) => {
        port.open((error) => {
          if (error) reject(error)
          else resolve()
        })
      })
      live = true
      port.on('data', (bytes: Uint8Array) => events.onData(bytes))
      stopWatching = watch(path, clock, () => {
        shut(port)
        gone()
      })
      const connection: Connection = {
        write: (bytes) =>
          new Promise((resolve, reject) => {
            writing.add(reject)
            port.write(Buffer.from(bytes), (error) => {
              writing.delete(reject)
              if (error) reject(error)
              else resolve()
            })
          }),
        close() {
          closed = true
          shut(port)
          gone()
        },
      }
      return connection
    },
  }
}

function shut(port: SerialPort): void {
  // The callback takes the error of a port that is closed already.
  if (port.isOpen) port.close(() => undefined)
}

/**
 * The binding does not notice when a device vanishes while a read is under way and then reads in a
 * circle for ever (serialport/bindings-cpp #162), so the path is looked at once a second.
 */
function watch(path: string, clock: Clock, vanished: () => void): Cancel {
  if (!path.startsWith('/')) return () => undefined
  let cancel: Cancel = () => undefined
  const look = (): void => {
    if (existsSync(path)) cancel = clock.after(WATCH_MS, look)
    else vanished()
  }
  look()
  return () => cancel()
}
