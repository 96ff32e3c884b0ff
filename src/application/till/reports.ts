/** X and Z: what a session comes to, read while it is under way or kept from when it was closed. */
import type { z } from 'zod'
import type { commandSchema } from '../../contract/terminal/commands.ts'
import {
  ZS_SHOWN,
  type ReportView,
  type readXSchema,
  type sessionCommandSchema,
  type ZView,
} from '../../contract/terminal/till.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import {
  composeReportSlip,
  drawerOf,
  type Drawer,
  type ReportSlipFacts,
} from '../../domain/receipt/report-slip.ts'
import { EPOCHS_LIMIT, type SessionReport } from '../../domain/till/report.ts'
import type { RecordedZ, TillSession } from '../../ports/store.ts'
import {
  authorise,
  inSession,
  openSession,
  type Authority,
  type TillAuthority,
} from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { Shop } from '../shop.ts'
import { nameOf } from '../staff/views.ts'

export interface ReportUses {
  /** The figures of a session without a Z; that somebody read them is an entry of its own. */
  readX(input: z.infer<typeof readXSchema>): Result<ReportView>
  /** The newest Zs. Its id tells the reading apart; it changes nothing. */
  zs(input: z.infer<typeof commandSchema>): Result<ZView[]>
  readZ(input: z.infer<typeof sessionCommandSchema>): Result<ReportView>
  /** Prints a Z again, marked as a copy and counted. */
  reprintZ(input: z.infer<typeof sessionCommandSchema>): Result<{ job: string }>
}

export function createReports(core: Core, printing: PrintRunner): ReportUses {
  const { store } = core
  const reading = <Answer>(
    command: string,
    work: (authority: Authority) => Result<Answer>,
    name: string,
  ): Result<Answer> =>
    core.run(name, command, (at) => {
      const authority = authorise(core, at, 'read-till')
      return authority.ok ? work(authority.value) : authority
    })
  return {
    readX: ({ command, session: named }) =>
      core.run('till.readX', command, (at) => {
        const authority = authoriseIn(core, at, named)
        if (!authority.ok) return authority
        const { session, context, person, shop } = authority.value
        const report = reportOf(core, session)
        const document = composeX(core, shop, { session, report, at, person: person.name })
        store.journal.append({ kind: 'session-read', body: { session: session.id } }, context)
        printReport(core, printing, document, authority.value)
        return succeed({ session: session.id, number: null, document })
      }),
    zs: ({ command }) =>
      reading(
        command,
        () => succeed(store.tills.zs(ZS_SHOWN).map((each) => zView(core, each))),
        'till.zs',
      ),
    readZ: ({ command, session }) =>
      reading(
        command,
        ({ shop }) => {
          const known = store.tills.z(session)
          if (!known) return fail('z-unknown')
          const document = composeZ(core, shop, known, 0)
          return succeed({ session, number: known.entry.body.z?.number ?? null, document })
        },
        'till.readZ',
      ),
    reprintZ: ({ command, session }) =>
      reading(
        command,
        (authority) => {
          if (!store.tills.z(session)?.entry.body.z) return fail('z-unknown')
          if (!core.devices().printer) return fail('printer-missing')
          return copyZ(core, printing, session, authority)
        },
        'till.reprintZ',
      ),
  }
}

/** A Z on paper again, marked as a copy and counted. */
export function copyZ(
  core: Core,
  printing: Pick<PrintRunner, 'add'>,
  session: string,
  { shop, context }: Pick<Authority, 'shop' | 'context'>,
): Result<{ job: string }> {
  const known = core.store.tills.z(session)
  if (!known?.entry.body.z) return fail('z-unknown')
  const copy = known.copies + 1
  const body = { session, z: known.entry.body.z.number, copy }
  core.store.journal.append({ kind: 'z-reprinted', body }, context)
  const job = core.random.id()
  const document = composeZ(core, shop, known, copy)
  const about = { kind: 'z', session } as const
  printing.add({ id: job, kind: 'report-slip', sale: null, about, document }, context)
  return succeed({ job })
}

/**
 * In one's own open session, or in one that is named and has no Z yet: also where it was counted,
 * or another has begun the new day. Its Z counts the reading. `till-closed` where there is none.
 */
