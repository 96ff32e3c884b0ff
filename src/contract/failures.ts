/**
 * The closed table of failures as the wire knows it: every procedure may answer with any of its
 * codes.
 */
import { z } from 'zod'
import { FAILURES, type FailureCode } from '../domain/failure.ts'

export const failureDetailsSchema = z.record(
  z.string().max(40),
  z.union([z.string().max(400), z.number()]),
)

type Failures = Record<FailureCode, { data: z.ZodOptional<typeof failureDetailsSchema> }>

/** An interface has a name: each procedure's type says that, not the whole table once more. */
export interface FailureMap extends Failures {}

/** For `.errors()` of a contract: each code with its details. */
export const failureMap = Object.fromEntries(
  Object.keys(FAILURES).map((code) => [code, { data: failureDetailsSchema.optional() }]),
) as FailureMap
