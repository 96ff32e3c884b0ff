/**
 * What all use cases stand on: the dependencies, the events, and the one way to change anything.
 */
import type { StoreSettings } from '../domain/settings.ts'
import { createReadCards, type ReadCards } from './accounts/read-cards.ts'
import { createCalendar } from './calendar.ts'
import type { Devices, TerminalDependencies } from './dependencies.ts'
import { createEventHub, type EventHub } from './events/hub.ts'
import { createGround, type Ground } from './ground.ts'
import { createKept, type Keep } from './kept.ts'
import { createMayRun, createRun, type MayRun, type Run } from './run.ts'
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
  readonly run: Run
  readonly mayRun: MayRun
  /** In a command's work: what is written so stays in the journal where the command is refused. */
  readonly keep: Keep
  /** While `work` lasts, the command carries what is known of the PIN that somebody gave for it. */
  vouched<Answer>(command: string, attempt: Attempt, work: () => Promise<Answer>): Promise<Answer>
  /** In a command's work: what it carries; undefined where nobody vouched for it. */
  voucher(): Attempt | undefined
  /** The trading day of an instant in a store's own calendar. */
  businessDate(instant: number, store: StoreSettings): string
}

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
  const once = createRun({ store, clock, kept, transact })
  const run: Run = (procedure, command, work) => {
    presence.seen()
    const before = underWay
    underWay = command
    try {
      return once(procedure, command, work)
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
    run,
    mayRun: createMayRun(run),
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
