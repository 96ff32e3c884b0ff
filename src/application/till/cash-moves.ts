/**
 * Cash into the drawer and out of it without a sale. Nothing here says what the drawer should hold,
 * nor refuses what it could not: whoever counts it later must not learn it by trying.
 */
import type { z } from 'zod'
import {
  CASH_MOVES_LIMIT,
  CASH_MOVES_SHOWN,
  type CashMoveView,
  type moveCashSchema,
} from '../../contract/terminal/till.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import { composeCashSlip } from '../../domain/receipt/cash-slip.ts'
import { cashMoveKindSchema, MOVE_PERMISSIONS } from '../../domain/till/cash-move.ts'
import { isReason } from '../../domain/till/rules.ts'
import type { CashMove } from '../../ports/store.ts'
import {
  authoriseAtTill,
  openSession,
  signedIn,
  type HowFar,
  type TillAuthority,
} from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import { openForTender } from '../selling/drawer.ts'

export interface CashMoveUses {
  moveCash(input: z.infer<typeof moveCashSchema>): Result<CashMoveView>
  moves(): Result<CashMoveView[]>
}

type Wanted = Omit<z.infer<typeof moveCashSchema>, 'command' | 'approval'>

export function createCashMoves(core: Core, printing: PrintRunner): CashMoveUses {
  const { store } = core
  return {
    moveCash: ({ command, ...wanted }) =>
      core.run('till.moveCash', command, (at) => {
        const permission = MOVE_PERMISSIONS[wanted.kind]
        const authority = authoriseAtTill(core, at, permission, movedWith(core, wanted))
        if (!authority.ok) return authority
        const refused = refusalOf(core, wanted, authority.value)
        return refused ?? succeed(viewOf(core, move(core, printing, wanted, authority.value)))
      }),
    moves() {
      if (!signedIn(core)) return fail('not-signed-in')
      const session = openSession(core)
      if (!session) return fail('till-closed')
      return succeed(
        store.tills.moves(session.id, CASH_MOVES_SHOWN).map((each) => viewOf(core, each)),
      )
    },
  }
}

/**
 * What the person has moved so in this session, this time included. Other money is beyond every
 * limit that is set in the store's own.
 */
function movedWith(core: Core, { kind, currency, amount }: Wanted): HowFar {
  return ({ person }) => {
    const session = openSession(core)
    if (!session || currency !== null) return {}
    const kinds = cashMoveKindSchema.options.filter(
      (each) => MOVE_PERMISSIONS[each] === MOVE_PERMISSIONS[kind],
    )
    return { amount: minor(amount + core.store.tills.movedBy(session, person.id, kinds)) }
  }
}

function refusalOf(
  { store }: Core,
  { kind, currency, amount, reason }: Wanted,
  { shop, session }: TillAuthority,
): Result<never> | undefined {
  if (amount <= 0) return fail('limit-amount')
  if (!isReason(shop.store.till, kind, reason)) return fail('reason-unknown')
  const isTaken = shop.store.foreignCash?.some((each) => each.currency === currency) ?? false
  if (currency !== null && currency !== session.currency && !isTaken) {
    return fail('currency-not-taken')
  }
  return store.tills.countMoves(session.id) < CASH_MOVES_LIMIT
    ? undefined
    : fail('limit-cash-moves')
}

/** Entry, cash, drawer and slip are one transaction. */
function move(
  core: Core,
  printing: PrintRunner,
  { kind, currency, amount, reason, note }: Wanted,
  authority: TillAuthority,
): CashMove {
  const { store, random } = core
  const { context, session, person } = authority
  const id = random.id()
  const moved = {
    ...{ session: session.id, kind, currency: currency ?? session.currency, amount, reason },
  }
  const body = { move: id, ...moved, ...(note !== undefined && note !== '' && { note }) }
  const entry = store.journal.append({ kind: 'cash-moved', body }, context)
  const kept = { id, ...moved, entry: entry.id, at: context.at, actor: person.id }
  store.tills.moveCash(kept)
  openForTender(core, printing, context)
  printSlip(core, printing, authority, body, entry.hash)
  return kept
}

function printSlip(
  core: Core,
  printing: PrintRunner,
  { person, shop, context }: TillAuthority,
  moved: Parameters<typeof composeCashSlip>[0]['moved'],
  entryHash: string,
): void {
  if (!core.devices().printer) return
  const { store, terminal } = shop
  const approver = context.approver === null ? undefined : nameOf(core, context.approver)
  const document = composeCashSlip(
    {
      ...{ moved, at: context.at, store, terminal: terminal.name, person: person.name },
      ...{ approver: approver ?? null, entryHash },
    },
    core.receiptWords(store.locale),
  )
  printing.add({ id: core.random.id(), kind: 'cash-slip', sale: null, document }, context)
}

function viewOf(core: Core, moved: CashMove): CashMoveView {
  const { id, kind, currency, amount, reason, at, actor } = moved
  const person = actor === null ? null : (nameOf(core, actor) ?? null)
  return { move: id, kind, currency, amount, reason, at, person }
}

function nameOf({ store }: Core, staff: string): string | undefined {
  return store.settings.staffMember(staff)?.name
}
