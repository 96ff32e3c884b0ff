/**
 * One terminal: the real store and use cases over files that outlive its process. A crash keeps
 * the files as they are at that very moment: whatever the dying process still writes is lost.
 */
import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createTerminal, type Terminal } from '../../src/application/terminal.ts'
import type { Identity } from '../../src/ports/identity.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Random } from '../../src/ports/random.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { readyPrinter } from '../application/devices.ts'
import { MIGRATIONS } from '../store/shop.ts'
import { Cashier } from './cashier.ts'
import { type Chance, randomOf } from './chance.ts'
import { Driver } from './driver.ts'
import type { Faults } from './faults.ts'
import { createLink } from './link.ts'
import { mortal } from './mortal-store.ts'
import type { Line, Network } from './network.ts'
import { logTo, type Observer } from './observer.ts'
import { Power } from './power.ts'
import { quickHasher } from './shop.ts'
import type { ActorClock, Timeline } from './timeline.ts'

/** What is around a terminal. */
export interface Surroundings {
  readonly timeline: Timeline
  readonly network: Network
  readonly faults: Faults
  readonly observer: Observer
}

/** Who it is, and what makes it so in every life. */
export interface Enrolled {
  readonly identity: Identity
  readonly credential: string
  readonly secrets: Secrets
  readonly chance: Chance
  /** Its files are made here. */
  readonly folder: string
}

/** From one start of the process to its end. */
interface Life {
  readonly file: string
  readonly power: Power
  readonly clock: ActorClock
  readonly line: Line
  readonly store: TerminalStore
  readonly uses: Terminal
  readonly driver: Driver
  /** Reads the file beside the store, for those who check it. */
  readonly witness: Database.Database
  readonly end: () => void
}

export class SimulatedTerminal {
  readonly cashier: Cashier
  readonly name: string
  readonly #enrolled: Enrolled
  readonly #surroundings: Surroundings
  readonly #random: Random
  #lives = 0
  #wrongBy = 0
  #life: Life

  constructor(enrolled: Enrolled, surroundings: Surroundings) {
    this.#enrolled = enrolled
    this.#surroundings = surroundings
    this.name = enrolled.identity.terminalCode
    const clock = surroundings.timeline.clock(() => this.#wrongBy)
    this.#random = randomOf(enrolled.chance, clock.now)
    this.cashier = new Cashier(enrolled.chance, this.#random)
    this.#life = this.#begin(this.#fileOf(this.#lives))
  }

  get store(): TerminalStore {
    return this.#life.store
  }

  get uses(): Terminal {
    return this.#life.uses
  }

  get driver(): Driver {
    return this.#life.driver
  }

  get power(): Power {
    return this.#life.power
  }

  get witness(): Database.Database {
    return this.#life.witness
  }

  get file(): string {
    return this.#life.file
  }

  get now(): number {
    return this.#life.clock.now()
  }

  enrol(businessDate: string): void {
    this.store.identity.enrol(this.#enrolled.identity, { at: this.now, businessDate })
  }

  /** Somebody sets its clock, or its battery does. */
  setClock(ms: number): void {
    this.#wrongBy += ms
  }

  /** The process dies where it stands, if it has not yet, and is started again. */
  crash(): void {
    this.#life.power.cut('crash-idle')
    this.close()
    this.#life = this.#begin(this.#fileOf(this.#lives))
  }

  close(): void {
    const { clock, line, end } = this.#life
    clock.stop()
    this.#surroundings.network.hangUp(line)
    end()
  }

  #fileOf(life: number): string {
    return join(this.#enrolled.folder, String(life), 'terminal.db')
  }

  /** The files as they are at this moment, the write-ahead log included, for the next life. */
  #keepFiles(): void {
    const file = this.#fileOf(this.#lives)
    this.#lives += 1
    const next = this.#fileOf(this.#lives)
    mkdirSync(dirname(next), { recursive: true })
    for (const part of ['', '-wal']) {
      if (existsSync(file + part)) copyFileSync(file + part, next + part)
    }
  }

  #begin(file: string): Life {
    const { secrets, chance, credential } = this.#enrolled
    const { timeline, network, faults, observer } = this.#surroundings
    const random = this.#random
    const power = new Power(() => this.#keepFiles())
    const clock = timeline.clock(() => this.#wrongBy)
    const log = logTo(observer, this.name, () => power.isOut)
    const opened = openStore({ file, migrations: MIGRATIONS, secrets, clock, random, log })
    const store = mortal(opened, power)
    const line: Line = { terminal: this.name, credential }
    const link = createLink(network, line)
    const witness = new Database(file, { readonly: true })
    const uses = createUses(store, clock, random, log)
    const driver = new Driver({ store, link, chance, faults, log })
    uses.start()
    const end = (): void => {
      witness.close()
      opened.close()
    }
    return { file, power, clock, line, store, uses, driver, witness, end }
  }
}

function createUses(store: TerminalStore, clock: ActorClock, random: Random, log: Log): Terminal {
  const never = (): (() => void) => () => undefined
  return createTerminal({
    ...{ store, clock, random, log, pinHasher: quickHasher, receiptWords: receiptWordsFor },
    network: { online: () => true, since: () => null, onChange: never },
    pull: { running: () => false, onChange: never },
    devices: { printer: readyPrinter(), scanners: [], payment: undefined },
  })
}
