/** The label printer simulator on a TCP port, as port 9100 of a real one. */
import { createServer, type Server, type Socket } from 'node:net'
import type { Clock } from '../../../src/ports/clock.ts'
import type { LabelSize } from '../layout.ts'
import { LabelDevice, type LabelFaults } from './device.ts'
import type { PrintHead, SimulatedLabel } from './format.ts'
import { labelPicture } from './picture.ts'

export interface SimulatorOptions {
  readonly clock: Clock
  readonly size: LabelSize
  /** 0, the default, lets the system choose. */
  readonly port?: number
}

export interface PrintedLabel extends SimulatedLabel {
  /** From 1, in the order of printing. */
  readonly number: number
  /** How many of its copies came out. */
  readonly printed: number
  /** A complete SVG document. */
  readonly svg: string
}

export interface LabelSimulator {
  readonly port: number
  readonly size: LabelSize
  /** One for each format, the newest last; at most 50 are kept. */
  labels(): readonly PrintedLabel[]
  /** Labels that came out since it was made. */
  printed(): number
  /** Bytes so far; a question is three. */
  bytesReceived(): number
  faults(): LabelFaults
  set(change: Partial<LabelFaults>): void
  cable(): 'connected' | 'cut'
  cutCable(): Promise<void>
  /** Cuts the cable once so many more bytes have come in; what comes behind them never arrives. */
  cutCableAfter(bytes: number): void
  restoreCable(): Promise<void>
  powerOff(): Promise<void>
  powerOn(): Promise<void>
  /** What a strict printer did not take; empty as it should be. */
  failures(): readonly string[]
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

const LABELS_LIMIT = 50
const CLIENTS_LIMIT = 4
const HOST = '127.0.0.1'

export async function startLabelSimulator(options: SimulatorOptions): Promise<LabelSimulator> {
  const simulator = new Simulator(options)
  await simulator.restoreCable()
  return simulator
}

class Simulator implements LabelSimulator {
  readonly size: LabelSize
  readonly #device: LabelDevice
  readonly #head: PrintHead
  readonly #labels: PrintedLabel[] = []
  readonly #listeners = new Set<() => void>()
  #port: number
  #server: Server | undefined
  #wire: Socket | undefined
  /** Who is connected and not served yet. */
  readonly #next: Socket[] = []
  #printed = 0
  #received = 0
  #cutAt = Infinity

  constructor({ clock, size, port = 0 }: SimulatorOptions) {
    this.size = size
    this.#port = port
    const dots = (mm: number): number => Math.round(mm * size.dotsPerMm)
    this.#head = { dots: dots(size.widthMm), length: dots(size.heightMm) }
    this.#device = new LabelDevice({
      clock,
      head: this.#head,
      reply: (text) => this.#wire?.write(text),
      onLabel: (label, isFirst) => this.#keep(label, isFirst),
      onChange: () => this.#tell(),
    })
  }

  get port(): number {
    return this.#port
  }

  labels(): readonly PrintedLabel[] {
    return this.#labels
  }

  printed(): number {
    return this.#printed
  }

  bytesReceived(): number {
    return this.#received
  }

  faults(): LabelFaults {
    return this.#device.faults
  }

  set(change: Partial<LabelFaults>): void {
    this.#device.set(change)
  }

  cable(): 'connected' | 'cut' {
    return this.#server ? 'connected' : 'cut'
  }

  async cutCable(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    for (const socket of [this.#wire, ...this.#next]) socket?.destroy()
    this.#wire = undefined
    this.#next.length = 0
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

  /** A printer serves one client; the next waits unheard until the first has gone. */
  #accept(socket: Socket): void {
    // `close` follows each error; here it only has to be heard so that it is not thrown.
    socket.on('error', () => undefined)
    if (this.#next.length >= CLIENTS_LIMIT) socket.destroy()
    else if (this.#wire) this.#next.push(socket)
    else this.#serve(socket)
  }

  #serve(socket: Socket): void {
    this.#wire = socket
    socket.on('data', (bytes) => this.#take(bytes))
    socket.on('close', () => {
      if (this.#wire !== socket) return
      this.#wire = undefined
      const next = this.#next.shift()
      if (next) this.#serve(next)
    })
  }

  #take(bytes: Uint8Array): void {
    const taken = bytes.subarray(0, Math.max(0, this.#cutAt - this.#received))
    this.#received += taken.length
    this.#device.receive(taken)
    if (this.#received < this.#cutAt) return
    this.#cutAt = Infinity
    void this.cutCable()
  }

  #keep(label: SimulatedLabel, isFirst: boolean): void {
    this.#printed += 1
    const last = this.#labels.at(-1)
    if (isFirst || !last) {
      const svg = labelPicture(label, this.#head)
      this.#labels.push({ ...label, number: (last?.number ?? 0) + 1, printed: 1, svg })
      if (this.#labels.length > LABELS_LIMIT) this.#labels.shift()
    } else {
      this.#labels[this.#labels.length - 1] = { ...last, printed: last.printed + 1 }
    }
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
