/** A slip without a sale that may be on paper already: the second one says that it is a copy. */
import type { Result } from '../../domain/failure.ts'
import { succeed } from '../../domain/failure.ts'
import { copyMark } from '../../domain/receipt/elements.ts'
import type { PrintJob } from '../../ports/store.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { printOne } from '../fiscal/print.ts'
import { copyZ } from '../till/reports.ts'
import type { PrintRunner } from './runner.ts'

/**
 * A Z and a closing are composed anew, with an entry of their own. Of all others, that a person had
 * them sent again is the entry: the very same slip comes out below its mark.
 */
export function copySlip(
  core: Core,
  printing: PrintRunner,
  { kind, about, document }: PrintJob,
  authority: Authority,
): Result<unknown> {
  if (about?.kind === 'z') return copyZ(core, printing, about.session, authority)
  if (about?.kind === 'closing') return printOne(core, printing, about, authority)
  if (!document) throw new Error(`a job of kind ${kind} has nothing to copy`)
  const copy = (about?.copy ?? 0) + 1
  const words = core.receiptWords(authority.shop.store.locale)
  const elements = [...copyMark(copy, words), ...document.elements.slice(about ? 2 : 0)]
  printing.add(
    {
      ...{ id: core.random.id(), kind, sale: null, document: { ...document, elements } },
      about: { kind: 'copy', copy },
    },
    authority.context,
  )
  return succeed(null)
}
