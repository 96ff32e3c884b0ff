/** A fiscal closing on paper: the first time as it is, then as a copy; each is an entry. */
import type { z } from 'zod'
import type { printClosingSchema } from '../../contract/terminal/fiscal.ts'
import type { ClosingKind } from '../../domain/fiscal/closing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { composeClosingSlip } from '../../domain/receipt/closing-slip.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import type { RecordedClosing } from '../../ports/fiscal-closings.ts'
import { authorise, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { Shop } from '../shop.ts'
import { nameOf } from '../staff/views.ts'

export type PrintClosing = (
  input: z.infer<typeof printClosingSchema>,
) => Result<{ readonly job: string; readonly copy: number }>

export function createPrintClosing(core: Core, printing: PrintRunner): PrintClosing {
  const { store } = core
  return ({ command, kind, number }) =>
    core.run('fiscal.print', command, (at) => {
      const authority = authorise(core, at, 'close-day')
      if (!authority.ok) return authority
      if (!store.closings.find(kind, number)) return fail('entry-unknown')
      if (!core.devices().printer) return fail('printer-missing')
      return printOne(core, printing, { closing: kind, number }, authority.value)
    })
}

/** The next print of a closing, counted: the first is the original. */
export function printOne(
  core: Core,
  printing: PrintRunner,
  { closing, number }: { readonly closing: ClosingKind; readonly number: number },
  { context, shop }: Authority,
): Result<{ readonly job: string; readonly copy: number }> {
  const known = core.store.closings.find(closing, number)
  if (!known) return fail('entry-unknown')
  const copy = known.prints
  const document = composeClosing(core, shop, known, copy)
  core.store.journal.append({ kind: 'closing-printed', body: { closing, number, copy } }, context)
  const job = core.random.id()
  const about = { kind: 'closing', closing, number } as const
  printing.add({ id: job, kind: 'report-slip', sale: null, about, document }, context)
  return succeed({ job, copy })
}

/** As it is printed, the first time and each time after. */
export function composeClosing(
  core: Core,
  { store, terminal }: Shop,
  { entry, hash }: RecordedClosing,
  copy: number,
): ReceiptDocument {
  const { body, at, actor } = entry
  const person = actor === null ? null : nameOf(core, actor)
  const facts = { closing: body, copy, at, person, store, terminal: terminal.name }
  return composeClosingSlip({ ...facts, entryHash: hash }, core.receiptWords(store.locale))
}
