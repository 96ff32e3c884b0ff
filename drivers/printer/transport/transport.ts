/** The wire to a printer: bytes out, bytes in, and the news that it is gone. */
import type { PrinterAddress } from '../../../src/domain/settings.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { fileTransport } from './file.ts'
import { serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'

export interface Transport {
  /**
   * Resolves once bytes can be written; rejects where there is nobody. Calls nothing before that.
   */
  open(events: TransportEvents): Promise<Connection>
}

export interface TransportEvents {
  onData(bytes: Uint8Array): void
  /** Called once, when the connection ends for whatever reason but `close`. */
  onGone(): void
}

export interface Connection {
  /**
   * Resolves when the system has taken the bytes, which proves nothing; rejects where it did not.
   */
  write(bytes: Uint8Array): Promise<void>
  close(): void
}

export function transportTo(address: PrinterAddress, clock: Clock): Transport {
  switch (address.transport) {
    case 'tcp':
      return tcpTransport(address.host, address.port, clock)
    case 'serial':
      return serialTransport(address.path, address.baudRate, clock)
    case 'file':
      return fileTransport(address.path, clock)
  }
}
