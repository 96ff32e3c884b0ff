/** What a screen says when an act failed: always a failure of the closed table. */
import { ORPCError } from '@orpc/client'
import { FAILURES, type FailureCode } from '../../src/domain/failure.ts'

export interface Trouble {
  readonly code: FailureCode
  readonly details: Readonly<Record<string, string | number>>
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: Trouble }

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(FAILURES, code)
}

function detailsOf(data: unknown): Trouble['details'] {
  if (typeof data !== 'object' || data === null) return {}
  const entries = Object.entries(data).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  )
  return Object.fromEntries(entries)
}

/** Reads a code from anywhere (an error, a status) as one that the message files know. */
export function troubleOf(code: string, data?: unknown): Trouble {
  return { code: isFailureCode(code) ? code : 'internal', details: detailsOf(data) }
}

export function troubleFrom(error: unknown): Trouble {
  if (!(error instanceof ORPCError)) return { code: 'internal', details: {} }
  if (error.code === 'BAD_REQUEST') return { code: 'input-invalid', details: {} }
  return troubleOf(String(error.code), error.data)
}
