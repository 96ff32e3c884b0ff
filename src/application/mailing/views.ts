/** A mail as screens are shown it. */
import type { MailView } from '../../contract/terminal/mail.ts'
import type { AskedMail } from '../../ports/mails.ts'

export function mailView(
  { mail, at, fate, hasAddress }: AskedMail,
  number: string | null,
): MailView {
  if (fate) return { mail, number, at, state: fate.state, trouble: fate.trouble ?? null }
  const isGone = { state: 'failed', trouble: 'address-gone' } as const
  return { mail, number, at, ...(hasAddress ? { state: 'waiting', trouble: null } : isGone) }
}
