/** Money that a provider of online payments is asked to give back, and where it is asked. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'

/** Providers of online payments by which one shop gives money back. */
export const PROVIDERS_LIMIT = 10

/** As tenders name it. */
export const providerNameSchema = textSchema(40).min(1)

/**
 * `queued`: not asked yet. `asked`: nobody knows whether the money went. `done`: it went.
 * `refused`: it did not, and a person has to see to it. `settled`: they did, by other means.
 */
export const refundStateSchema = z.enum(['queued', 'asked', 'done', 'refused', 'settled'])
export type RefundState = z.infer<typeof refundStateSchema>

/** Why the provider is asked again later. */
export const refundTroubleSchema = z.enum([
  'not-set-up',
  'unreachable',
  'insecure',
  'login-refused',
  'busy',
  'not-understood',
  'pending',
])
export type RefundTrouble = z.infer<typeof refundTroubleSchema>

/**
 * Why the provider was not asked at all: no order is known that it paid for, it is not what that
 * order says, or more had gone back to it than it had taken.
 */
export const ownRefusalSchema = z.enum(['order-unknown', 'not-of-order', 'beyond-payment'])
export type OwnRefusal = z.infer<typeof ownRefusalSchema>

/** A code, never a text: the provider’s own where it refused. */
export const refusalReasonSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)

/**
 * By what a refund is known here: the sale by which goods came back, and the place of the tender in
 * it. Once it was refused and is asked for again, the provider gets another key.
 */
export function refundId(sale: string, position: number): string {
  return `${sale}.${String(position)}`
}

/** The key by which the provider does it once, however often it is asked. */
export function refundKey(refund: string, round: number): string {
  return round === 1 ? refund : `${refund}.${String(round)}`
}

const MACHINE = String.raw`127\.0\.0\.1|localhost|\[::1\]`
const HOST = String.raw`[A-Za-z0-9][A-Za-z0-9.-]{0,252}`
const PLACE = String.raw`(:\d{1,5})?(/[\w.~-]{1,100}){0,10}`
const ADDRESS = new RegExp(`^(https://(${MACHINE}|${HOST})|http://(${MACHINE}))${PLACE}$`)

export const providerAccountSchema = z.strictObject({
  provider: providerNameSchema,
  /** Without a slash at its end; `http` only for a server on the backend’s own machine. */
  address: z.string().max(500).regex(ADDRESS),
})
export type ProviderAccount = z.infer<typeof providerAccountSchema>

/** It goes into a header: printable ASCII. */
export const providerSecretSchema = z.string().regex(/^[!-~]{1,500}$/)
