import { describe, expect, it } from 'vitest'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { composeReceipt, type ReceiptFacts } from '../../src/domain/receipt/compose.ts'
import { receiptDocumentSchema, type ReceiptElement } from '../../src/domain/receipt/document.ts'
import { figuresFor } from '../../src/domain/receipt/figures.ts'
import { RECEIPT_LANGUAGES, receiptWordsFor } from '../../src/domain/receipt/words.ts'
import { germanReceiptWords } from '../../src/domain/receipt/words/de.ts'
import { englishReceiptWords } from '../../src/domain/receipt/words/en.ts'
import {
  englishSale,
  englishStore,
  germanSale,
  germanStore,
  ID,
  line,
  receipts,
} from '../golden/receipts.ts'

const facts: ReceiptFacts = {
  ...{ sale: englishSale, store: englishStore, terminal: 'Front', cashier: 'Anna', copy: 0 },
  at: Date.UTC(2026, 6, 1, 22, 30),
  entryHash: 'abcdef0123456789'.repeat(4),
}

function textOf(elements: readonly ReceiptElement[]): string {
  return elements
    .map((element) => {
      if (element.kind === 'text') return element.text
      if (element.kind === 'row') return `${element.start} | ${element.end}`
      return element.kind
    })
    .join('\n')
    .replace(/[\u00a0\u202f]/g, ' ')
}

function english(change: Partial<ReceiptFacts> = {}): string {
  return textOf(composeReceipt({ ...facts, ...change }, englishReceiptWords).elements)
}

