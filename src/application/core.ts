/**
 * What all use cases stand on: the dependencies, the events, and the one way to change anything.
 */
import { fail, succeed, type Failure, type FailureCode, type Result } from '../domain/failure.ts'
import type { StoreSettings } from '../domain/settings.ts'
import { createReadCards, type ReadCards } from './accounts/read-cards.ts'
import { createCalendar } from './calendar.ts'
import type { Devices, TerminalDependencies } from './dependencies.ts'
import { createEventHub, type EventHub } from './events/hub.ts'
import { createGround, type Ground } from './ground.ts'
import { createKept, type Keep } from './kept.ts'
import { noteSeen } from './staff/offline-trust.ts'
import { createPresence, type Presence } from './staff/presence.ts'
import { createPinGate, type Attempt, type PinGate } from './staff/pin-gate.ts'

export interface Core
  extends
    Omit<TerminalDependencies, 'devices'>,
    Pick<Ground, 'blocked' | 'lost' | 'onBlocked' | 'stop'> {
  readonly hub: EventHub
  readonly pins: PinGate
  readonly readCards: ReadCards
  /** When somebody last touched this till; each command counts. */
  readonly presence: Presence
  devices(): Devices
  replaceDevices(devices: Devices): void
  /** One transaction of the store. Where the disk gives way, what blocks selling is remembered. */
  transact<Answer>(work: () => Answer): Answer
  /**
   * Does a command's work once, in one transaction with the memory of its answer; asked again, also
   * after a crash, it gets the first answer. A failure rolls back whatever the work had written and
   * is not remembered; a refusal rolls it back too, but for what was kept, and is. An id that was
   * used for another procedure is `input-invalid`: its answer belongs to that one.
   */
  run<Answer>(
    procedure: string,
    command: string,
    work: (at: number) => Result<Answer>,
  ): Result<Answer>
  /**
   * The same for what only asks whether a command may be done, before somebody else is asked for
   * it: a refusal is the command's answer, and what a success wrote is taken back.
   */
  mayRun(procedure: string, command: string, work: (at: number) => Result<unknown>): Result<null>
  /** In a command's work: what is written so stays in the journal where the command is refused. */
  readonly keep: Keep
  /** While `work` lasts, the command carries what is known of the PIN that somebody gave for it. */
  vouched<Answer>(command: string, attempt: Attempt, work: () => Promise<Answer>): Promise<Answer>
  /** In a command's work: what it carries; undefined where nobody vouched for it. */
  voucher(): Attempt | undefined
  /** The trading day of an instant in a store's own calendar. */
  businessDate(instant: number, store: StoreSettings): string
}

/** What is kept of a command. */
interface Remembered<Answer> {
  readonly procedure: string
  readonly result: Result<Answer>
}

/** These are journal entries by themselves, kept by the work that answers with them. */
const REFUSALS: ReadonlySet<FailureCode> = new Set([
  ...(['not-permitted', 'pin-wrong', 'pin-locked', 'approver-not-permitted'] as const),
  ...(['age-refused', 'badge-unknown'] as const),
])

/** Carries a failure through the store's rollback. */
class Withdrawn extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

/** Rolls back what only asked whether it may be done. */
class TakenBack extends Error {}

export function createCore(dependencies: TerminalDependencies): Core {
  const { store, clock } = dependencies
  let devices = dependencies.devices
  const vouchers = new Map<string, Attempt>()
  /** The command whose work is under way: work is synchronous, so there is only one. */
  let underWay = ''
  const ground = createGround(store, clock)
  const presence = createPresence(clock)
  const kept = createKept()
  const transact = <Answer>(work: () => Answer): Answer =>
    ground.over(() => store.transaction(work))

  const once = <Answer>(
    procedure: string,
    command: string,
    work: (at: number) => Result<Answer>,
  ): Result<Answer> => {
    const known = store.commands.answer(command)
    if (known !== undefined) {
      const remembered = JSON.parse(known) as Remembered<Answer>
      return remembered.procedure === procedure ? remembered.result : fail('input-invalid')
    }
    const at = clock.now()
    kept.begin()
    const result = work(at)
    if (!result.ok) throw new Withdrawn(result.failure)
    remember(command, { procedure, result }, at)
    return result
  }
  const remember = (command: string, answered: Remembered<unknown>, at: number): void => {
    noteSeen(store, at)
    store.commands.remember(command, JSON.stringify(answered), at)
  }
  const refuse = (procedure: string, command: string, failure: Failure): void =>
    transact(() => {
      kept.writeAgain()
      remember(command, { procedure, result: { ok: false, failure } }, clock.now())
    })
  const attempt: Core['run'] = (procedure, command, work) => {
    presence.seen()
    const before = underWay
    underWay = command
    try {
      return transact(() => once(procedure, command, work))
    } catch (error) {
      if (!(error instanceof Withdrawn)) throw error
      const { failure } = error
      if (REFUSALS.has(failure.code)) refuse(procedure, command, failure)
      return { ok: false, failure }
    } finally {
      underWay = before
    }
  }
  return {
    ...dependencies,
    hub: createEventHub(),
    pins: createPinGate(dependencies, kept.keep),
    readCards: createReadCards(dependencies),
    presence,
    devices: () => devices,
    replaceDevices: (replacement) => (devices = replacement),
    transact,
    run: attempt,
    mayRun: createMayRun(attempt),
    keep: kept.keep,
    async vouched(command, attempt, work) {
      vouchers.set(command, attempt)
      try {
        return await work()
      } finally {
        vouchers.delete(command)
      }
    },
    voucher: () => vouchers.get(underWay),
    businessDate: createCalendar(),
    blocked: ground.blocked,
    lost: ground.lost,
    onBlocked: ground.onBlocked,
    stop: ground.stop,
  }
}

function createMayRun(run: Core['run']): Core['mayRun'] {
  return (procedure, command, work) => {
    try {
      return run(procedure, command, (at) => {
        const answer = work(at)
        if (answer.ok) throw new TakenBack()
        return answer
      })
    } catch (error) {
      if (error instanceof TakenBack) return succeed(null)
      throw error
    }
  }
}
