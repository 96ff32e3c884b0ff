/**
 * One mail over SMTP. Nothing of what the server answers is kept or logged but its code: it may
 * repeat the address.
 */
import { createTransport } from 'nodemailer'
import type { MailAccount } from '../../domain/mail/account.ts'
import type { MailTrouble } from '../../domain/mail/wish.ts'
import type { MailText } from './compose.ts'
import { pictureBytes } from './picture.ts'

export interface OutgoingMail extends MailText {
  /** Of the mail: sent again it is the same, so that a mailbox may know it. */
  readonly id: string
  readonly address: string
}

export interface MailSender {
  readonly account: MailAccount
  readonly password: string | null
}

export type SendOutcome =
  | { readonly sent: true }
  | {
      readonly sent: false
      readonly trouble: MailTrouble
      /** Another try would end alike. */
      readonly isFinal: boolean
      /** What the server or the network said, without words: for the log. */
      readonly code: string
    }

const CONNECT_WITHIN_MS = 15_000
/** Between two answers of the server. */
const ANSWER_WITHIN_MS = 60_000

export async function sendMail(
  { account, password }: MailSender,
  { id, address, subject, sender, text, html, pictures }: OutgoingMail,
): Promise<SendOutcome> {
  const { host, port, security, user, from } = account
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls' },
    ...{ ignoreTLS: security === 'none', disableFileAccess: true, disableUrlAccess: true },
    ...{ connectionTimeout: CONNECT_WITHIN_MS, greetingTimeout: CONNECT_WITHIN_MS },
    ...{ dnsTimeout: CONNECT_WITHIN_MS, socketTimeout: ANSWER_WITHIN_MS },
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
  })
  try {
    await transport.sendMail({
      ...{ subject, text, html, messageId: `<${id}@${from.slice(from.indexOf('@') + 1)}>` },
      from: { name: sender, address: from },
      to: { name: '', address },
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: pictures.flatMap(({ cid, of }) => {
        const content = pictureBytes(of)
        if (!content) return []
        return [{ cid, content, filename: `${cid}.png`, contentType: 'image/png' }]
      }),
    })
    return { sent: true }
  } catch (error) {
    return { sent: false, ...troubleOf(error) }
  } finally {
    transport.close()
  }
}

interface Refused {
  readonly trouble: MailTrouble
  readonly isFinal: boolean
  readonly code: string
}

/** By nodemailer's code and the server's reply code. Source: RFC 5321, 4.2.1. */
function troubleOf(error: unknown): Refused {
  const {
    code = '',
    originalCode = '',
    responseCode = 0,
    command = '',
  } = error as Partial<{
    readonly code: string
    readonly originalCode: string
    readonly responseCode: number
    readonly command: string
  }>
  const told =
    `${originalCode === '' ? code : originalCode} ${String(responseCode)} ${command}`.trim()
  const again = (trouble: MailTrouble): Refused => ({ trouble, isFinal: false, code: told })
  const never = (trouble: MailTrouble): Refused => ({ trouble, isFinal: true, code: told })
  if (code === 'EAUTH' || code === 'ENOAUTH') return again('login-refused')
  if (code === 'ETLS' || code === 'EREQUIRETLS' || isOfTls(originalCode)) return again('insecure')
  if (responseCode >= 400 && responseCode < 500) return again('busy')
  if (code === 'EENVELOPE' && command !== 'MAIL FROM') return never('address-refused')
  if (code === 'EENVELOPE') return again('refused')
  if (responseCode >= 500) return never('refused')
  return again('unreachable')
}

/** What a system calls its errors: `ECONNREFUSED`. Handshakes and certificates have other names. */
const OF_SYSTEM = /^E[A-Z0-9]+$/

/** A server that does not prove who it is: retrying mends nothing, and somebody is to know why. */
function isOfTls(code: string): boolean {
  return code === 'EPROTO' || (code !== '' && !OF_SYSTEM.test(code))
}
