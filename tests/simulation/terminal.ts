/**
 * One terminal: the real core in a thread of its own, over files that outlive it. A crash keeps the
 * files as they are at that very moment: whatever the dying core still writes is lost.
 */
import Database from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { SaleView } from '../../src/contract/terminal/views.ts'
import { keepFiles, putBackFiles } from './till/disk.ts'
import type {
  Birth,
  CashierMemory,
  CutPlace,
  Deed,
  DeedEnd,
  Mail,
  Trouble,
  Turn,
} from './till/protocol.ts'
import type { Faults } from './faults.ts'
import type { Line, Network } from './network.ts'
import type { Observer } from './observer.ts'
import { answerOf, type Threads } from './threads.ts'
import type { Timeline } from './timeline.ts'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import { Witness } from './witness.ts'

/** What has ended is pruned after this. */
const MONTH_MS = 30 * 24 * 3_600_000

const TOLD_TO_TWINS = [
  'the backend holds entries under this terminal that are not ours',
  'this terminal goes on under new numbers',
] as const

/** What is around a terminal. */
export interface Surroundings {
  readonly seed: number
  readonly threads: Threads
  readonly timeline: Timeline
  readonly network: Network
  readonly faults: Faults
  readonly observer: Observer
  /** Folder of the terminal's SQL migrations. */
  readonly migrations: string
}

/** Who it is to be. */
export interface Station {
  readonly name: string
  readonly folder: string
  /** One-time code, for its first start. */
  readonly code: string
  /** Names its key: two of one name are one terminal to the backend. */
  readonly key: string
  /** Its disk was copied: two work under its name, and the core says so. */
  hasTwin: boolean
  /** What it already has, where its disk is the copy of another's. */
  readonly credential?: string
}

interface Life {
  readonly worker: Worker
  readonly line: Line
}

export class SimulatedTerminal {
  readonly name: string
  readonly folder: string
  /** Every sale whose answer left the core. */
  readonly acknowledged: SaleView[] = []
  /** Entries that a restore took out of its file. */
  readonly former: SealedEntry[] = []
  readonly station: Station
  /** Its clock was a month out once: what ended by it may have been pruned since. */
  wasAMonthOut = false
  /** Its person waited for an answer when the file was replaced. */
  hasForgotten = false
  readonly #world: Surroundings
  #lives = 0
  #life: Life | undefined
  #witness: Witness | undefined
  #credential: string | undefined
  #cashier: CashierMemory = { unanswered: undefined }
  #wrongBy = 0
  #wakeAt = Number.POSITIVE_INFINITY
  #mail: Mail[] = []
  #trouble: Trouble | undefined
  #cut: CutPlace | undefined
  #blocked: string | undefined
  #ended: ((end: DeedEnd) => void) | undefined

  constructor(station: Station, world: Surroundings) {
    this.station = station
    this.#world = world
    this.name = station.name
    this.#credential = station.credential
    this.folder = station.folder
    mkdirSync(this.folder, { recursive: true })
  }

  get credential(): string | undefined {
    return this.#credential
  }

  get file(): string {
    return join(this.folder, 'terminal.db')
  }

  /** Reads the file beside the core, for those who check it. */
  get witness(): Witness {
    this.#witness ??= new Witness(new Database(this.file, { readonly: true }))
    return this.#witness
  }

  get waitsForAnAnswer(): boolean {
    return this.#cashier.unanswered !== undefined
  }

  /** Its cashier is at something that has not ended yet, and does nothing else meanwhile. */
  get isBusy(): boolean {
    return this.#ended !== undefined
  }

  /** Where its power went in the last turn: it is to be started again. */
  get cut(): CutPlace | undefined {
    return this.#cut
  }

  get blocked(): string | undefined {
    return this.#blocked
  }

  /** By its own wall clock. */
  get now(): number {
    return this.#world.timeline.wall + this.#wrongBy
  }

