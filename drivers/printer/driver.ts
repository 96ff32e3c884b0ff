/**
 * A receipt printer and the drawer on it, over any transport.
 *
 * A job is checked, sent and proved: `held` before its first byte, `printed` after the printer's
 * own word, `unknown` for all between. The driver never sends a job twice; whether an unknown one
 * came out is for a person to say. Jobs take turns; a drawer that would wait behind paper does not,
 * where the printer has a pulse for that.
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
import { ProofOfJob, proofNumber, type JobEnd } from './proof.ts'
import { askProof, concatenate, CUT_OFF, drawerPulse, drawerPulseAtOnce } from './protocol.ts'
import { USUAL_TIMING, within, type PrinterTiming } from './timing.ts'
import { transportTo } from './transport/choose.ts'

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
  /** The last job may hang on the paper without its cut. */
  #torn = false
  /** What the printer owes: for the job under way, or for one that trouble left in its buffer. */
  #proof: ProofOfJob | undefined

  constructor({ settings, clock, log, timing }: PrinterConnection) {
    this.#clock = clock
    this.#log = log
    this.#timing = { ...USUAL_TIMING, ...timing }
    this.#profile = profileOf(settings)
    this.#encode = receiptEncoder(this.#profile)
    if (settings.model !== 'generic' && this.#profile.encoder.printerModel === undefined) {
      log.warn('printer model unknown, taken for generic ESC/POS', { model: settings.model })
    }
    this.#link = new PrinterLink({
      transport: transportTo(settings.address, clock),
      clock,
      timing: this.#timing,
      answers: settings.answers,
      onCondition: (condition) => {
        log.info('printer', { condition })
        for (const listener of this.#listeners) listener(condition)
      },
      onReport: (report) => this.#proof?.hear(report),
      onGone: () => this.#proof?.settle('gone'),
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

  async openDrawer(): Promise<PrintOutcome> {
    const { pulsesAtOnce, drawerPin } = this.#profile
    const isPaperInTheWay = this.#waiting > 0 || this.#proof !== undefined
    if (pulsesAtOnce && isPaperInTheWay) return this.#pulseAtOnce()
    const askedAt = this.#clock.elapsed()
    return this.#inTurn(async () => {
      const condition = await this.#check()
      const isLate = this.#clock.elapsed() - askedAt > this.#timing.drawerMs
      if (takesJobs(condition) && !isLate) {
        this.#pulses += 1
        return this.#send(drawerPulse(drawerPin), proofNumber(`d${String(this.#pulses)}`))
      }
      // Left in the buffer of a printer without paper, a pulse would open the drawer much later.
      return pulsesAtOnce && !isLate ? this.#pulseAtOnce() : { state: 'held', condition }
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

  /** Past paper and past all that waits; only the printer's ear must be open. */
  async #pulseAtOnce(): Promise<PrintOutcome> {
    const isHeard = await this.#link.look()
    if (!isHeard) return { state: 'held', condition: this.condition() }
    const sent = await this.#link.send(drawerPulseAtOnce(this.#profile.drawerPin))
    return sent ? { state: 'sent' } : { state: 'unknown', condition: this.condition() }
  }

  /** The printer's condition before a job; what an earlier one left in its buffer goes first. */
  async #check(): Promise<PrinterCondition> {
    const condition = await this.#ask()
    const owed = this.#proof
    if (!owed || !takesJobs(condition)) return condition
    const end = await this.#watch(owed)
    if (end === 'trouble') return this.condition()
    // A proof that comes later yet must not be taken for the one of the next job.
    if (end === 'silent') this.#link.drop()
    if (end === 'proved') this.#torn = false
    this.#proof = undefined
    return this.#ask()
  }

  /** The printer's condition as of now, from its own mouth where it answers. */
  async #ask(): Promise<PrinterCondition> {
    await this.#link.firstAttempt()
    if (this.#profile.proof !== 'none' && this.condition() !== 'unreachable') {
      if (!(await this.#link.look())) this.#link.drop()
    }
    return this.condition()
  }

  async #send(body: Uint8Array, number: string): Promise<PrintOutcome> {
    const proof = new ProofOfJob(number, this.#profile.proof)
    const frame = concatenate([
      ...(this.#torn ? [CUT_OFF] : []),
      body,
      askProof(this.#profile.proof, number),
    ])
    this.#link.busy = true
    this.#proof = proof
    const taken = this.#link.send(frame)
    const end = this.#profile.proof === 'none' ? await this.#taken(taken) : await this.#watch(proof)
    this.#torn = end !== 'proved'
    // In trouble the printer keeps the job, goes on by itself when it can, and proves it then.
    if (end !== 'trouble') this.#proof = undefined
    if (end === 'proved') return { state: this.#profile.proof === 'none' ? 'sent' : 'printed' }
    const condition = this.condition()
    this.#log.warn('no proof that a job was printed', { condition })
    // Whatever this connection still says must not be taken for the proof of the next job.
    if (end !== 'trouble') this.#link.drop()
    return { state: 'unknown', condition }
  }

  async #taken(taken: Promise<boolean>): Promise<JobEnd> {
    const isTaken = await within(this.#clock, this.#timing.proofMs, taken)
    return isTaken === true ? 'proved' : 'silent'
  }

  /**
   * Waits for the proof, in patience of two kinds: for a printer that is well, and for one that
   * says that it cannot go on, which a quick hand may still put right.
   */
  async #watch(proof: ProofOfJob): Promise<JobEnd> {
    const { proofMs, troubleMs, watchMs } = this.#timing
    let seenAt = this.#clock.elapsed()
    let wellMs = 0
    let troubledMs = 0
    while (wellMs <= proofMs && troubledMs <= troubleMs) {
      const end = await within(this.#clock, watchMs, proof.end)
      if (end !== undefined) return end
      const isInTrouble = (await this.#link.look()) && !takesJobs(this.condition())
      const now = this.#clock.elapsed()
      if (isInTrouble) troubledMs += now - seenAt
      else wellMs += now - seenAt
      seenAt = now
    }
    return troubledMs > troubleMs ? 'trouble' : 'silent'
  }
}

function takesJobs(condition: PrinterCondition): boolean {
  return condition === 'ready' || condition === 'paper-low' || condition === 'unknown'
}
