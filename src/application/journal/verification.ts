/**
 * Proves the whole database of this terminal, one proof at a time, while the till sells on. What it
 * came to is remembered; one that was stopped is not, since it came to nothing.
 */
import type { z } from 'zod'
import type { guardedSchema } from '../../contract/terminal/commands.ts'
import {
  verifiedSchema,
  type VerificationView,
  type Verified,
} from '../../contract/terminal/verification.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { VerifiedDatabase, Verifying } from '../../ports/verifier.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { mayLook } from '../looking.ts'

export interface VerificationUses {
  /** Begins one; `busy` while one is under way, or where there is nobody to do it. */
  verify(input: z.infer<typeof guardedSchema>): Result<VerificationView>
  verification(): Result<VerificationView>
  stopVerifying(): Result<VerificationView>
}

/** Under which the last result is kept. */
const LAST = 'verification'
/** Screens are told no more often of how far it is. */
const TELL_EVERY_MS = 250
const REASON_LONGEST = 500

type Running = NonNullable<VerificationView['running']>

export function createVerificationUses(core: Core): VerificationUses {
  const { store, clock, log, hub } = core
  let running: Running | null = null
  let work: Verifying | undefined
  let toldAt = 0

  const tell = (): void => {
    toldAt = clock.now()
    hub.tell({ kind: 'verification-changed', make: () => ({ kind: 'verification-changed' }) })
  }
  const view = (): VerificationView => ({ running, last: lastOf(core) })
  const end = (verified: Verified | undefined): void => {
    running = null
    work = undefined
    tell()
    if (!verified) return
    core.transact(() => store.settings.setLocal(LAST, JSON.stringify(verified)))
    const { result, ...counts } = verified
    log.info('the database was verified', { ...counts, result: result.kind })
    tell()
  }
  const begin = (): void => {
    if (!core.verifier) return
    running = { since: clock.now(), entries: 0, of: 0 }
    work = core.verifier.begin((progress) => {
      if (!running) return
      running = { since: running.since, ...progress }
      const isLast = progress.entries === progress.of
      if (isLast || Math.abs(clock.now() - toldAt) >= TELL_EVERY_MS) tell()
    })
    work.done
      .then((database) => database && foundOf(database), failedOf)
      .then((found) => end(found && { at: clock.now(), ...found }))
      .catch((error: unknown) => {
        log.error('what verifying came to was not kept', { reason: String(error) })
      })
    tell()
  }
  return {
    verify: ({ command }) =>
      core.run('journal.verify', command, (at) => {
        const authority = authorise(core, at, 'read-journal')
        if (!authority.ok) return authority
        if (running || !core.verifier) return fail('busy')
        store.afterCommit(begin)
        return succeed({ running: { since: at, entries: 0, of: 0 }, last: lastOf(core) })
      }),
    verification() {
      const shop = mayLook(core, 'read-journal')
      return shop.ok ? succeed(view()) : shop
    },
    stopVerifying() {
      const shop = mayLook(core, 'read-journal')
      if (!shop.ok) return shop
      work?.stop()
      return succeed(view())
    },
  }
}

function lastOf({ store }: Core): Verified | null {
  const kept = store.settings.local(LAST)
  return kept === undefined ? null : (verifiedSchema.safeParse(JSON.parse(kept)).data ?? null)
}

type Found = Omit<Verified, 'at'>

function foundOf({ entries, sales, broken }: VerifiedDatabase): Found {
  if (!broken) return { entries, sales, result: { kind: 'right' } }
  const { epoch, seq, receipt, reason } = broken
  const place = epoch === 0 ? null : { epoch, seq }
  const said = reason.slice(0, REASON_LONGEST)
  return { entries, sales, result: { kind: 'broken', place, receipt, reason: said } }
}

function failedOf(error: unknown): Found {
  const reason = String(error instanceof Error ? error.message : error).slice(0, REASON_LONGEST)
  return { entries: 0, sales: 0, result: { kind: 'failed', reason } }
}
