/**
 * A receipt printer and the drawer on it, over any transport.
 *
 * A job is checked, sent and proved: `held` before its first byte, `printed` after the printer's own
 * word, `unknown` for all between. The driver never sends a job twice; whether an unknown one came out
 * is for a person to say.
 */
import type { PrinterSettings } from '../../src/domain/settings.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type {
  PrinterCondition,
  PrintOutcome,
  PrintRequest,
  ReceiptPrinter,
} from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import { receiptEncoder } from './encode.ts'
import { PrinterLink } from './link.ts'
import { profileOf, type PrinterProfile } from './profile.ts'
import { askProof, concatenate, CUT_OFF, drawerPulse, drawerPulseAtOnce } from './protocol.ts'
import type { Report } from './status.ts'
import { USUAL_TIMING, within, type PrinterTiming } from './timing.ts'
import { transportTo } from './transport/transport.ts'

export interface PrinterConnection {
  readonly settings: PrinterSettings
  readonly clock: Clock
  readonly log: Log
  readonly timing?: Partial<PrinterTiming>
}

/** Connects in the background; the printer may be off and come later. */
export function connectPrinter(options: PrinterConnection): ReceiptPrinter {
  return new EscPosPrinter(options)
}

/** Jobs that may wait for their turn; the next one is held. The store keeps the queue, not this. */
const WAITING_LIMIT = 20

class EscPosPrinter implements ReceiptPrinter {
  readonly #clock: Clock
  readonly #log: Log
  readonly #timing: PrinterTiming
  readonly #profile: PrinterProfile
  readonly #encode: ReturnType<typeof receiptEncoder>
  readonly #link: PrinterLink
  readonly #listeners = new Set<(condition: PrinterCondition) => void>()
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #pulses = 0
  #torn = false
  #proof: Proving | undefined

