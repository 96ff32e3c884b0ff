/** What settings of a store do not go together, though each of them is in order. */
import { languageOf } from './language.ts'
import { RECEIPT_LANGUAGES } from './receipt/words.ts'
import type { StoreSettings } from './settings.ts'

export type SettingsConflict =
  /** What comes back without a receipt goes to credit, and the store has none. */
  | 'credit-nowhere'
  /** The store's own money is not money of somebody else. */
  | 'currency-own'
  | 'currency-twice'
  | 'voucher-twice'
  | 'reason-twice'
  /** Two rules for labels with one prefix: only one of them could ever be meant. */
  | 'label-twice'
  | 'language-unknown'
  | 'language-twice'
  | 'group-twice'

export function conflictOf(settings: StoreSettings): SettingsConflict | undefined {
  const { returns, customerAccounts, giftCards, selling, till, vouchers = [] } = settings
  const hasCredit = Boolean(customerAccounts?.['store-credit'] ?? giftCards)
  if (returns?.withoutReceipt && !hasCredit) return 'credit-nowhere'
  const currencies = settings.foreignCash?.map(({ currency }) => currency) ?? []
  if (currencies.includes(settings.currency)) return 'currency-own'
  if (isRepeated(currencies)) return 'currency-twice'
  if (isRepeated(settings.customerGroups?.map(({ id }) => id) ?? [])) return 'group-twice'
  if (isRepeated(vouchers)) return 'voucher-twice'
  if (Object.values(till?.reasons ?? {}).some((each = []) => isRepeated(each)))
    return 'reason-twice'
  if (isRepeated(selling?.labels.map(({ prefix }) => prefix) ?? [])) return 'label-twice'
  const languages = settings.receiptLanguages?.map((each) => languageOf(each)) ?? []
  if (languages.some((each) => !RECEIPT_LANGUAGES.includes(each))) return 'language-unknown'
  if (isRepeated(languages)) return 'language-twice'
  return undefined
}

function isRepeated(names: readonly string[]): boolean {
  return new Set(names).size < names.length
}
