/** What may be expected to go wrong with goods that ask: a part of the closed table. */
export const ASKED_FAILURES = {
  /** Each one is sold on a line of its own, with its own number. */
  'serial-needed': { audience: 'cashier', act: 'look-again' },
  /** Goods that come back without a receipt are told apart by it. */
  'serial-missing': { audience: 'cashier', act: 'look-again' },
  'serial-repeated': { audience: 'cashier', act: 'look-again' },
  /** On that `receipt`, and it did not come back. */
  'serial-sold': { audience: 'cashier', act: 'look-again' },
  /** The customer is too young, or did not show that they are not; it is in the journal. */
  'age-refused': { audience: 'cashier', act: 'none' },
  /** Nobody was checked in this cart for the age that its department has: `minimum`. */
  'age-unchecked': { audience: 'cashier', act: 'look-again' },
  expired: { audience: 'cashier', act: 'none' },
} as const