  constructor({ settings, clock, log, timing }: PrinterConnection) {
    this.#clock = clock
    this.#log = log
    this.#timing = { ...USUAL_TIMING, ...timing }
    this.#profile = profileOf(settings)
    this.#encode = receiptEncoder(this.#profile)
    this.#link = new PrinterLink({
      transport: transportTo(settings.address, clock),
      clock,
      timing: this.#timing,
      answers: settings.answers,
      onCondition: (condition) => {
        for (const listener of this.#listeners) listener(condition)
      },
      onReport: (report) => this.#hear(report),
      onGone: () => {
        this.#proof?.settle('gone')
      },
    })
  }

  print(job: PrintRequest): Promise<PrintOutcome> {
    return this.#inTurn(async () => {
      const condition = await this.#check()
      if (!takesJobs(condition)) return { state: 'held', condition }
      const { bytes, lost } = this.#encode(job.document)
      if (lost.length > 0) {
        this.#log.warn('characters that the printer cannot print', {
          job: job.id,
          lost: lost.length,
        })
      }
      job.onSending()
      return this.#send(bytes, proofNumber(job.id))
    })
  }

  openDrawer(): Promise<PrintOutcome> {
    return this.#inTurn(async () => {
      const condition = await this.#check()
      const { proof, drawerPin } = this.#profile
      if (takesJobs(condition)) {
        this.#pulses += 1
        return this.#send(drawerPulse(drawerPin), proofNumber(`d${String(this.#pulses)}`))
      }
      // Left in the buffer of a printer without paper, a pulse would open the drawer much later.
      if (condition === 'unreachable' || proof !== 'process-id') return { state: 'held', condition }
      const sent = await this.#link.send(drawerPulseAtOnce(drawerPin))
      return sent ? { state: 'sent' } : { state: 'unknown', condition: this.condition() }
    })
  }

  condition(): PrinterCondition {
    return this.#link.condition
  }

  onCondition(listener: (condition: PrinterCondition) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Ends the connection; a job under way ends as unknown, jobs that wait as held. */
  async close(): Promise<void> {
    this.#link.close()
    await this.#turn
  }

  async #inTurn(work: () => Promise<PrintOutcome>): Promise<PrintOutcome> {
    if (this.#waiting >= WAITING_LIMIT) return { state: 'held', condition: this.condition() }
    this.#waiting += 1
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    try {
      return await turn
    } finally {
      this.#waiting -= 1
      this.#link.busy = false
    }
  }

  /** The printer's condition as of now, from its own mouth where it answers. */
  async #check(): Promise<PrinterCondition> {
    await this.#link.firstAttempt()
    if (this.#profile.proof !== 'none' && this.condition() !== 'unreachable') {
      if (!(await this.#link.look())) this.#link.drop()
    }
    return this.condition()
  }

  async #send(body: Uint8Array, number: string): Promise<PrintOutcome> {
    const proving = new Proving(number)
    const frame = concatenate([
      ...(this.#torn ? [CUT_OFF] : []),
      body,
      askProof(this.#profile.proof, number),
    ])
    this.#link.busy = true
    this.#proof = proving
    const taken = this.#link.send(frame)
    const proved =
      this.#profile.proof === 'none' ? await this.#taken(taken) : await this.#proved(proving)
    this.#proof = undefined
    this.#torn = !proved
    if (proved) return { state: this.#profile.proof === 'none' ? 'sent' : 'printed' }
    const condition = this.condition()
    this.#log.warn('no proof that a job was printed', { condition })
    // Whatever this connection still says must not be taken for the proof of the next job.
    this.#link.drop()
    return { state: 'unknown', condition }
  }

  async #taken(taken: Promise<boolean>): Promise<boolean> {
    return (await within(this.#clock, this.#timing.proofMs, taken)) ?? false
  }

  /**
   * Waits for the proof. The time runs while the printer is well, and anew after each repair: with
   * paper out or an open cover it keeps the job in its buffer and goes on when it can.
   */
  async #proved(proving: Proving): Promise<boolean> {
    const { proofMs, repairMs, watchMs } = this.#timing
    let phase = { isRepair: false, since: this.#clock.elapsed() }
    for (;;) {
      const end = await within(this.#clock, watchMs, proving.end)
      if (end !== undefined) return end === 'proved'
      // One that says nothing any more is given no longer than one that says it is well.
      const isRepair = (await this.#link.look()) && !takesJobs(this.condition())
      if (isRepair !== phase.isRepair) phase = { isRepair, since: this.#clock.elapsed() }
      if (this.#clock.elapsed() - phase.since > (isRepair ? repairMs : proofMs)) return false
    }
  }

  #hear(report: Report): void {
    this.#proof?.hear(report, this.#profile.proof)
  }
}

/** The wait for one job's proof. */
class Proving {
  readonly #number: string
  readonly #ended = Promise.withResolvers<'proved' | 'gone'>()
  #noise = false

  constructor(number: string) {
    this.#number = number
  }

  get end(): Promise<'proved' | 'gone'> {
    return this.#ended.promise
  }

  settle(end: 'proved' | 'gone'): void {
    this.#ended.resolve(end)
  }

  hear(report: Report, proof: PrinterProfile['proof']): void {
    if (report.kind === 'noise') this.#noise = true
    if (report.kind === 'processed' && report.number === this.#number) this.settle('proved')
    // A proof without a number is one byte: amid noise it could be anything.
    if (report.kind === 'in-sequence' && proof === 'paper-status' && !this.#noise) {
      this.settle('proved')
    }
  }
}

function takesJobs(condition: PrinterCondition): boolean {
  return condition === 'ready' || condition === 'paper-low' || condition === 'unknown'
}

/**
 * The four characters that `GS ( H` carries. Taken from the job's id, because a count would begin
 * again with the process, while the printer may still owe the proof of a job from before.
 */
function proofNumber(id: string): string {
  return id
    .replace(/[^0-9a-zA-Z]/g, '')
    .slice(-4)
    .padStart(4, '0')
}
