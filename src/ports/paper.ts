/** What a receipt looks like on the paper of a printer, without the printer. */
import type { ReceiptDocument } from '../domain/receipt/document.ts'
import type { PrinterSettings } from '../domain/settings.ts'

export interface DrawnPaper {
  /** An SVG document, one unit a dot of the printer. */
  readonly picture: string
  /** Characters that the printer cannot print, each once. */
  readonly lost: readonly string[]
}

/** By the very bytes that would go to the printer, read as a printer reads them. */
export type DrawPaper = (document: ReceiptDocument, printer: PrinterSettings) => DrawnPaper
