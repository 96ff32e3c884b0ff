/** Containers that come back: their deposit is given back on a line of its own, below zero. */
import type { z } from 'zod'
import type { returnDepositSchema } from '../../contract/terminal/commands.ts'
import type { DraftView } from '../../contract/terminal/views.ts'
import { readScan } from '../../domain/barcode/scan.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { quantity, times } from '../../domain/quantity.ts'
import type { Line } from '../../domain/selling/draft.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import { alsoNeeds, type TillAuthority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from './current-draft.ts'
import { lineOf } from './line.ts'
import type { LinePutter } from './put-line.ts'
import { findScanned } from './scan.ts'

type ReturnInput = z.infer<typeof returnDepositSchema>
export type ReturnDeposit = (input: ReturnInput) => Promise<Result<DraftView>>

export function createReturnDeposit(
  core: Core,
  current: CurrentDraft,
  lines: LinePutter,
): ReturnDeposit {
  const act = (input: ReturnInput, before: TillAuthority): Result<null> => {
    const allowed = alsoNeeds(core, before, 'return-deposit')
    if (!allowed.ok) return allowed
    const found = depositOf(core, input.container, before)
    if (!found.ok) return found
    const { deposit, each } = found.value
    const count = times(input.quantity, each)
    const line = lineOf(deposit, count, core.random.id(), before.context.at)
    if (!line.ok) return line
    const back = quantity(0 - line.value.quantity)
    const given: Line = { ...line.value, quantity: back, isDepositBack: true, discountable: false }
    return lines.put(given, before)
  }
  return async (input) => {
    const done = await lines.run('draft.returnDeposit', input.command, (authority) =>
      act(input, authority),
    )
    return done.ok ? succeed(current.view()) : done
  }
}

interface Back {
  readonly deposit: Sellable
  /** How many containers one code stands for: a crate. */
  readonly each: Sellable['packQuantity']
}

/** By the code of the full bottle, or the deposit itself. `deposit-unknown` where there is none. */
function depositOf(
  core: Core,
  container: ReturnInput['container'],
  authority: TillAuthority,
): Result<Back> {
  const { catalogue } = core.store
  const list = authority.shop.list.id
  const { at } = authority.context
  if (container.by === 'deposit') {
    const deposit = catalogue.byVariant(container.variant, list, at)
    if (deposit?.variant.rules?.isDeposit !== true) return fail('deposit-unknown')
    return succeed({ deposit, each: deposit.packQuantity })
  }
  const found = findScanned(core, readScan(container.text), authority)
  const goods = found === 'misread' ? [] : found.goods
  for (const each of goods) {
    const { deposit: id, isDeposit } = each.variant.rules ?? {}
    const deposit = isDeposit === true ? each : id && catalogue.byVariant(id, list, at)
    if (deposit) return succeed({ deposit, each: each.packQuantity })
  }
  return fail('deposit-unknown')
}