function authoriseIn(core: Core, at: number, named: string | undefined): Result<TillAuthority> {
  const authority = authorise(core, at, 'read-till')
  if (!authority.ok) return authority
  const { tills } = core.store
  const session =
    named === undefined
      ? openSession(core)
      : [...tills.underWay(), ...tills.waiting()].find(({ id }) => id === named)
  if (!session) return fail('till-closed')
  const context = inSession(authority.value.context, session)
  return succeed({ ...authority.value, session, context })
}

/** From the session's own entries, as they stand before whatever is written next. */
export function reportOf({ store }: Core, session: TillSession): SessionReport {
  const { figures, first, ends } = store.tills.sum(session)
  const last = store.journal.head()
  const earlier = ends.filter(({ epoch }) => epoch.id !== last.epoch.id).slice(-EPOCHS_LIMIT)
  const { entries, sales } = store.journal.unsent()
  const { openedAt, openedBy, float } = session
  return {
    ...{ openedAt, openedBy, float, figures, first, last },
    ...(earlier.length > 0 && { earlier }),
    perpetual: store.journal.perpetual(),
    ...(store.journal.lacksTotals() && { untold: true as const }),
    unsent: { entries, sales },
  }
}

/** The entry of a closed session as it is printed, the first time and each time after. */
export function composeZ(
  core: Core,
  shop: Shop,
  { entry, hash }: Pick<RecordedZ, 'entry' | 'hash'>,
  copy: number,
): ReceiptDocument {
  const { body, at, actor } = entry
  if (!body.z) throw new Error(`session ${body.session} has no Z`)
  const { number, report } = body.z
  const counter = core.store.tills.counts(body.session).at(-1)?.actor ?? actor ?? ''
  return compose(core, shop, {
    ...{ report, currency: body.currency, drawer: drawerOf(body), at },
    z: {
      ...{ number, copy, closedBy: nameOf(core, actor ?? ''), reason: body.reason ?? null },
      corrections: core.store.tills.corrections(body.session),
      elsewhere: core.store.tills.elsewhere(body.session) ?? null,
    },
    ...{ tenders: body.tenders ?? [], person: nameOf(core, counter), entryHash: hash },
  })
}

interface XFacts extends Pick<ReportSlipFacts, 'report' | 'at' | 'person'> {
  readonly session: TillSession
}

/** As the session stands, whoever looks at it. */
export function composeX(core: Core, shop: Shop, { session, ...facts }: XFacts): ReceiptDocument {
  const { tills } = core.store
  const { id, currency } = session
  const drawer: Drawer[] = [
    { currency, expected: tills.expectedCash(id) },
    ...[...tills.expectedForeign(id)].map(([other, expected]) => ({ currency: other, expected })),
  ]
  const entryHash = facts.report.last.hash
  return compose(core, shop, { ...facts, currency, drawer, tenders: [], z: null, entryHash })
}

function compose(
  core: Core,
  { store, terminal }: Shop,
  facts: Omit<ReportSlipFacts, 'store' | 'terminal' | 'nameOf'>,
): ReceiptDocument {
  const named = { store, terminal: terminal.name, nameOf: (staff: string) => nameOf(core, staff) }
  return composeReportSlip({ ...facts, ...named }, core.receiptWords(store.locale))
}

function printReport(
  core: Core,
  printing: PrintRunner,
  document: ReceiptDocument,
  { context }: Authority,
): string {
  const id = core.random.id()
  if (!core.devices().printer) return id
  printing.add({ id, kind: 'report-slip', sale: null, document }, context)
  return id
}

function zView(core: Core, { entry, isTold }: RecordedZ): ZView {
  const { body, at, actor } = entry
  const { session, currency, difference, z } = body
  return {
    ...{ session, number: z?.number ?? 0, closedAt: at, currency, difference },
    ...{ sales: z?.report.figures.sales ?? 0, turnover: z?.report.figures.turnover ?? 0 },
    corrections: core.store.tills.corrections(session).length,
    ...{ person: nameOf(core, actor ?? ''), isTold },
  }
}
