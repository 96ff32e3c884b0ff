/** What the owner is changing of the store's receipts, as it is typed. */
import type { z } from 'zod'
import {
  drawnReceiptSchema,
  shopSettingsSchema,
  type ShopSettings,
} from '../../../src/contract/backend/settings.ts'
import {
  dotsOf,
  LOGO_BYTES_ACROSS,
  LOGO_ROWS,
  type Logo,
} from '../../../src/domain/receipt/logo.ts'
import { ask, tell, type OfficeToken } from '../../connection/backend-api.ts'
import type { Answer } from '../../connection/trouble.ts'

export interface Template {
  readonly logo: Logo | null
  /** One line of paper each, with line breaks between. */
  readonly header: string
  readonly footer: string
  /** Language codes; the first is null where the store's own stands. */
  readonly languages: readonly [string | null, string | null]
}

export const LINES_LIMIT = 10
export const LINE_LONGEST = 80

export function templateOf(settings: ShopSettings): Template {
  const [first = null, second = null] = settings.receiptLanguages ?? []
  return {
    logo: settings.receiptLogo ?? null,
    header: settings.receiptHeader.join('\n'),
    footer: settings.receiptFooter.join('\n'),
    languages: [first, second],
  }
}

/** Empty lines at the end are none. */
export function linesOf(text: string): string[] {
  const trimmed = text.trimEnd()
  return trimmed === '' ? [] : trimmed.split('\n').map((line) => line.trimEnd())
}

export function fits({ header, footer }: Template): boolean {
  return [header, footer].map(linesOf).every(areFew)
}

function areFew(lines: readonly string[]): boolean {
  return lines.length <= LINES_LIMIT && lines.every((line) => line.length <= LINE_LONGEST)
}

/** As the backend is told of it; null where a setting is to be none. */
export function namedBy(
  { logo, header, footer, languages: [first, second] }: Template,
  own: string,
) {
  const languages = [first ?? own, ...(second === null ? [] : [second])]
  return {
    receiptLogo: logo,
    receiptHeader: linesOf(header),
    receiptFooter: linesOf(footer),
    receiptLanguages: first === null && second === null ? null : languages,
  }
}

export function readTemplate(token: OfficeToken, store: string): Promise<Answer<ShopSettings>> {
  return ask(token, '../settings', { store }, shopSettingsSchema)
}

export function saveTemplate(
  token: OfficeToken,
  store: string,
  named: ReturnType<typeof namedBy>,
): Promise<Answer<ShopSettings>> {
  return tell(token, '../settings', { store, ...named }, shopSettingsSchema)
}

export function drawReceipt(
  token: OfficeToken,
  place: { readonly store: string; readonly terminal: string | undefined },
  named: ReturnType<typeof namedBy>,
): Promise<Answer<z.infer<typeof drawnReceiptSchema>>> {
  const given = Object.entries({ ...place, ...named }).filter(([, value]) => value !== null)
  return tell(token, '../receipt-previews', Object.fromEntries(given), drawnReceiptSchema)
}

/** A picture file as a logo; undefined where it is no picture that the browser can read. */
export async function logoOf(file: Blob): Promise<Logo | undefined> {
  try {
    const picture = await createImageBitmap(file)
    const most = [(LOGO_BYTES_ACROSS * 8) / picture.width, LOGO_ROWS / picture.height]
    const scale = Math.min(1, ...most)
    const width = Math.max(1, Math.floor(picture.width * scale))
    const height = Math.max(1, Math.floor(picture.height * scale))
    const pen = new OffscreenCanvas(width, height).getContext('2d')
    if (!pen) return undefined
    pen.drawImage(picture, 0, 0, width, height)
    const { bytesAcross, rows, bits } = dotsOf(pen.getImageData(0, 0, width, height))
    const written = Array.from(bits, (byte) => String.fromCharCode(byte)).join('')
    return { bytesAcross, rows, bits: btoa(written) }
  } catch {
    // Whatever it is, it cannot be decoded: the person is told so, and the old logo stays.
    return undefined
  }
}
