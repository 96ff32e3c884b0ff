/** How a failure of the closed table leaves the backend. */
import type { ServerResponse } from 'node:http'
import { ORPCError } from '@orpc/server'
import { statusOf } from '../../contract/backend/failures.ts'
import type { Failure, FailureCode, Result } from '../../domain/failure.ts'

type Details = Failure['details']
export type Refusal = ORPCError<FailureCode, Details>

/** The error to throw for a failure. */
export function raise(code: FailureCode, details?: Details): Refusal {
  return new ORPCError<FailureCode, Details>(code, {
    ...{ defined: true, status: statusOf(code), message: code },
    data: details,
  })
}

export function notFound(): never {
  throw raise('not-found')
}

/** The value of a result, or its failure thrown. */
export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw raise(result.failure.code, result.failure.details)
  return result.value
}

/** Refuses a request before anything of its body was read. */
export function refuse(response: ServerResponse, code: FailureCode): void {
  const refusal = raise(code)
  response.writeHead(refusal.status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify(refusal.toJSON()))
}
