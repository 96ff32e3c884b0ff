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

type HttpFailureMap = {
  [Code in FailureCode]: (typeof failureMap)[Code] & { readonly status: number }
}

/** For `.errors()` of the backend's contract. */
export const httpFailureMap = Object.fromEntries(
  Object.entries(failureMap).map(([code, each]) => [
    code,
    { ...each, status: statusOf(code as FailureCode) },
  ]),
) as HttpFailureMap
