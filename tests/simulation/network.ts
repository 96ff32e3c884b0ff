/**
 * The road between terminals and backend: every message is a parcel that a step delivers, late,
 * twice, past another one, or never. Who waits too long for an answer gives up by its own clock.
 */
import type { Chance } from './chance.ts'
import type { Fault, Faults } from './faults.ts'
import type { HttpAnswer, HttpRequest, Mail } from './till/protocol.ts'
import type { Timeline } from './timeline.ts'

const DELAY_LONGEST_MS = 120_000
const USUAL_LONGEST_MS = 300
/** Parcels on the road at once; a terminal has a few calls under way, each at most sent twice. */
const PARCELS_LIMIT = 500
const STREAM = '/sync/events'
/** What a person waits for. Its time is short, and the road brings much else besides. */
const AWAITED = /^\/sync\/(claims|sales|parked)/
const AWAITED_FIRST = 0.7

/** The far end of the road. */
export interface Destination {
  /** Undefined where it died over the request. */
  answer(request: HttpRequest): Promise<HttpAnswer | undefined>
  /** Text of pokes and heartbeats from now on; undefined where the sender is not known. */
  listen(request: HttpRequest, tell: (text: string) => void): Promise<(() => void) | undefined>
}

/** One life of a terminal at its end of the road. */
export interface Line {
  readonly terminal: string
  readonly deliver: (mail: Mail) => void
}

interface Call {
  readonly line: Line
  readonly number: number
  readonly request: HttpRequest
  /** Nobody waits for it any more. */
  isOver: boolean
  /** Ends a stream at the far end. */
  stop: () => void
}

interface Parcel {
  readonly call: Call
  /** Undefined on the way up. */
  readonly mail: Mail | undefined
  readonly sentAt: number
  readonly due: number
}

export class Network {
  readonly #timeline: Timeline
  readonly #chance: Chance
  readonly #faults: Faults
  readonly #destination: Destination
  readonly #cutOff = new Set<string>()
  /** When the newest word on heads that reached each terminal was given. */
  readonly #headsHeard = new Map<string, number>()
  #parcels: Parcel[] = []
  #calls: Call[] = []

  constructor(timeline: Timeline, chance: Chance, faults: Faults, destination: Destination) {
    this.#timeline = timeline
    this.#chance = chance
    this.#faults = faults
    this.#destination = destination
  }

  /** Nothing is on its way and nobody waits for an answer; streams stay open. */
  get isIdle(): boolean {
    return this.#parcels.length === 0 && this.#calls.every(({ request }) => request.path === STREAM)
  }

