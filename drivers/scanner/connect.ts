/** Makes the driver that an address from the settings asks for. */
import type { ScannerAddress } from '../../src/domain/settings.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Scanner } from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import { runScanner } from './driver.ts'
import { hidDecoder } from './hid-protocol.ts'
import { hidWire } from './hid-wire.ts'
import { serialDecoder } from './serial-protocol.ts'
import { serialWire } from './serial-wire.ts'

/** Never throws, and returns at once: a till sells without its scanner too. */
export function connectScanner(
  address: ScannerAddress,
  surroundings: { clock: Clock; log: Log },
): Scanner {
  return address.kind === 'serial'
    ? runScanner(
        {
          wire: serialWire(address, surroundings.clock),
          decoder: serialDecoder(),
          source: 'serial',
        },
        surroundings,
      )
    : runScanner({ wire: hidWire(address), decoder: hidDecoder(), source: 'hid' }, surroundings)
}
