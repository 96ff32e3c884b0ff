/** Goods on their way from one store of a shop to another. */
import type { Epoch } from '../journal/entry.ts'
import { receiptNumber } from '../receipt/number.ts'

/** `TR-T1-1-000001`: as it is written on what goes with the goods. */
export function transferName(terminalCode: string, epoch: Epoch, number: number): string {
  return `TR-${receiptNumber(terminalCode, epoch, number)}`
}
