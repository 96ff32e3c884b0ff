/**
 * The fiscal unit, where one is set up: its transaction opens with the first line and closes before
 * the sale commits. When it fails, the country's rule decides: the sale goes on marked, or not at
 * all.
 */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Minor } from '../../domain/money.ts'
import type { FiscalOutcome, FiscalUnit } from '../../ports/fiscal.ts'
import type { Core } from '../core.ts'
import { plain } from './approval.ts'

export interface Fiscal {
  /** Before the first line of a draft; later calls for the same draft do nothing. */
  start(draft: string): Promise<Result<null>>
  /** Before a sale commits; the marks belong on its receipt. */
  finish(draft: string, total: Minor): Promise<Result<readonly string[]>>
}

/** As many marks, of as many characters each, as a sale keeps. */
const MARKS_LIMIT = 20
const MARK_LENGTH = 200

export function createFiscal({ fiscal, log }: Core): Fiscal | undefined {
  if (!fiscal) return undefined
  let started: string | undefined
  const asked = async (call: () => Promise<FiscalOutcome>): Promise<Result<readonly string[]>> => {
    const outcome = await answerOf(call)
    if (outcome.ok) return succeed(keepable(outcome.marks))
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
  return unit.onFailure === 'refuse' ? fail('fiscal-unit-failed') : succeed(keepable([reason]))
}

async function answerOf(call: () => Promise<FiscalOutcome>): Promise<FiscalOutcome> {
  try {
    return await call()
  } catch {
    return { ok: false, reason: 'no answer' }
  }
}

/** The unit's words as an entry takes them: a sale must never fail on a strange character. */
function keepable(marks: readonly string[]): readonly string[] {
  return marks.slice(0, MARKS_LIMIT).map((mark) => plain(mark, MARK_LENGTH))
}