  /** When it has something to do of its own accord; at once where mail waits. */
  get wakeAt(): number {
    if (!this.#life) return Number.POSITIVE_INFINITY
    return this.#mail.length > 0 ? Number.NEGATIVE_INFINITY : this.#wakeAt
  }

  /** Somebody sets its clock, or its battery does. */
  setClock(ms: number): void {
    this.#wrongBy += ms
    if (Math.abs(ms) > MONTH_MS) this.wasAMonthOut = true
  }

  /** From its next turn on. */
  arm(trouble: Trouble): void {
    this.#trouble = trouble
  }

  async start(): Promise<void> {
    const { seed, threads, timeline, migrations } = this.#world
    const { name, folder, key, code } = this.station
    const worker = await threads.take()
    this.#lives += 1
    const line: Line = { terminal: name, deliver: (mail) => void this.#mail.push(mail) }
    this.#life = { worker, line }
    this.#blocked = undefined
    this.#cut = undefined
    const birth: Birth = {
      ...{ seed, name: `${name} life ${String(this.#lives)}`, folder, migrations, key, code },
      ...{ credential: this.#credential, cashier: this.#cashier },
      ...{ elapsed: timeline.elapsed, wrongBy: this.#wrongBy },
    }
    await this.#exchange(worker, birth)
  }

  /**
   * Its cashier is asked to do something. Answers what `told` makes of its end; undefined where it
   * goes on: the observer hears of it then.
   */
  async ask(deed: Deed, told: (end: DeedEnd) => string): Promise<string | undefined> {
    if (!this.#life) throw new Error(`nobody is at ${this.name}`)
    let now: string | undefined
    let isLater = false
    this.#ended = (end) => {
      const text = told(end)
      if (isLater) this.#world.observer.saw(this.name, text)
      else now = text
    }
    await this.turn(deed)
    isLater = true
    return now
  }

  /** Takes its turn: all that is due and has arrived, and what its cashier begins to do. */
  async turn(deed?: Deed): Promise<void> {
    const life = this.#life
    if (!life) return
    const turn: Turn = {
      ...{ elapsed: this.#world.timeline.elapsed, wrongBy: this.#wrongBy, deed },
      ...{ trouble: this.#trouble, mail: this.#mail },
    }
    this.#mail = []
    this.#trouble = undefined
    await this.#exchange(life.worker, turn)
  }

  /** What the person waited for is gone with the file that held it. */
  forget(): void {
    this.hasForgotten ||= this.waitsForAnAnswer
    this.#cashier = { unanswered: undefined }
  }

  /** The power is gone for good, or until `start`; the files stay as they are. */
  async crash(): Promise<void> {
    const life = this.#life
    if (!life) return
    if (this.#cut === undefined) keepFiles(this.folder)
    await this.#end(life)
    putBackFiles(this.folder)
    this.#cut = undefined
  }

  closeWitness(): void {
    this.#witness?.close()
    this.#witness = undefined
  }

  async close(): Promise<void> {
    if (this.#life) await this.#end(this.#life)
    this.closeWitness()
  }

  async #end({ worker, line }: Life): Promise<void> {
    this.#life = undefined
    this.#hear({ kind: 'died' })
    this.#mail = []
    this.#trouble = undefined
    this.#wakeAt = Number.POSITIVE_INFINITY
    this.#world.network.hangUp(line)
    this.closeWitness()
    await this.#world.threads.giveBack(worker)
  }

  #hear(end: DeedEnd): void {
    const ended = this.#ended
    this.#ended = undefined
    ended?.(end)
  }

  async #exchange(worker: Worker, message: Birth | Turn): Promise<void> {
    const told = await answerOf(worker, message)
    this.#cashier = told.cashier
    this.#credential = told.credential
    this.#wakeAt = told.wakeAt
    this.#cut = told.cut
    if (typeof told.began === 'object') this.#blocked = told.began.blocked
    this.acknowledged.push(...told.acknowledged)
    if (told.deed) this.#hear(told.deed)
    if (told.metFullDisk) {
      this.#world.faults.happened('disk-full')
      this.#world.network.notKept(this.name)
    }
    for (const each of told.surprises) {
      const isForeseen = this.station.hasTwin && TOLD_TO_TWINS.some((text) => each.startsWith(text))
      if (!isForeseen) this.#world.observer.wondersAt(this.name, each)
    }
    const { network } = this.#world
    const line = this.#life?.line
    // A dying thread's last words never left it.
    if (!line || told.cut !== undefined) return
    for (const { call, request } of told.calls) network.send(line, call, request)
    for (const call of told.givenUp) network.giveUp(line, call)
  }
}
