/** What may be expected to go wrong with people and roles: a part of the closed table. */
export const STAFF_FAILURES = {
  /** The store has no role of this name. */
  'role-unknown': { audience: 'manager', act: 'none' },
  /** Somebody else has this badge. */
  'badge-taken': { audience: 'manager', act: 'none' },
  'password-wrong': { audience: 'manager', act: 'try-again' },
  /** Somebody else of the shop signs in by it. */
  'sign-in-name-taken': { audience: 'manager', act: 'none' },
  /** Somebody holds the role that is to go. */
  'role-held': { audience: 'manager', act: 'none' },
  /** A role that may do what who gives it may not: `permission`. */
  'role-beyond': { audience: 'manager', act: 'ask-another' },
  /** Nobody would be left who may manage staff. */
  'last-admin': { audience: 'manager', act: 'none' },
} as const
