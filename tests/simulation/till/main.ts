/**
 * One life of a terminal: the whole real core, as the product starts it, with this world's time,
 * chance, disk and road under it. Loaded anew for each life, so that nothing outlives it in memory.
 */
import { begin as beginTime, drawFrom, endListening, now, onUncaught } from './virtual.ts'
import { pass, settle, wakeAt } from './virtual.ts'
import { syncBuiltinESMExports } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { createRouterClient } from '@orpc/server'
import type { SaleView } from '../../../src/contract/terminal/views.ts'
import type { Log } from '../../../src/ports/log.ts'
import { type RunningTerminal, startTerminal } from '../../../src/terminal.ts'
import { v7 } from 'uuid'
import { Chance } from '../chance.ts'
import { makeSecrets } from '../secrets.ts'
import { Cashier } from './cashier.ts'
import { type Disk, seizeDisk } from './disk.ts'
import { giveBack } from './platform.ts'
import type { Birth, Deed, DeedEnd, Told, Turn } from './protocol.ts'
import { BACKEND_URL, openRoad, type Road } from './road.ts'

/** Virtual time that a start or a deed may take before it is given up as stuck. */
const STUCK_MS = 60_000

/** What the core rightly calls an error, and what this world did to it on purpose. */
const FORESEEN: ReadonlySet<string> = new Set([
  'this file was copied: it goes on under new numbers',
  'this file is older than what this terminal has sold',
])

class Life {
  readonly #birth: Birth
  readonly #disk: Disk
  readonly #road: Road
  readonly #chance: Chance
  #surprises: string[] = []
  #credential: string | undefined
  #began: Told['began']
  #deed: DeedEnd | undefined
  #core: RunningTerminal | undefined
  #cashier: Cashier | undefined
  #wrongBy = 0

  constructor(birth: Birth) {
    this.#birth = birth
    this.#chance = new Chance(birth.seed, birth.name)
    drawFrom(new Chance(birth.seed, `${birth.name} platform`))
    beginTime(birth.elapsed, birth.wrongBy)
    this.#disk = seizeDisk(birth.folder, now)
    this.#road = openRoad()
    onUncaught((error) => {
      // The dying say much that nobody hears; the living must catch what they throw.
      if (this.#disk.cut === undefined) this.#surprises.push(`uncaught: ${told(error)}`)
    })
  }

  /** Starts the core; it may have to ask the backend first, which takes more turns. */
  async start(): Promise<void> {
    const { seed, key, folder, migrations, code } = this.#birth
    this.#credential = this.#birth.credential
    const secrets = makeSecrets(new Chance(seed, key), {
      credential: () => this.#credential,
      saveCredential: (credential) => void (this.#credential = credential),
    })
    const core = await startTerminal({
      ...{ folder, migrations, secrets, backendUrl: BACKEND_URL, enrolmentCode: code },
      ...{ log: this.#log(), checkAnswers: true },
    })
    this.#core = core
    this.#began = core.blocked === undefined ? 'running' : { blocked: core.blocked }
    const id = (): string => v7({ msecs: Date.now(), random: this.#chance.bytes(16) })
    const screens = createRouterClient(core.router)
    this.#cashier = new Cashier(screens, this.#chance, id, this.#birth.cashier)
  }

  async take({ elapsed, wrongBy, trouble, mail, deed }: Turn): Promise<Told> {
    this.#wrongBy = wrongBy
    if (trouble) this.#disk.arm(trouble)
    await pass(elapsed, wrongBy)
    this.#road.take(mail)
    await pass(elapsed, wrongBy)
    if (deed) await this.#do(deed)
    await pass(now(), wrongBy)
    return this.#tell()
  }

  /** Does it to its end; where that waits for a timer, the thread's own time runs ahead. */
  async #do(deed: Deed): Promise<void> {
    const limit = now() + STUCK_MS
    this.#deed = undefined
    void this.#begun(deed).then((end) => (this.#deed = end))
    await settle()
    while (this.#deed === undefined && this.#disk.cut === undefined) {
      if (wakeAt() > limit) throw new Error(`stuck over ${deed.kind}`)
      await pass(wakeAt(), this.#wrongBy)
    }
    this.#deed ??= { kind: 'died' }
  }

  async #begun(deed: Deed): Promise<DeedEnd> {
    try {
      return await this.#act(deed)
    } catch (error) {
      if (this.#disk.cut !== undefined && this.#disk.cut !== 'fsync-failed') return { kind: 'died' }
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      return { kind: 'refused', code }
    }
  }

  async #act(deed: Deed): Promise<DeedEnd> {
    const cashier = this.#cashier
    if (!cashier) throw new Error('nobody stands at a till that is not started')
    if (deed.kind === 'shut-down') await this.#core?.close()
    if (deed.kind === 'open-till') await cashier.openTill()
    if (deed.kind === 'close-till') await cashier.closeTill()
    if (deed.kind === 'move-cash') await cashier.moveCash()
    if (!isSale(deed)) return { kind: 'done' }
    const { receipt } = await this.#sell(cashier, deed)
    return { kind: 'sold', receipt }
  }

  #sell(cashier: Cashier, deed: Deed): Promise<SaleView> {
    if (deed.kind === 'sell') return cashier.sell(deed.variants)
    return deed.kind === 'sell-one' ? cashier.sellOne(deed.variant) : cashier.askAgain()
  }

  #tell(): Told {
    const turn: Told = {
      ...this.#road.leave(),
      ...{ began: this.#began, deed: this.#deed, cut: this.#disk.cut, wakeAt: wakeAt() },
      credential: this.#credential,
      acknowledged: this.#cashier?.hear() ?? [],
      cashier: this.#cashier?.memory ?? this.#birth.cashier,
      metFullDisk: this.#disk.metFull(),
      surprises: this.#surprises,
    }
    this.#surprises = []
    this.#deed = undefined
    this.#began = undefined
    return turn
  }

  /** A log in which an error is a finding, unless the disk or the power explains it. */
  #log(): Log {
    return {
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => {
        if (this.#disk.isTroubled || FORESEEN.has(message)) return
        this.#surprises.push(`${message} ${JSON.stringify(fields ?? {})}`)
      },
    }
  }
}

function isSale({ kind }: Deed): boolean {
  return kind === 'sell' || kind === 'sell-one' || kind === 'ask-again'
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

let life: Life | undefined

/** What the world says to the terminal; it answers through the thread's port. */
export function receive(message: Birth | Turn): void {
  const done = 'seed' in message ? bear(message) : takeTurn(message)
  done.catch((error: unknown) => {
    // Out of the promise, so that the thread ends with it and the world hears.
    queueMicrotask(() => {
      throw error
    })
  })
}

/** Its power is gone: nothing of it goes on, and the platform is as it was. */
export function end(): void {
  life = undefined
  endListening()
  giveBack()
  syncBuiltinESMExports()
}

async function bear(birth: Birth): Promise<void> {
  const own = new Life(birth)
  life = own
  let failed: unknown
  own.start().catch((error: unknown) => (failed = error))
  await takeTurn({ ...birth, trouble: undefined, mail: [], deed: undefined })
  if (failed instanceof Error) throw failed
}

async function takeTurn(turn: Turn): Promise<void> {
  if (!life) throw new Error('a turn before birth')
  parentPort?.postMessage(await life.take(turn))
}
