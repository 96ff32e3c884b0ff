/** A HID POS scanner as a wire, by the package node-hid. */
import type { Device, HIDAsync } from 'node-hid'
import type { OpenAnswer, ScannerWire, WireEvents } from './wire.ts'

/** Found by these, never by path: plugged in again it gets another path. */
export interface HidIdentity {
  readonly vendorId: number
  readonly productId: number
  readonly serialNumber: string | null
}

const POINT_OF_SALE_PAGE = 0x8c

export function hidWire(identity: HidIdentity): ScannerWire {
  return { open: (events) => open(identity, events) }
}

async function open(identity: HidIdentity, events: WireEvents): Promise<OpenAnswer> {
  try {
    // The addon loads without libusb and libudev; its first real call is what throws.
    const hid = await import('node-hid')
    const devices = await hid.devicesAsync(identity.vendorId, identity.productId)
    const found = devices.filter(
      ({ serialNumber }) =>
        identity.serialNumber === null || serialNumber === identity.serialNumber,
    )
    if (found.length === 0) {
      return { ok: false, condition: 'missing', reason: 'not plugged in' }
    }
    const path = found.find(speaksPointOfSale)?.path
    if (path === undefined) {
      return { ok: false, condition: 'failed', reason: 'the scanner is not set to HID POS' }
    }
    return { ok: true, close: attend(await hid.HIDAsync.open(path), events) }
  } catch (error) {
    return refusal(error instanceof Error ? error.message : String(error))
  }
}

function speaksPointOfSale({ usagePage }: Device): boolean {
  // Not every system tells the page; a keyboard would tell page 1.
  return usagePage === POINT_OF_SALE_PAGE || usagePage === undefined || usagePage === 0
}

function attend(device: HIDAsync, events: WireEvents): () => Promise<void> {
  let over = false
  const close = async (): Promise<void> => {
    if (over) return
    over = true
    // A device that is gone may refuse even this.
    await device.close().catch(() => undefined)
  }
  // The package emits a string, not an Error, when the device is unplugged.
  device.on('error', () => {
    if (over) return
    void close()
    events.gone('unplugged')
  })
  device.on('data', (report: Buffer) => {
    if (!over) events.bytes(report)
  })
  return close
}

function refusal(message: string): OpenAnswer {
  const library = /libusb|libudev|shared object/i.test(message)
  const reason = library
    ? `node-hid needs the system libraries libusb-1.0-0 and libudev1: ${message}`
    : `the device could not be opened, its udev rule may be missing: ${message}`
  return { ok: false, condition: 'failed', reason }
}