  /** Whether the backend's word on heads that was given after an instant reached a terminal. */
  hasHeardSince(terminal: string, instant: number): boolean {
    return instant === 0 || (this.#headsHeard.get(terminal) ?? -1) > instant
  }

  /** Its disk was full: what it heard is not written down, and it asks again. */
  notKept(terminal: string): void {
    this.#headsHeard.delete(terminal)
  }

  /** How many of its calls wait for their answers; a stream is one. */
  callsOf(terminal: string): number {
    return this.#calls.filter(({ line }) => line.terminal === terminal).length
  }

  /** When the next parcel is due; infinity where none is on its way. */
  get wakeAt(): number {
    return this.#parcels.reduce((least, { due }) => Math.min(least, due), Number.POSITIVE_INFINITY)
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

  send(line: Line, number: number, request: HttpRequest): void {
    const call: Call = { line, number, request, isOver: false, stop: () => undefined }
    this.#calls.push(call)
    this.#dispatch(call, undefined)
    if (request.path !== STREAM && this.#strikes('duplicated')) this.#dispatch(call, undefined)
  }

  /** Whoever asked does not wait any more; what left still arrives. */
  giveUp(line: Line, number: number): void {
    for (const call of this.#calls)
      if (call.line === line && call.number === number) this.#end(call)
  }

  /** The terminal died: requests that left still arrive, and nobody waits for their answers. */
  hangUp(line: Line): void {
    // What a life heard and had not written yet ended with it: the next one asks again.
    this.notKept(line.terminal)
    for (const call of this.#calls) if (call.line === line) this.#end(call)
  }

  /** The backend died: what was on its way there, or from it, is gone, and both ends notice. */
  breakOff(): void {
    this.#parcels = []
    for (const call of this.#calls) {
      call.stop()
      const kind = call.request.path === STREAM ? 'broken' : 'nothing'
      if (!this.#cutOff.has(call.line.terminal)) call.line.deliver({ kind, call: call.number })
      this.#end(call)
    }
  }

  /** Brings one of the parcels that are due; answers what that was, or undefined for none. */
  async deliver(): Promise<string | undefined> {
    const due = this.#parcels.filter((parcel) => parcel.due <= this.#timeline.elapsed)
    if (due.length === 0) return undefined
    const awaited = due.filter(isAwaited)
    const isNext = awaited.length > 0 && this.#chance.happens(AWAITED_FIRST)
    const first = this.#chance.pick(isNext ? awaited : due)
    const second = due.find((each) => each !== first && isRequest(each))
    if (isRequest(first) && second && this.#strikes('handled-together')) {
      return (await Promise.all([this.#arrive(first), this.#arrive(second)])).join(', ')
    }
    return this.#arrive(first)
  }

  #dispatch(call: Call, mail: Mail | undefined): void {
    if (this.#strikes(mail === undefined ? 'request-lost' : 'response-lost')) return
    if (this.#parcels.length >= PARCELS_LIMIT) throw new Error('the road is full')
    const longest = this.#strikes('delayed') ? DELAY_LONGEST_MS : USUAL_LONGEST_MS
    const due = this.#timeline.elapsed + this.#chance.between(1, longest)
    this.#parcels.push({ call, mail, due, sentAt: this.#timeline.elapsed })
  }

  async #arrive(parcel: Parcel): Promise<string> {
    const { call, mail } = parcel
    const { terminal } = call.line
    const name = `${call.request.path.split('?')[0] ?? ''} ${String(call.number)} of ${terminal}`
    const older = this.#parcels.find((each) => isOlder(each, parcel))
    this.#parcels = this.#parcels.filter((each) => each !== parcel)
    if (this.#cutOff.has(terminal)) {
      this.#faults.happened('partition')
      return `${name} lost in the partition`
    }
    if (mail) {
      if (call.isOver) return `${name} answered to nobody`
      call.line.deliver(mail)
      if (call.request.path === '/sync/heads') this.#headsHeard.set(terminal, parcel.sentAt)
      if (call.request.path !== STREAM) this.#end(call)
      return `${name} ${mail.kind}`
    }
    if (call.request.path === STREAM) return this.#openStream(call, name)
    if (older) this.#faults.happened('overtaken')
    const answer = await this.#destination.answer(call.request)
    if (!answer) {
      this.breakOff()
      return `${name} dies with the backend`
    }
    this.#dispatch(call, { kind: 'answer', call: call.number, answer })
    return `${name} handled: ${String(answer.status)}`
  }

  async #openStream(call: Call, name: string): Promise<string> {
    const tell = (text: string): void => {
      if (!call.isOver) this.#dispatch(call, { kind: 'chunk', call: call.number, text })
    }
    const stop = await this.#destination.listen(call.request, tell)
    if (!stop) throw new Error('the credential of an enrolled terminal is not known')
    call.stop = stop
    if (call.isOver) stop()
    else this.#dispatch(call, { kind: 'opened', call: call.number })
    return `${name} opened`
  }

  #end(call: Call): void {
    call.isOver = true
    call.stop()
    this.#calls = this.#calls.filter((each) => each !== call)
    this.#parcels = this.#parcels.filter((each) => each.call !== call || each.mail === undefined)
  }

  #strikes(kind: Fault): boolean {
    if (!this.#faults.strikes(kind)) return false
    this.#faults.happened(kind)
    return true
  }
}

/** Somebody stands at the counter and waits for it. */
function isAwaited({ call }: Parcel): boolean {
  return AWAITED.test(call.request.path)
}

function isRequest({ call, mail }: Parcel): boolean {
  return mail === undefined && call.request.path !== STREAM
}

/** An earlier push of the same terminal is still on its way. */
function isOlder(each: Parcel, { call, mail }: Parcel): boolean {
  const isPush = mail === undefined && each.mail === undefined && isPushing(call)
  const isEarlier = each.call.line === call.line && each.call.number < call.number
  return isPush && isPushing(each.call) && isEarlier
}

function isPushing({ request }: Call): boolean {
  return request.path === '/sync/push'
}
