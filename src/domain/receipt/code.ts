/**
 * The code on a receipt, by which the till finds its sale: in a QR code `HF1:` and the number, in
 * bars the number alone. A gift receipt says so behind the number: `T1-1-000123-G`.
 */
import { z } from 'zod'
import { RECEIPT_NUMBER } from './number.ts'

/** The first version of the scheme; capitals and a colon take a QR code's dense mode. */
const SCHEME = 'HF1:'
const GIFT = '-G'

export interface ReceiptCode {
  readonly number: string
  /** Whether it stands on a receipt that was made to be given away with the goods. */
  readonly isGift: boolean
}

/** Beyond the longest number and its marks there is no code of ours. */
const receiptCodeSchema = z
  .string()
  .max(60)
  .transform((text, context): ReceiptCode => {
    const upper = text.toUpperCase()
    const said = upper.startsWith(SCHEME) ? upper.slice(SCHEME.length) : upper
    const isGift = said.endsWith(GIFT)
    const number = isGift ? said.slice(0, -GIFT.length) : said
    if (RECEIPT_NUMBER.test(number)) return { number, isGift }
    context.addIssue('is no code of a receipt')
    return z.NEVER
  })

/** What a scanner read or a person typed; undefined for all that is no code of a receipt. */
export function readReceiptCode(text: string): ReceiptCode | undefined {
  return receiptCodeSchema.safeParse(text).data
}

/** As it stands below the bars, and as a person types it. */
export function writtenCode({ number, isGift }: ReceiptCode): string {
  return isGift ? number + GIFT : number
}

/** What the QR code says. */
export function qrText(code: ReceiptCode): string {
  return SCHEME + writtenCode(code)
}

/** Before the number of a quote, so that it is taken for no receipt. */
const QUOTE = 'Q-'

/** The number of a quote, as its slip has it; undefined for all else. */
export function readQuoteCode(text: string): string | undefined {
  const number = text.toUpperCase()
  return number.startsWith(QUOTE) && RECEIPT_NUMBER.test(number.slice(QUOTE.length))
    ? number
    : undefined
}
