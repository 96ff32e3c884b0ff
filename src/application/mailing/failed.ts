/** Mails that came to nothing: shown until somebody says that they saw it. */
import type { z } from 'zod'
import { FAILED_SHOWN_DAYS, MAILS_SHOWN } from '../../contract/terminal/mail.ts'
import type { commandSchema } from '../../contract/terminal/commands.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { DAY_MS } from '../../domain/returns/policy.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import type { StatusTeller } from '../status/teller.ts'

/** Under this name the terminal keeps which of them were seen. */
const SEEN = 'failed-mails-seen'

export type NoteFailed = (input: z.infer<typeof commandSchema>) => Result<null>

/** The newest alone: more than a screen lists nobody reads. */
export function failedMails({ store, clock }: Pick<Core, 'store' | 'clock'>): readonly string[] {
  if (store.settings.store()?.receiptsByMail !== true) return []
  const since = clock.now() - FAILED_SHOWN_DAYS * DAY_MS
  const failed = store.mails.failed(since, MAILS_SHOWN)
  if (failed.length === 0) return []
  const seen = new Set(JSON.parse(store.settings.local(SEEN) ?? '[]') as readonly string[])
  return failed.filter((mail) => !seen.has(mail))
}

export function createNoteFailed(core: Core, status: StatusTeller): NoteFailed {
  const { store } = core
  return ({ command }) =>
    core.run('mail.noteFailed', command, (at) => {
      const authority = authorise(core, at, 'serve-customer')
      if (!authority.ok) return authority
      const failed = store.mails.failed(at - FAILED_SHOWN_DAYS * DAY_MS, MAILS_SHOWN)
      store.settings.setLocal(SEEN, JSON.stringify(failed))
      store.afterCommit(status.changed)
      return succeed(null)
    })
}
