/**
 * The printer simulator on a wire: a TCP port as port 9100 of a real one, or any stream, such as a
 * pty.
 */
import { createServer, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Clock } from '../../../src/ports/clock.ts'
import { PrinterDevice, type DrawerState, type PrinterFaults } from './device.ts'
import type { PaperItem } from './paper.ts'
import { receiptPicture } from './picture.ts'
import { receiptText } from './text.ts'

export interface SimulatorOptions {
  readonly clock: Clock
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** Characters of font A in a line. */
  readonly columns?: number
}

export interface SimulatedReceipt {
  /** From 1, in the order of cutting. */
  readonly number: number
  readonly text: string
  /** A complete SVG document. */
  readonly svg: string
}

export interface PrinterSimulator {
  readonly port: number
  /** The newest last; at most 50 are kept. */
  receipts(): readonly SimulatedReceipt[]
  /** What hangs from the printer and is not cut. */
  uncutText(): string
  /** All bytes received so far that were not real-time commands: 0 means that no job was sent. */
  bytesReceived(): number
  drawer(): DrawerState
  closeDrawer(): void
  faults(): PrinterFaults
  set(change: Partial<PrinterFaults>): void
  cable(): 'connected' | 'cut'
  /** Ends each connection and lets none begin; the printer stays on. */
  cutCable(): Promise<void>
  /** Cuts the cable once so many more bytes have come in; what comes behind them never arrives. */
  cutCableAfter(bytes: number): void
  restoreCable(): Promise<void>
  /** Off and on are a cable without a printer, and a printer that forgot its buffer. */
  powerOff(): Promise<void>
  powerOn(): Promise<void>
  /** Takes bytes from a stream instead; the answer lets go of it. */
  attach(stream: Duplex): () => void
  /** Sends raw bytes up the wire, as a broken printer would. */
  babble(bytes: Uint8Array): void
  /** What a strict printer did not understand; empty as it should be. */
  failures(): readonly string[]
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

const RECEIPTS_LIMIT = 50
const HOST = '127.0.0.1'

export async function startPrinterSimulator(options: SimulatorOptions): Promise<PrinterSimulator> {
  const simulator = new Simulator(options)
  await simulator.restoreCable()
  return simulator
}

class Simulator implements PrinterSimulator {
  readonly #device: PrinterDevice
  readonly #dots: number
  readonly #receipts: SimulatedReceipt[] = []
  readonly #listeners = new Set<() => void>()
  #port: number
  #server: Server | undefined
  #wire: Duplex | undefined
  #received = 0
  #cutAt: number | undefined

  constructor({ clock, port = 0, columns = 42 }: SimulatorOptions) {
    this.#port = port
    this.#dots = columns * 12
    this.#device = new PrinterDevice({
      clock,
      columns,
      reply: (bytes) => this.babble(bytes),
      onReceipt: (items) => this.#keep(items),
      onChange: () => this.#tell(),
    })
  }

  get port(): number {
    return this.#port
  }

  receipts(): readonly SimulatedReceipt[] {
    return this.#receipts
  }

  uncutText(): string {
    return receiptText(this.#device.uncut, this.#dots)
  }

  bytesReceived(): number {
    return this.#received
  }

  drawer(): DrawerState {
    return this.#device.drawer
  }

  closeDrawer(): void {
    this.#device.closeDrawer()
  }

  faults(): PrinterFaults {
    return this.#device.faults
  }

  set(change: Partial<PrinterFaults>): void {
    this.#device.set(change)
  }

  cable(): 'connected' | 'cut' {
    return this.#server ? 'connected' : 'cut'
  }

  async cutCable(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    this.#wire?.destroy()
    this.#wire = undefined
    if (server) await new Promise((closed) => server.close(closed))
    this.#tell()
  }

  cutCableAfter(bytes: number): void {
    this.#cutAt = this.#received + bytes
  }

  async restoreCable(): Promise<void> {
    if (this.#server) return
    const server = createServer((socket) => this.#accept(socket))
    this.#server = server
    await new Promise<void>((listening, failed) => {
      server.once('error', failed)
      server.listen(this.#port, HOST, listening)
    })
    const address = server.address()
    if (address && typeof address === 'object') this.#port = address.port
    this.#tell()
  }

  async powerOff(): Promise<void> {
    await this.cutCable()
    this.#device.powerCut()
  }

  powerOn(): Promise<void> {
    return this.restoreCable()
  }

  attach(stream: Duplex): () => void {
    this.#wire = stream
    const take = (bytes: Uint8Array): void => this.#take(stream, bytes)
    stream.on('data', take)
    return () => {
      stream.off('data', take)
      if (this.#wire === stream) this.#wire = undefined
    }
  }

  babble(bytes: Uint8Array): void {
    this.#wire?.write(bytes)
  }

  failures(): readonly string[] {
    return this.#device.failures
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): Promise<void> {
    this.#listeners.clear()
    return this.powerOff()
  }

  /** A printer's port serves one client; the next waits outside until the first has gone. */
  #accept(socket: Socket): void {
    if (this.#wire) {
      socket.destroy()
      return
    }
    const release = this.attach(socket)
    // `close` follows each error; here it only has to be heard so that it is not thrown.
    socket.on('error', () => undefined)
    socket.on('close', release)
  }

  #take(wire: Duplex, bytes: Uint8Array): void {
    const cutAt = this.#cutAt
    if (cutAt !== undefined) {
      this.#takeUntil(cutAt, bytes)
      return
    }
    this.#received += this.#device.receive(bytes)
    if (this.#device.hasRoom) return
    wire.pause()
    const release = this.onChange(() => {
      if (!this.#device.hasRoom) return
      release()
      wire.resume()
    })
  }

  /** Byte by byte, because only what is not a real-time question counts. */
  #takeUntil(cutAt: number, bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#received += this.#device.receive(Uint8Array.of(byte))
      if (this.#received < cutAt) continue
      this.#cutAt = undefined
      void this.cutCable()
      return
    }
  }

  #keep(items: readonly PaperItem[]): void {
    const number = (this.#receipts.at(-1)?.number ?? 0) + 1
    this.#receipts.push({
      number,
      text: receiptText(items, this.#dots),
      svg: receiptPicture(items, this.#dots),
    })
    if (this.#receipts.length > RECEIPTS_LIMIT) this.#receipts.shift()
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
