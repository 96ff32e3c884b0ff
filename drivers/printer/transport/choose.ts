/** Which wire an address of the settings means. */
import type { PrinterAddress } from '../../../src/domain/settings.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import { fileTransport } from './file.ts'
import { serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'
import type { Transport } from './transport.ts'

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
