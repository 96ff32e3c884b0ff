/**
 * Brings print jobs to the printers: paper in one lane, the drawer in another and labels in a
 * third, each one at a time, so that nothing waits for what another one waits for. What may have
 * come out is never sent again by itself, and a drawer never; a receipt that was held is tried
 * again when the printer recovers. No job drops out of sight: without a printer it is held, and an
 * end that the disk did not take is written before the next job begins.
 */
import type { PrintOutcome, PrinterCondition } from '../../ports/devices.ts'
import type { FactContext, PrintJob, PrintState } from '../../ports/store.ts'
import { withCodes } from '../../domain/receipt/credit-note.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import { withLogo } from '../../domain/receipt/logo.ts'
import { noteHash } from '../accounts/credit-note.ts'
import type { Core } from '../core.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createLane, type Lane } from './lane.ts'
import { copyLateZ, isLateZ } from './late-z.ts'

/** A drawer that opens later than this is open while nobody watches: a person is asked instead. */
const DRAWER_WITHIN_MS = 30_000
/** Where the printer may take a job; `unknown` is a printer that never answers. */
const ABLE: ReadonlySet<PrinterCondition> = new Set(['ready', 'paper-low', 'unknown'])

export interface PrintRunner {
  /**
   * In the transaction of the context: the job joins the others; the printer hears of it after the
   * commit. Where too many wait the oldest is given up, and the journal says which.
   */
  add(job: Omit<PrintJob, 'state' | 'condition' | 'createdAt'>, context: FactContext): void
  /** Looks whether there is something to print. */
  readonly wake: () => void
  /** The printer says how it is. */
  conditionChanged(condition: PrinterCondition): void
  /** At start: what was being sent when the process died is unknown now. */
  loseSight(): void
  /** Takes up nothing more; resolves when the jobs in hand have their ends. */
  stop(): Promise<void>
}

export function createPrintRunner(core: Core, status: StatusTeller): PrintRunner {
  const { store, clock, log } = core
  const states = createStates(core, status)
  const carryOut = (job: PrintJob): Promise<void> => bring(core, states, job)
  const add: PrintRunner['add'] = (job, context) => {
    store.printJobs.add({ ...job, createdAt: context.at })
    giveUpOldest(core, context)
    store.afterCommit(wake)
  }
  const isAble = (): boolean => {
    const { printer } = core.devices()
    return printer !== undefined && ABLE.has(printer.condition())
  }
  const drawer = createLane(core, {
    begin: states.writeEnds,
    next: store.printJobs.nextDrawer,
    carryOut,
    isLeft: () => false,
  })
  const labels = createLabelLane(core, states)
  const paper = createLane(core, {
    begin: states.writeEnds,
    next: store.printJobs.next,
    async carryOut(job) {
      if (!isLateZ(job)) return carryOut(job)
      if (!copyLateZ(core, { add }, job)) states.become(job, 'unknown', job.condition)
    },
    isLeft: () => isAble() && store.printJobs.open().some(isHeldPaper),
  })
  /** The drawer's lane first: the cashier gives change while it prints. */
  const wake = (): void => {
    drawer.wake()
    paper.wake()
    labels.wake()
  }
  return {
    wake,
    add,
    conditionChanged(condition) {
      status.changed()
      if (ABLE.has(condition)) wake()
    },
    loseSight() {
      const lost = store.printJobs.loseSight(clock.now())
      if (lost > 0) log.warn('print jobs whose end is unknown', { lost })
    },
    async stop() {
      await Promise.all([drawer.stop(), paper.stop(), labels.stop()])
    },
  }
}

/** No sale waits for a printer: what waited longest makes room, and may be printed as a copy. */
function giveUpOldest({ store, log }: Core, context: FactContext): void {
  for (const { id: job } of store.printJobs.beyondLimit()) {
    const body = { job, outcome: 'given-up' } as const
    const byItself = { ...context, actor: null, approver: null }
    store.journal.append({ kind: 'print-job-settled', body }, byItself)
    store.printJobs.setState(job, 'cancelled', 'too-many', context.at)
    store.afterCommit(() => log.warn('too many print jobs wait: one is given up', { job }))
  }
}

