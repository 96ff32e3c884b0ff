/**
 * Mails by which shoppers sign in. They are kept in memory alone, since a code is written down
 * nowhere: what a backend that ends had not sent is asked for again.
 */
import { codeWordsFor } from '../../domain/mail/code-words.ts'
import { centred, SPACE, writingOf } from '../../domain/receipt/elements.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { Backend } from '../backend.ts'
import { mailOf } from '../mail/compose.ts'
import { sendMail, type MailSender, type OutgoingMail } from '../mail/send.ts'

/** Mails that are being sent, or wait to be tried again; beyond it nobody is sent a code. */
export const CODE_MAILS_LIMIT = 100
/** Between tries; a code that has not come after these is asked for again. */
const PAUSES_MS = [15_000, 60_000]

export interface CodeMails {
  isFull(): boolean
  /**
   * Returns at once: whether there is anything to send is found out afterwards, and what becomes of
   * it is in the log, without whom it was for.
   */
  send(sender: MailSender, prepare: () => Promise<OutgoingMail | undefined>): void
  /** Gives up what waits to be tried again; resolves when nothing asks the database any more. */
  close(): Promise<void>
}

export function createCodeMails({ clock, log }: Pick<Backend, 'clock' | 'log'>): CodeMails {
  const waiting = new Set<() => void>()
  const preparing = new Set<Promise<unknown>>()
  let inHand = 0
  let isClosed = false
  const attempt = async (sender: MailSender, mail: OutgoingMail, tries: number): Promise<void> => {
    const outcome = await sendMail(sender, mail)
    if (outcome.sent) return
    const pause = PAUSES_MS[tries]
    const { trouble, code } = outcome
    const isOver = outcome.isFinal || pause === undefined || isClosed
    log.warn('a code to sign in was not sent', { trouble, code, isOver })
    if (isOver) return
    await new Promise<void>((resume) => {
      const cancel = clock.after(pause, () => {
        waiting.delete(cancel)
        resume()
      })
      waiting.add(cancel)
    })
    await attempt(sender, mail, tries + 1)
  }
  const begin: CodeMails['send'] = (sender, prepare) => {
    inHand += 1
    const prepared = prepare()
    preparing.add(prepared)
    prepared
      .finally(() => preparing.delete(prepared))
      .then(async (mail) => mail && attempt(sender, mail, 0))
      .catch(() => log.error('a code to sign in was not sent'))
      .finally(() => (inHand -= 1))
  }
  return {
    isFull: () => inHand >= CODE_MAILS_LIMIT,
    send: begin,
    async close() {
      isClosed = true
      for (const cancel of waiting) cancel()
      await Promise.allSettled(preparing)
    },
  }
}

/** `code` is undefined where several customers have the address, whom the mail does not name. */
export function codeMailOf(
  store: StoreSettings,
  to: { readonly id: string; readonly address: string },
  code: string | undefined,
): OutgoingMail {
  const words = codeWordsFor(store.locale)
  const elements = [
    ...[centred(store.name, 'double'), SPACE],
    ...(code === undefined
      ? [centred(words.several)]
      : [centred(words.code), centred(code, 'double'), centred(words.lasts)]),
    ...[SPACE, centred(words.notYou)],
  ]
  const subject = code === undefined ? store.name : `${words.code}: ${code} · ${store.name}`
  return { ...mailOf({ elements, ...writingOf(store.locale) }, { store, subject }), ...to }
}
