/**
 * The fiscal unit, where one is set up: its transaction opens with the first line and closes before
 * the sale commits. When it fails, the country's rule decides: the sale goes on marked, or not at
 * all.
 */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Minor } from '../../domain/money.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import type { FiscalOutcome, FiscalUnit } from '../../ports/fiscal.ts'
import type { Core } from '../core.ts'

export interface Fiscal {
  /** Before the first line of a draft; later calls for the same draft do nothing. */
  start(draft: string): Promise<Result<null>>
  /** Before a sale commits; the marks belong on its receipt. */
  finish(draft: string, total: Minor): Promise<Result<readonly string[]>>
}

const NO_MARKS: Result<readonly string[]> = succeed([])

export function createFiscal({ fiscal, log }: Core): Fiscal | undefined {
  if (!fiscal) return undefined
  let started: string | undefined
  const asked = async (call: () => Promise<FiscalOutcome>): Promise<Result<readonly string[]>> => {
    const outcome = await answerOf(call)
    if (outcome.ok) return outcome.marks.length === 0 ? NO_MARKS : succeed(outcome.marks)
    log.error('the fiscal unit failed', { reason: outcome.reason })
    return policyOf(fiscal, outcome.reason)
  }
  return {
    async start(draft) {
      if (started === draft) return succeed(null)
      const outcome = await asked(() => fiscal.start(draft))
      if (!outcome.ok) return outcome
      started = draft
      return succeed(null)
    },
    finish: (draft, total) => asked(() => fiscal.finish(draft, total)),
  }
}

function policyOf(unit: FiscalUnit, reason: string): Result<readonly string[]> {
  return unit.onFailure === 'refuse' ? fail('fiscal-unit-failed') : succeed([reason])
}

async function answerOf(call: () => Promise<FiscalOutcome>): Promise<FiscalOutcome> {
  try {
    return await call()
  } catch {
    return { ok: false, reason: 'no answer' }
  }
}

/** The receipt with the unit's marks at its end, one line each. */
export function withMarks(document: ReceiptDocument, marks: readonly string[]): ReceiptDocument {
  if (marks.length === 0) return document
  const lines = marks.map((text) => ({
    ...({ kind: 'text', text: text.slice(0, 400), align: 'start' } as const),
    ...({ bold: false, size: 'normal' } as const),
  }))
  return { ...document, elements: [...document.elements, ...lines] }
}