function isHeldPaper({ state, kind }: PrintJob): boolean {
  return state === 'held' && kind !== 'drawer' && kind !== 'labels'
}

/**
 * What holds one label holds those behind it: in each round only the first asks the printer.
 */
function createLabelLane(core: Core, states: JobStates): Lane {
  const { printJobs } = core.store
  let isHeld = false
  return createLane(core, {
    begin() {
      isHeld = false
      states.writeEnds()
    },
    next: () => (isHeld ? undefined : printJobs.nextLabels()),
    async carryOut(job) {
      await bring(core, states, job)
      const after = printJobs.find(job.id)
      if (after?.state !== 'held') return
      isHeld = true
      const { condition } = after
      core.transact(() => printJobs.holdLabels(condition ?? 'error', core.clock.now()))
    },
    isLeft: () => core.devices().labelPrinter !== undefined && printJobs.holdsLabels(),
  })
}

interface JobStates {
  /** Throws where the disk does not take it; the job is then as it was before. */
  become(job: PrintJob, state: PrintState, condition: string | null): void
  /** The end of a job in hand, which is kept until the disk takes it. */
  end(job: PrintJob, state: PrintState, condition: string | null): void
  /** Throws where the disk does not take them yet. */
  readonly writeEnds: () => void
}

function createStates(core: Core, status: StatusTeller): JobStates {
  // The row says `checking` or `sending` meanwhile, which no lane takes up and no screen shows. At
  // most one for each lane, because no lane begins a job before these are written.
  const ends = new Map<string, () => void>()
  const become: JobStates['become'] = ({ id }, state, condition) => {
    core.transact(() => core.store.printJobs.setState(id, state, condition, core.clock.now()))
    status.changed()
  }
  const writeEnds = (): void => {
    for (const [id, write] of ends) {
      write()
      ends.delete(id)
    }
  }
  return {
    become,
    writeEnds,
    end(job, state, condition) {
      ends.set(job.id, () => become(job, state, condition))
      writeEnds()
    },
  }
}

async function bring(core: Core, { become, end }: JobStates, job: PrintJob): Promise<void> {
  const { clock, log } = core
  const send = sending(core, job)
  if (!send) return become(job, 'held', 'missing')
  if (job.kind === 'drawer' && Math.abs(clock.now() - job.createdAt) > DRAWER_WITHIN_MS) {
    return become(job, 'held', 'too-late')
  }
  // The drawer's pulse cannot be taken back or proved: it counts as sent before it is.
  let state: PrintState = job.kind === 'drawer' ? 'sending' : 'checking'
  become(job, state, null)
  const onSending = (): void => {
    become(job, 'sending', null)
    state = 'sending'
  }
  let outcome: PrintOutcome
  try {
    outcome = await send(onSending)
  } catch (error) {
    log.error('a print job failed', { job: job.id, problem: String(error) })
    return end(job, state === 'sending' ? 'unknown' : 'held', 'error')
  }
  end(job, outcome.state, 'condition' in outcome ? outcome.condition : null)
}

/** How the job is sent to its device; undefined where there is none. */
function sending(
  core: Core,
  { id, labels, document }: PrintJob,
): ((onSending: () => void) => Promise<PrintOutcome>) | undefined {
  const { printer, labelPrinter } = core.devices()
  if (labels) {
    return labelPrinter && ((onSending) => labelPrinter.print({ id, ...labels, onSending }))
  }
  if (!printer) return undefined
  if (document === null) return () => printer.openDrawer()
  return (onSending) => printer.print({ id, document: whole(core, document), onSending })
}

/** What nothing keeps is put in on the way to the printer. */
function whole(core: Core, document: ReceiptDocument): ReceiptDocument {
  const coded = withCodes(document, (sale) => noteHash(core, sale))
  return withLogo(coded, core.store.settings.store()?.receiptLogo)
}
