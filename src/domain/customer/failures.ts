/** What may be expected to go wrong with customers: a part of the closed table of failures. */
export const CUSTOMER_FAILURES = {
  'customer-unknown': { audience: 'cashier', act: 'look-again' },
  /** Neither name nor number: nobody could find it again. */
  'customer-nameless': { audience: 'cashier', act: 'look-again' },
  /** Two rows that are one person by an earlier word. */
  'customers-one-already': { audience: 'manager', act: 'look-again' },
  /** So many rows are one person. */
  'limit-merged': { audience: 'manager', act: 'none' },
  /** There is money on an account of the one that would go: it is the one to keep. */
  'merge-other-way': { audience: 'manager', act: 'look-again' },
  /** It is spent or settled on one of them first. */
  'merge-both-have-money': { audience: 'manager', act: 'look-again' },
  /** What they brought without a receipt is in the cart, and is theirs alone. */
  'customer-in-cart': { audience: 'cashier', act: 'look-again' },
} as const
