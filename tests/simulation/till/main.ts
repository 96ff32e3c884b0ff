/**
 * One life of a terminal: the whole real core, as the product starts it, with this world's time,
 * chance, disk and road under it. Loaded anew for each life, so that nothing outlives it in memory.
 */
import { begin as beginTime, drawFrom, endListening, now, onUncaught } from './virtual.ts'
import { pass, wakeAt } from './virtual.ts'
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
import { takeGiftCard } from './gift-cards.ts'
import { giveBack } from './platform.ts'
import type { Birth, Deed, DeedEnd, Told, Turn } from './protocol.ts'
import { BACKEND_URL, openRoad, type Road } from './road.ts'
import { park, resume } from './parking.ts'
import { keepCustomer, serve } from './serving.ts'
import { adjustStock } from './stock-work.ts'
import { takeBack } from './taking-back.ts'

/** Virtual time within which a deed ends, whatever the road does: every wait has its limit. */
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
  /** What its cashier is at, and until when that may last. */
  #doing: { readonly kind: Deed['kind']; readonly latest: number } | undefined
  #core: RunningTerminal | undefined
  #cashier: Cashier | undefined

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
    if (trouble) this.#disk.arm(trouble)
    await pass(elapsed, wrongBy)
    this.#road.take(mail)
    await pass(elapsed, wrongBy)
    if (deed) this.#begin(deed)
    await pass(now(), wrongBy)
    if (this.#doing && this.#disk.cut !== undefined) this.#end({ kind: 'died' })
    if (this.#doing && now() > this.#doing.latest) throw new Error(`stuck over ${this.#doing.kind}`)
    return this.#tell()
  }

  /** It may wait for the road: then the turn ends, and a later one hears of its end. */
  #begin(deed: Deed): void {
    if (this.#doing) throw new Error(`asked to ${deed.kind} in the middle of ${this.#doing.kind}`)
    this.#doing = { kind: deed.kind, latest: now() + STUCK_MS }
    void this.#begun(deed).then((end) => this.#end(end))
  }

  #end(end: DeedEnd): void {
    if (!this.#doing) return
    this.#doing = undefined
    this.#deed = end
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
    if (deed.kind === 'adjust-stock') await adjustStock(cashier, deed.variants)
    if (deed.kind === 'take-back') return takeBack(cashier, deed)
    if (deed.kind === 'keep-customer') {
      await cashier.ready()
      return keepCustomer(cashier)
    }
    if (deed.kind === 'park') return park(cashier, deed.variants)
    if (deed.kind === 'resume') return resume(cashier)
    if (deed.kind === 'gift-card') return takeGiftCard(cashier, deed)
    if (deed.kind === 'serve') return serve(cashier, deed)
    if (!isSale(deed)) return { kind: 'done' }
    const { receipt } = await sell(cashier, deed)
    return { kind: 'sold', receipt }
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

type Sale = Extract<Deed, { kind: 'sell' | 'sell-one' | 'ask-again' }>

function isSale(deed: Deed): deed is Sale {
  return ['sell', 'sell-one', 'ask-again'].includes(deed.kind)
}

function sell(cashier: Cashier, deed: Sale): Promise<SaleView> {
  if (deed.kind === 'sell') return cashier.sell(deed.variants)
  return deed.kind === 'sell-one' ? cashier.sellOne(deed.variant) : cashier.askAgain()
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
