/** Receipts and quotes by e-mail, as Kysely sees them. */
import type { Generated } from 'kysely'
import type { MailAccount } from '../../domain/mail/account.ts'
import type { MailFate, MailTrouble } from '../../domain/mail/wish.ts'
import type { Json } from './schema.ts'

export interface MailAccountTable {
  tenant: string
  store: string
  account: Json<MailAccount>
  password: string | null
}

export interface ReceiptMailTable {
  tenant: string
  store: string
  mail: string
  /** Of the sale or of the parked cart that the mail is about, the other is null. */
  sale: string | null
  park: string | null
  customer: string | null
  terminal: string
  epoch: string
  seq: number
  hash: string
  at: number
  received_at: number
  address: string | null
  state: MailFate['state']
  trouble: MailTrouble | null
  tries: Generated<number>
  next_at: number
  changed_at: number
}

export interface MailTables {
  mail_account: MailAccountTable
  receipt_mail: ReceiptMailTable
}
