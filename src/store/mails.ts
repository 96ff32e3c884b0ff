/** Receipts and quotes by e-mail, read from the journal itself and from what came down of them. */
import type { Fact } from '../domain/journal/facts.ts'
import type { MailFate } from '../domain/mail/wish.ts'
import type { AskedMail, Mails } from '../ports/mails.ts'
import type { Connection } from './connection.ts'

interface Row {
  readonly canonical: string
  readonly at: number
  readonly has_address: number
  readonly state: MailFate['state'] | null
  readonly trouble: NonNullable<MailFate['trouble']> | null
}

/** As their indexes have it. */
const WISHES = `IN ('receipt-mail-asked', 'quote-mail-asked')`
const about = (canonical: string) =>
  `coalesce(${canonical} ->> '$.body.sale', ${canonical} ->> '$.body.park')`

const READ = `
  SELECT canonical, at, personal IS NOT NULL AS has_address, state, trouble
  FROM journal LEFT JOIN mail_fate ON mail = canonical ->> '$.body.mail'
  WHERE kind ${WISHES}`

export function createMails(connection: Connection): Mails {
  const of = connection.prepare<[string], Row>(
    `${READ} AND ${about('canonical')} = ? ORDER BY epoch_ordinal, seq`,
  )
  const newest = connection.prepare<[number], Row>(
    `${READ} ORDER BY epoch_ordinal DESC, seq DESC LIMIT ?`,
  )
  const waiting = connection
    .prepare<[], number>(
      `SELECT count(*) FROM journal WHERE kind ${WISHES} AND personal IS NOT NULL`,
    )
    .pluck()
  const failed = connection
    .prepare<[number, number], string>(
      `SELECT mail FROM mail_fate JOIN journal AS wish
         ON wish.kind ${WISHES} AND wish.canonical ->> '$.body.mail' = mail
       WHERE state = 'failed' AND wish.at >= ? AND NOT EXISTS (
         SELECT 1 FROM journal AS later WHERE later.kind ${WISHES}
           AND ${about('later.canonical')} = ${about('wish.canonical')}
           AND (later.epoch_ordinal, later.seq) > (wish.epoch_ordinal, wish.seq)
       )
       ORDER BY wish.epoch_ordinal DESC, wish.seq DESC LIMIT ?`,
    )
    .pluck()
  const sent = connection.prepare<[number]>(
    `DELETE FROM rx_document WHERE id IN (
       SELECT id || '|0' FROM journal
       WHERE kind ${WISHES} AND personal IS NOT NULL AND at < ?
     )`,
  )
  const forget = connection.prepare<[number]>(
    `UPDATE journal SET personal = NULL
     WHERE kind ${WISHES} AND personal IS NOT NULL AND at < ?`,
  )
  return {
    of: (sale) => of.all(sale).map(toAsked),
    newest: (most) => newest.all(most).map(toAsked),
    waiting: () => waiting.get() ?? 0,
    failed: (since, most) => failed.all(since, most),
    forget(before) {
      sent.run(before)
      forget.run(before)
    },
  }
}

function toAsked({ canonical, at, has_address, state, trouble }: Row): AskedMail {
  const { kind, body } = JSON.parse(canonical) as Fact<'receipt-mail-asked' | 'quote-mail-asked'>
  const fate = state === null ? undefined : { state, ...(trouble !== null && { trouble }) }
  const [subject, quote] =
    kind === 'quote-mail-asked' ? [body.park, body.quote] : [body.sale, undefined]
  return { mail: body.mail, about: subject, quote, at, fate, hasAddress: has_address === 1 }
}
