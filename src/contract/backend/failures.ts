/** The closed table of failures as HTTP knows it: each code with its status. */
import type { FailureCode } from '../../domain/failure.ts'
import { failureMap } from '../failures.ts'

const STATUSES: Partial<Record<FailureCode, number>> = {
  'input-invalid': 400,
  'credential-wrong': 401,
  'enrolment-code-wrong': 403,
  'not-found': 404,
  'too-large': 413,
  busy: 429,
}

/**
 * What was asked in good order and cannot be done: 422, unless HTTP has a word of its own for it.
 */
export function statusOf(code: FailureCode): number {
  return STATUSES[code] ?? 422
}

type HttpFailure = (typeof failureMap)[FailureCode] & { readonly status: number }
type HttpFailures = Record<FailureCode, HttpFailure>

/** An interface has a name: each procedure's type says that, not the whole table once more. */
export interface HttpFailureMap extends HttpFailures {}

/** For `.errors()` of the backend's contract. */
export const httpFailureMap = Object.fromEntries(
  (Object.keys(failureMap) as FailureCode[]).map((code) => [
    code,
    { ...failureMap[code], status: statusOf(code) },
  ]),
) as HttpFailureMap
