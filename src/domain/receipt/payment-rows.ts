/** What a sale was paid with, on its receipt. */
import { minor } from '../money.ts'
import type { Tender } from '../selling/tender.ts'
import type { PrintedSale } from './compose.ts'
import type { ReceiptElement } from './document.ts'
import { row } from './elements.ts'
import type { Figures } from './figures.ts'
import type { ReceiptWords } from './words.ts'

export function payment(
  sale: PrintedSale,
  figures: Figures,
  words: ReceiptWords,
): ReceiptElement[] {
  const { change, cashRounding = minor(0), tip = minor(0) } = sale
  return [
    ...(tip === 0 ? [] : [row(words.tip, figures.amount(tip))]),
    ...(cashRounding === 0 ? [] : [row(words.cashRounding, figures.amount(cashRounding))]),
    ...sale.tenders.flatMap((tender) => paidBy(tender, figures, words)),
    ...(change === 0 ? [] : [row(words.change, figures.amount(change), true)]),
  ]
}

function paidBy(tender: Tender, figures: Figures, words: ReceiptWords): ReceiptElement[] {
  if (tender.kind === 'cash') {
    const word = tender.amount < 0 ? words.cashBack : words.cash
    return [row(word, figures.amount(minor(Math.abs(tender.amount))))]
  }
  if (tender.kind === 'foreign-cash') {
    const given = figures.foreign(tender.tendered, tender.currency)
    return [
      row(`${words.cash} ${given}`, figures.amount(tender.amount)),
      row(`  1 ${tender.currency} = ${figures.exchange(tender.rate)}`, ''),
    ]
  }
  return tender.kind === 'card'
    ? paidByCard(tender, figures, words)
    : paidOtherwise(tender, figures, words)
}

type Card = Extract<Tender, { kind: 'card' }>
type Otherwise = Exclude<Tender, { kind: 'card' | 'cash' | 'foreign-cash' }>

function paidOtherwise(tender: Otherwise, figures: Figures, words: ReceiptWords): ReceiptElement[] {
  const amount = figures.amount(tender.amount)
  switch (tender.kind) {
    case 'gift-card':
      return [
        row(`${words.giftCard} ····${tender.lastFour}`, amount),
        row(`  ${words.left}`, figures.amount(tender.left)),
      ]
    case 'store-credit':
      return [row(words.storeCredit, amount), row(`  ${words.left}`, figures.amount(tender.left))]
    case 'on-account':
      return [row(words.onAccount, amount)]
    case 'layaway':
      return [row(words.layaway.paid, amount)]
    case 'online':
      return [
        row(`${words.online} ${tender.provider}`, amount),
        ...(tender.back ? [row(`  ${words.onlineBack}`, '')] : []),
        row(`  ${tender.reference}`, ''),
      ]
    case 'voucher':
      return [row([words.voucher, tender.name, tender.number].join(' ').trimEnd(), amount)]
    case 'points':
      return [row(`${words.points} ${String(tender.points)}`, amount)]
  }
}

function paidByCard(tender: Card, figures: Figures, words: ReceiptWords): ReceiptElement[] {
  const digits = tender.lastFour === null ? '' : ` ····${tender.lastFour}`
  return [
    row(`${words.card} ${tender.scheme}${digits}`, figures.amount(tender.amount)),
    ...(tender.authorisation === ''
      ? []
      : [row(`  ${words.authorisation} ${tender.authorisation}`, '')]),
    ...(tender.insteadOf === undefined
      ? []
      : [row(`  ${words.insteadOf} ····${tender.insteadOf}`, '')]),
  ]
}
