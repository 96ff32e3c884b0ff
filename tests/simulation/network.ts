/**
 * The road between terminals and backend: every message is a parcel that a step delivers, late,
 * twice, past another one, or never. Who waits too long for an answer is told that there is none.
 */
import { LinkFailure } from '../../src/ports/backend-link.ts'
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { Timeline } from './timeline.ts'

const PATIENCE_MS = 30_000
const DELAY_LONGEST_MS = 120_000
const USUAL_LONGEST_MS = 300
/** Parcels on the road at once; a terminal has a few calls under way, each at most sent twice. */
const PARCELS_LIMIT = 200

/** Answers JSON text with JSON text at the end of the road; undefined where it died over it. */
export type Answering = (credential: string, text: string) => Promise<string | undefined>

interface Call {
  readonly line: Line
  readonly kind: string
  readonly text: string
  readonly number: number
  readonly deadline: number
  readonly settle: (answer: string | LinkFailure) => void
}

interface Parcel {
  readonly call: Call
  /** Undefined on the way up. */
  readonly answer: string | undefined
  readonly due: number
}

/** One life of a terminal at its end of the road. */
export interface Line {
  readonly terminal: string
  readonly credential: string
}

export class Network {
  readonly #timeline: Timeline
  readonly #chance: Chance
  readonly #faults: Faults
  readonly #answering: Answering
  readonly #cutOff = new Set<string>()
  #parcels: Parcel[] = []
  #waiting: Call[] = []
  #calls = 0

  constructor(timeline: Timeline, chance: Chance, faults: Faults, answering: Answering) {
    this.#timeline = timeline
    this.#chance = chance
    this.#faults = faults
    this.#answering = answering
  }

  get isIdle(): boolean {
    return this.#parcels.length === 0 && this.#waiting.length === 0
  }

  isCutOff(terminal: string): boolean {
    return this.#cutOff.has(terminal)
  }

  cutOff(terminal: string): void {
    this.#cutOff.add(terminal)
  }

  reconnect(terminal: string): void {
    this.#cutOff.delete(terminal)
  }

  /** Rejects with `LinkFailure` where no answer came in time. */
  send(line: Line, kind: string, text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const deadline = this.#timeline.elapsed + PATIENCE_MS
      this.#calls += 1
      const call: Call = {
        ...{ line, kind, text, number: this.#calls, deadline },
        settle: (answer) => (typeof answer === 'string' ? resolve(answer) : reject(answer)),
      }
      this.#waiting.push(call)
      this.#dispatch(call, undefined)
      if (this.#strikes('duplicated')) this.#dispatch(call, undefined)
    })
  }

  /** The terminal died: requests that left still arrive, and nobody waits for their answers. */
  hangUp(line: Line): void {
    this.#waiting = this.#waiting.filter((call) => call.line !== line)
    this.#parcels = this.#parcels.filter(
      ({ call, answer }) => call.line !== line || answer === undefined,
    )
  }

  /** The backend died: what was on its way there, or from it, is gone. */
  breakOff(): void {
    this.#parcels = []
  }

  /** Answers what a step of the road brought about, or undefined where nothing is under way. */
  async deliver(): Promise<string | undefined> {
    this.#expire()
    const due = this.#parcels.filter((parcel) => parcel.due <= this.#timeline.elapsed)
    if (due.length === 0) return this.#wait()
    const first = this.#chance.pick(due)
    const second = due.find(({ answer }) => answer === undefined)
    const isPair = first.answer === undefined && second !== undefined && second !== first
    if (isPair && this.#strikes('handled-together')) {
      return (await Promise.all([this.#arrive(first), this.#arrive(second)])).join(', ')
    }
    return this.#arrive(first)
  }

  /** Passes the time until something is due or somebody gives up waiting. */
  #wait(): string | undefined {
    const times = [...this.#parcels.map(({ due }) => due), ...this.#waiting.map(deadlineOf)]
    if (times.length === 0) return undefined
    this.#timeline.pass(Math.max(1, Math.min(...times) - this.#timeline.elapsed))
    return 'time passes on the road'
  }

  #expire(): void {
    const late = this.#waiting.filter((call) => call.deadline <= this.#timeline.elapsed)
    for (const call of late) this.#settle(call, new LinkFailure('unreachable', 'no answer'))
  }

  #dispatch(call: Call, answer: string | undefined): void {
    if (this.#strikes(answer === undefined ? 'request-lost' : 'response-lost')) return
    if (this.#parcels.length >= PARCELS_LIMIT) throw new Error('the road is full')
    const longest = this.#strikes('delayed') ? DELAY_LONGEST_MS : USUAL_LONGEST_MS
    const due = this.#timeline.elapsed + this.#chance.between(1, longest)
    this.#parcels.push({ call, answer, due })
  }

  async #arrive(parcel: Parcel): Promise<string> {
    const { call, answer } = parcel
    const { terminal, credential } = call.line
    const name = `${call.kind} ${String(call.number)} of ${terminal}`
    const older = this.#parcels.find((each) => isOlder(each, parcel))
    this.#parcels = this.#parcels.filter((each) => each !== parcel)
    if (this.#cutOff.has(terminal)) {
      this.#faults.happened('partition')
      return `${name} lost in the partition`
    }
    if (answer !== undefined) {
      this.#settle(call, answer)
      return `${name} answered`
    }
    if (older && call.kind === 'push') this.#faults.happened('overtaken')
    const made = await this.#answering(credential, call.text)
    if (made === undefined) return `${name} dies with the backend`
    this.#dispatch(call, made)
    return `${name} handled`
  }

  #settle(call: Call, answer: string | LinkFailure): void {
    if (!this.#waiting.includes(call)) return
    this.#waiting = this.#waiting.filter((each) => each !== call)
    call.settle(answer)
  }

  #strikes(kind: 'request-lost' | 'response-lost' | 'duplicated' | 'delayed' | 'handled-together') {
    if (!this.#faults.strikes(kind)) return false
    this.#faults.happened(kind)
    return true
  }
}

function deadlineOf({ deadline }: Call): number {
  return deadline
}

/** An earlier push of the same terminal is still on its way. */
function isOlder(each: Parcel, { call }: Parcel): boolean {
  const isPush = each.answer === undefined && each.call.kind === 'push'
  return isPush && each.call.line === call.line && each.call.number < call.number
}
