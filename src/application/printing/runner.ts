/**
 * Brings print jobs to the printer, one at a time. What may have come out is never sent again by
 * itself; what was held is tried again when the printer recovers. A drawer does not wait behind
 * paper.
 */
import type { Cancel } from '../../ports/clock.ts'
import type { PrintOutcome, PrinterCondition, ReceiptPrinter } from '../../ports/devices.ts'
import type { PrintJob, PrintState } from '../../ports/store.ts'
import type { Core } from '../core.ts'
import type { StatusTeller } from '../status/teller.ts'

/** A drawer that opens later than this is open while nobody watches: a person is asked instead. */
const DRAWER_WITHIN_MS = 30_000
const RETRY_AFTER_MS = 3_000
/** Where the printer may take a job; `unknown` is a printer that never answers. */
const ABLE: ReadonlySet<PrinterCondition> = new Set(['ready', 'paper-low', 'unknown'])

export interface PrintRunner {
  /** In a transaction: the job joins the others; the printer hears of it after the commit. */
  add(job: Omit<PrintJob, 'state' | 'condition'>): void
  /** Looks whether there is something to print. */
  readonly wake: () => void
  /** The printer says how it is. */
  conditionChanged(condition: PrinterCondition): void
  /** At start: what was being sent when the process died is unknown now. */
  loseSight(): void
  /** Takes up nothing more; resolves when the job in hand has its end. */
  stop(): Promise<void>
}

export function createPrintRunner(core: Core, status: StatusTeller): PrintRunner {
  const { store, clock, log } = core
  const drawers: string[] = []
  let isStopped = false
  let run: Promise<void> | undefined
  let isWanted = false
  let cancelRetry: Cancel | undefined

  const nextTurn = (): Turn | undefined => (isStopped ? undefined : turnOf(core, drawers))
  /**
   * Each job at most once in a round: a held one is due again while others are still being tried.
   */
  const work = async (): Promise<void> => {
    const tried = new Set<string>()
    for (let turn = nextTurn(); turn && !tried.has(turn.job.id); turn = nextTurn()) {
      tried.add(turn.job.id)
      await carryOut(core, status, turn)
    }
  }
  const retryLater = (): void => {
    const printer = core.devices().printer
    if (isStopped || !printer || !ABLE.has(printer.condition())) return
    cancelRetry?.()
    const isHeld = store.printJobs.open().some(isHeldPaper)
    cancelRetry = isHeld ? clock.after(RETRY_AFTER_MS, wake) : undefined
  }
  const round = async (): Promise<void> => {
    try {
      // The answer to the command goes out first: a job's states are commits of their own.
      await clock.sleep(0)
      isWanted = false
      await work()
      retryLater()
    } catch (error) {
      log.error('printing stopped until the next job', { problem: String(error) })
    } finally {
      run = undefined
      if (isWanted) wake()
    }
  }
  const wake = (): void => {
    isWanted = true
    if (!isStopped) run ??= round()
  }
  return {
    wake,
    add(job) {
      store.printJobs.add(job)
      store.afterCommit(() => {
        if (job.kind === 'drawer') drawers.push(job.id)
        wake()
      })
    },
    conditionChanged(condition) {
      status.changed()
      if (ABLE.has(condition)) wake()
    },
    loseSight() {
      const lost = store.printJobs.loseSight(clock.now())
      if (lost > 0) log.warn('print jobs whose end is unknown', { lost })
    },
    async stop() {
      isStopped = true
      cancelRetry?.()
      await run
    },
  }
}

interface Turn {
  readonly printer: ReceiptPrinter
  readonly job: PrintJob
}

/** The drawers that were asked for come first; whatever else waits comes in its order. */
function turnOf({ store, devices }: Pick<Core, 'store' | 'devices'>, drawers: string[]) {
  const { printer } = devices()
  if (!printer) return undefined
  const drawer = drawers.shift()
  const kicked = drawer === undefined ? undefined : store.printJobs.find(drawer)
  const job = kicked?.state === 'queued' ? kicked : store.printJobs.next()
  return job && { printer, job }
}

function isHeldPaper({ state, kind }: PrintJob): boolean {
  return state === 'held' && kind !== 'drawer'
}

async function carryOut(core: Core, status: StatusTeller, { printer, job }: Turn): Promise<void> {
  const { store, clock, log } = core
  let sent: PrintState = 'held'
  const become = (state: PrintState, condition: string | null): void => {
    core.transact(() => store.printJobs.setState(job.id, state, condition, clock.now()))
    status.changed()
  }
  const onSending = (): void => {
    become('sending', null)
    sent = 'unknown'
  }
  if (job.kind === 'drawer' && Math.abs(clock.now() - job.createdAt) > DRAWER_WITHIN_MS) {
    return become('held', 'too-late')
  }
  try {
    const outcome = await send(printer, job, onSending, become)
    become(outcome.state, 'condition' in outcome ? outcome.condition : null)
  } catch (error) {
    log.error('the printer failed', { job: job.id, problem: String(error) })
    become(sent, 'error')
  }
}

/** The drawer's pulse cannot be taken back or proved: it counts as sent before it is. */
function send(
  printer: ReceiptPrinter,
  { id, document }: PrintJob,
  onSending: () => void,
  become: (state: PrintState, condition: null) => void,
): Promise<PrintOutcome> {
  if (document === null) {
    onSending()
    return printer.openDrawer()
  }
  become('checking', null)
  return printer.print({ id, document, onSending })
}
