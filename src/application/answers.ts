/** How use cases answer over the contract: failures become its typed errors. */
import { ORPCError, ValidationError } from '@orpc/server'
import { FAILURES, type Failure, type Result } from '../domain/failure.ts'
import type { Log } from '../ports/log.ts'
import { StoreFailure } from '../ports/store.ts'

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw errorOf(result.failure)
  return result.value
}

function errorOf({ code, details: data }: Failure): Error {
  const message = code
  return data ? new ORPCError(code, { message, data }) : new ORPCError(code, { message })
}

/** What a screen may know of an error: its code. The log gets the rest. */
export function asAnswer(error: unknown, path: readonly string[], log: Log): Error {
  if (error instanceof StoreFailure) {
    log.error('the store failed', { procedure: path.join('.'), code: error.code })
    return errorOf({ code: error.code })
  }
  if (!(error instanceof ORPCError)) return unexpected(error, path, log)
  if (error.code in FAILURES) return error
  if (error.code === 'BAD_REQUEST') return errorOf({ code: 'input-invalid' })
  return unexpected(error.cause ?? error, path, log)
}

function unexpected(error: unknown, path: readonly string[], log: Log): Error {
  const problem = error instanceof ValidationError ? JSON.stringify(error.issues) : String(error)
  log.error('a use case failed unexpectedly', { procedure: path.join('.'), problem })
  return errorOf({ code: 'internal' })
}