describe('a receipt', () => {
  it('is a document that the store and the printer accept', () => {
    for (const document of Object.values(receipts)) {
      expect(receiptDocumentSchema.parse(document)).toEqual(document)
    }
  })

  it('tells the time of the store, not of the machine', () => {
    expect(english()).toContain('1 Jul 2026, 23:30')
    const tokyo = { ...englishStore, zone: 'Asia/Tokyo' }
    expect(english({ store: tokyo })).toContain('2 Jul 2026, 07:30')
  })

  it('tells the points that it brought and the balance as far as known, in every language', () => {
    const sale = { ...englishSale, points: { earned: 12, redeemed: 0 } }
    expect(english({ sale })).toContain('Points earned | 12')
    expect(english({ sale })).not.toContain('as far as known')
    const known = { sale, pointsKnown: 1340 }
    expect(english(known)).toContain('Points as far as known here | 1,340')
    const back = { sale: { ...sale, points: { earned: -3, redeemed: 0 } } }
    expect(english(back)).toContain('Points earned | -3')
    const none = { sale: { ...sale, points: { earned: 0, redeemed: 0 } }, pointsKnown: 5 }
    expect(english(none)).not.toContain('Points')
    for (const language of RECEIPT_LANGUAGES) {
      const words = receiptWordsFor(language)
      const text = textOf(composeReceipt({ ...facts, ...known }, words).elements)
      expect(text).toContain(`${words.pointsEarned} | `)
      expect(text).toContain(`${words.pointsKnown} | `)
    }
  })

  it('says when it was begun and ended, to the second, in every language', () => {
    const lasted = (ms: number) => ({ sale: { ...englishSale, openedAt: facts.at - ms } })
    expect(english(lasted(4000))).toContain('Start 23:29:56 | End 23:30:00')
    // It lay parked over night.
    const dayBefore = english(lasted(25 * 3_600_000))
    expect(dayBefore).toContain('Start 30 Jun 2026, 22:30:00 | End 23:30:00')
    const online = { sale: { ...englishSale, channel: 'web' as const } }
    expect(english(online)).not.toContain('Start ')
    const begun = ['ar', 'de', 'en', 'es', 'fr', 'zh'].map(
      (locale) => receiptWordsFor(locale).begun,
    )
    expect(new Set(begun).size).toBe(6)
  })

  it('writes money with the decimals of its currency', () => {
    const store = { ...englishStore, locale: 'ja-JP' }
    expect(english({ store, sale: { ...englishSale, currency: 'JPY' } })).toContain('TOTAL | ￥987')
    const dinar = { ...englishSale, currency: 'KWD' }
    expect(english({ sale: dinar })).toContain('TOTAL | KWD 0.987')
  })

  it('shows a unit price with as many decimals as it has, from two to four', () => {
    const figures = figuresFor('en', 'EUR', 'Europe/Berlin')
    const shown = [1_290_000, 1_295_000, 1_294_900].map((price) =>
      figures.unitPrice(unitPrice(price)),
    )
    expect(shown).toEqual(['1.29', '1.295', '1.2949'])
  })

  it('shows quantity and unit price only where there is more than the line says', () => {
    expect(english()).toContain('Oat milk 1 l | 3.87 Z\n  3 × 1.29 | \nCandle | 6.00 S\nrule')
  })

  it('shows tax within the prices after the total, and tax on top of them before it', () => {
    expect(english()).toMatch(/TOTAL \| £9\.87\n[^]*VAT 20% on 5\.00 \| 1\.00/)
    const onTop = { ...englishSale, taxIncluded: false, total: minor(1087) }
    expect(english({ sale: onTop })).toMatch(
      /Subtotal \| 9\.87\n[^]*VAT 20% on 5\.00 \| 1\.00[^]*TOTAL \| £10\.87/,
    )
  })

  it('of the online store names who took the money, and no till and nobody who served', () => {
    const online = { kind: 'online', amount: englishSale.total } as const
    const tenders = [{ ...online, provider: 'Payer', reference: 'pay-1' }]
    const web = { ...englishSale, tenders, change: minor(0) }
    const text = english({ sale: { ...web, channel: 'web' } })
    expect(text).toContain('Ordered online | \n')
    expect(text).toContain('Paid online Payer | 9.87\n  pay-1 | ')
    expect(text).not.toMatch(/Till|Served/)
    expect(english({ sale: web })).toContain('Till Front | Served by Anna')
  })

  it('says of money that goes back to a payment made online that it goes there', () => {
    const back = { sale: 'order', tender: 0, claim: 'claim', word: 'none' } as const
    const online = { kind: 'online', amount: minor(-987), back } as const
    const tenders = [{ ...online, provider: 'Payer', reference: 'pay-1' }]
    expect(english({ sale: { ...englishSale, tenders, change: minor(0) } })).toContain(
      'Paid online Payer | -9.87\n  Goes back to the payment made online | \n  pay-1 | ',
    )
  })

  it('names the change that was given, and nothing where there was none', () => {
    expect(english()).not.toContain('Change')
    expect(english({ sale: germanSale })).toContain('Change | 9.71')
  })

  it('carries the first twelve digits of the entry that it proves', () => {
    expect(english()).toMatch(/^Entry abcdef012345$/m)
  })

  it('says that it is a copy, at both ends and larger than the rest', () => {
    const { elements } = composeReceipt({ ...facts, copy: 2 }, englishReceiptWords)
    const marks = elements.filter((each) => each.kind === 'text' && each.text === 'COPY 2')
    expect(marks).toHaveLength(2)
    expect(marks.every((mark) => mark.kind === 'text' && mark.size === 'double')).toBe(true)
    expect(english()).not.toContain('COPY')
  })

  it('speaks the language that it is given', () => {
    const german = composeReceipt(
      { ...facts, sale: germanSale, store: germanStore },
      germanReceiptWords,
    )
    expect(textOf(german.elements)).toContain('SUMME | 10,29 €')
    expect(receiptWordsFor('de-AT')).toBe(germanReceiptWords)
    expect(receiptWordsFor('den-CA')).toBe(englishReceiptWords)
  })

  it('is composed also where the settings name a locale that nobody knows', () => {
    const store = { ...englishStore, locale: '12-not-a-locale' }
    expect(english({ store })).toContain('TOTAL')
    expect(
      composeReceipt({ ...facts, store: { ...store, locale: 'ar-EG' } }, englishReceiptWords)
        .direction,
    ).toBe('rtl')
  })

  it('of the longest sale that a cart can hold is still a document', () => {
    const longest = line('x'.repeat(200), 1, 1, { size: 'y'.repeat(80), id: ID })
    const sale = { ...englishSale, lines: Array.from({ length: 500 }, () => longest) }
    const document = composeReceipt({ ...facts, sale }, englishReceiptWords)
    expect(receiptDocumentSchema.safeParse(document).success).toBe(true)
  })
})
