/**
 * A receipt printer and the drawer on it, over any transport.
 *
 * A job is checked, sent and proved: `held` before its first byte, `printed` after the printer's
 * own word, `unknown` for all between. The driver never sends a job twice; whether an unknown one
 * came out is for a person to say.
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
import { ProofOfJob, proofNumber } from './proof.ts'
import { askProof, concatenate, CUT_OFF, drawerPulse, drawerPulseAtOnce } from './protocol.ts'
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
    const proof = new ProofOfJob(number, this.#profile.proof)
    const frame = concatenate([
      ...(this.#torn ? [CUT_OFF] : []),
      body,
      askProof(this.#profile.proof, number),
    ])
    this.#link.busy = true
    this.#proof = proof
    const taken = this.#link.send(frame)
    const proved =
      this.#profile.proof === 'none' ? await this.#taken(taken) : await this.#proved(proof)
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
   * Waits for the proof. Time in which the printer says that paper is out or its cover open does
   * not count at first: it keeps the job in its buffer and goes on when it can.
   */
  async #proved(proof: ProofOfJob): Promise<boolean> {
    const { proofMs, repairMs, watchMs } = this.#timing
    const sentAt = this.#clock.elapsed()
    let wellSince = sentAt
    for (;;) {
      const end = await within(this.#clock, watchMs, proof.end)
      if (end !== undefined) return end === 'proved'
      const isInTrouble = (await this.#link.look()) && !takesJobs(this.condition())
      const now = this.#clock.elapsed()
      if (isInTrouble) wellSince = now
      if (now - wellSince > proofMs || now - sentAt > repairMs) return false
    }
  }
}

function takesJobs(condition: PrinterCondition): boolean {
  return condition === 'ready' || condition === 'paper-low' || condition === 'unknown'
}
