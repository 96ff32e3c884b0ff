/**
 * What is known of a printer before a word is said to it: paper width, code pages, how it proves a
 * job.
 */
import CodepageEncoder, { type Codepage } from '@point-of-sale/codepage-encoder'
import ReceiptPrinterEncoder, {
  type ReceiptPrinterEncoderOptions,
} from '@point-of-sale/receipt-printer-encoder'
import type { PrinterSettings } from '../../src/domain/settings.ts'

/**
 * How the printer says that all before was processed. `process-id` echoes the number of the job
 * (`GS ( H`, Epson from the TM-T88IV on); `paper-status` answers in sequence but without a number
 * (`GS r 1`, nearly all others).
 */
export type Proof = 'process-id' | 'paper-status' | 'none'

export interface PrinterProfile {
  readonly encoder: ReceiptPrinterEncoderOptions
  /** Characters of font A in a line. */
  readonly columns: number
  /**
   * Code pages that are both wished for and known to the model, in order of preference; never
   * empty.
   */
  readonly pages: readonly Codepage[]
  readonly drawsQr: boolean
  readonly proof: Proof
  /** Whether it has a pulse for the drawer that waits for nothing (`DLE DC4`): Epson's own do. */
  readonly pulsesAtOnce: boolean
  readonly drawerPin: 2 | 5
}

/** Widths that the encoder takes. */
const ENCODER_COLUMNS = [32, 35, 42, 44, 48]
/** Lines between the print head and the knife where no model says it. */
const FEED_BEFORE_CUT = 4
/** Epson models from before `GS ( H`. */
const WITHOUT_PROCESS_ID = new Set(['epson-tm-t88ii', 'epson-tm-t88iii'])
const STAR = /^star-/

/**
 * Settings as a profile. An unknown model, or one that does not speak ESC/POS, becomes the generic
 * one.
 */
export function profileOf(settings: PrinterSettings): PrinterProfile {
  const model = ReceiptPrinterEncoder.printerModels
    .map((each) => each.id)
    .find((id) => id === settings.model && !STAR.test(id)) as NonNullable<
    ReceiptPrinterEncoderOptions['printerModel']
  >
  const columns = Math.min(settings.columns, Math.max(...ENCODER_COLUMNS))
  const encoder: ReceiptPrinterEncoderOptions = {
    ...(model === undefined ? { feedBeforeCut: FEED_BEFORE_CUT } : { printerModel: model }),
    columns: ENCODER_COLUMNS.find((width) => width >= columns) ?? columns,
    newline: '\n',
    errors: 'strict',
  }
  const proof = proofOf(settings)
  const pages = settings.codePages.filter((page) => hasPage(encoder, page))
  return {
    encoder,
    columns,
    pages: pages.length === 0 ? ['cp437'] : pages,
    drawsQr: drawsQr(encoder),
    proof,
    pulsesAtOnce: proof === 'process-id',
    drawerPin: settings.drawerPin,
  }
}

function proofOf(settings: PrinterSettings): Proof {
  if (!settings.answers) return 'none'
  const numbered = settings.model.startsWith('epson-tm-') && !WITHOUT_PROCESS_ID.has(settings.model)
  return numbered ? 'process-id' : 'paper-status'
}

/** The encoder keeps its table of pages by model to itself; only asking for a page tells. */
function hasPage(options: ReceiptPrinterEncoderOptions, page: string): page is Codepage {
  if (!CodepageEncoder.supports(page)) return false
  try {
    new ReceiptPrinterEncoder(options).codepage(page as Codepage)
    return true
  } catch {
    return false
  }
}

function drawsQr(options: ReceiptPrinterEncoderOptions): boolean {
  try {
    new ReceiptPrinterEncoder(options).qrcode('1')
    return true
  } catch {
    return false
  }
}
