/** What an entry is about, for whoever looks for one. */
import { z } from 'zod'
import type { FactKind } from './facts.ts'

export const subjectSchema = z.enum([
  'sales',
  'money',
  'approvals',
  'refusals',
  'drawer',
  'till',
  'stock',
  'edits',
  'paper',
  'people',
  'terminal',
])
export type Subject = z.infer<typeof subjectSchema>

/** A new kind does not compile before it is said here what it is about. */
const SUBJECTS: Readonly<Record<FactKind, Subject>> = {
  'epoch-opened': 'terminal',
  'totals-told': 'terminal',
  'program-started': 'terminal',
  'staff-signed-in': 'people',
  'staff-signed-out': 'people',
  'sign-in-refused': 'refusals',
  'act-refused': 'refusals',
  'act-approved': 'approvals',
  'approval-refused': 'refusals',
  'session-opened': 'till',
  'session-continued': 'till',
  'session-count-begun': 'till',
  'session-counted': 'till',
  'session-closed': 'till',
  'session-read': 'till',
  'z-reprinted': 'paper',
  'fiscal-closed': 'till',
  'closing-printed': 'paper',
  'books-written': 'paper',
  'cash-moved': 'drawer',
  'drawer-opened': 'drawer',
  'sale-completed': 'sales',
  'cart-abandoned': 'sales',
  'cart-parked': 'sales',
  'cart-resumed': 'sales',
  'stock-adjusted': 'stock',
  'goods-received': 'stock',
  'transfer-sent': 'stock',
  'order-closed': 'stock',
  'stock-counted': 'stock',
  'customer-created': 'edits',
  'customer-changed': 'edits',
  'customer-erased': 'edits',
  'goods-created': 'edits',
  'goods-changed': 'edits',
  'department-created': 'edits',
  'department-changed': 'edits',
  'department-ended': 'edits',
  'age-checked': 'approvals',
  'receipt-reprinted': 'paper',
  'invoice-issued': 'sales',
  'invoice-reprinted': 'paper',
  'receipt-mail-asked': 'paper',
  'quote-mail-asked': 'paper',
  'gift-receipt-printed': 'paper',
  'print-job-settled': 'paper',
  'payment-settled': 'money',
}

export function kindsAbout(subject: Subject): readonly FactKind[] {
  return (Object.keys(SUBJECTS) as FactKind[]).filter((kind) => SUBJECTS[kind] === subject)
}
