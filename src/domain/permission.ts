/**
 * Who may do what: by themselves, not at all, or with the word of a second person. Checked in the
 * use case, never in the button. Each role has defaults; a store's settings say what it does
 * otherwise.
 */
import { z } from 'zod'
import { textSchema } from './identifier.ts'
import { minorSchema } from './money.ts'
import { rate, rateSchema } from './rate.ts'

/** The roles that every store has. */
export const roleSchema = z.enum(['cashier', 'supervisor', 'manager', 'admin'])
export type Role = z.infer<typeof roleSchema>

/** A role as a person holds it: one that every store has, or one of the store's own. */
export const heldRoleSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const OWN_ROLES_LIMIT = 20

/** A role of a store's own: like another one, but for what the store grants it otherwise. */
export const ownRoleSchema = z.strictObject({
  id: heldRoleSchema.refine((id) => !roleSchema.safeParse(id).success, {
    message: 'every store has this role',
  }),
  name: textSchema(40),
  like: roleSchema,
})
export type OwnRole = z.infer<typeof ownRoleSchema>

export const permissionSchema = z.enum([
  'sell',
  'remove-line',
  'abandon-cart',
  'open-item',
  'discount',
  'change-price',
  'return-deposit',
  'judge-age',
  'sell-expired',
  'open-till',
  /** Blind: it says what is there, and is told nothing. */
  'count-till',
  /** Looks at counted and expected, counts again, and writes the Z. */
  'close-till',
  /** A difference beyond the store's tolerance, by its amount. */
  'accept-difference',
  /** What a session has sold and its drawer should hold, and the Zs of those before. */
  'read-till',
  /** What this terminal has sold, by day, goods and person; margins need a permission more. */
  'read-reports',
  /** The fiscal day, which closes by itself when a till is opened on a later one. */
  'close-day',
  /** Entries, closings and master data, signed, for whoever examines the books. */
  'export-books',
  /** Every entry of this terminal, whoever wrote it, and what proves it. */
  'read-journal',
  /** What goods cost, and what is left of their price. */
  'see-margins',
  'open-drawer',
  /** Cash without a sale, by its amount: change from the bank, an errand, what goes to the safe. */
  'pay-in',
  'pay-out',
  'drop-cash',
  'reprint-receipt',
  'settle-print-job',
  'settle-payment',
  'undo-tender',
  'void-tendered',
  'calibrate-scanner',
  'choose-keys',
  'serve-customer',
  /** Groups and tax exemption: what changes what somebody pays. */
  'change-customer-terms',
  'erase-customer',
  /** What a customer bought and brought back. It is seen or not: nobody vouches for a look. */
  'see-purchases',
  /** New goods, for every store that sells by this catalogue. */
  'create-goods',
  /** Name, tax, codes and department of goods; a price alone by how far it goes. */
  'change-goods',
  'return',
  /** Goods that come back later than the store takes them back by itself. */
  'return-late',
  /** Goods that come back without a receipt, by what they are worth. */
  'return-unproven',
  /** That somebody may still work here, at a till that has not heard from the backend for days. */
  'vouch-offline',
  /** Sells a gift card, or puts more on one; how far it goes is the amount. */
  'sell-gift-card',
  /** Gives money back to another card than the one that had paid. */
  'refund-to-another-card',
  /** Gives back what was paid for goods laid away, by its amount. */
  'give-up-layaway',
  /** Pays out in cash what a gift card, an account or points had paid for. */
  'refund-in-cash',
  /** Takes goods off the stock that nobody sold, or puts some there, by what they are worth. */
  'adjust-stock',
  /** Books goods that a supplier brought. */
  'receive-goods',
  /** Says that the rest of an order, or of what another store sent, will not come. */
  'close-order',
  /** Sends goods to another store of the shop. */
  'send-goods',
  /** Labels of goods, with what they cost. */
  'print-labels',
  /** Begins a count of the shelf. It is blind: whoever counts is told nothing. */
  'count-stock',
  /** Looks at counted and expected, has lines counted again, posts what differs by its worth. */
  'post-count',
  // At the office only: a till never asks for these.
  /** Prices for everybody who buys: price lists, promotions, coupons. */
  'manage-prices',
  /** Orders goods from a supplier. */
  'order-goods',
  /** Who works here, in which role, and what roles may do: it can give every other permission. */
  'manage-staff',
  /** Enrols terminals, takes their credentials back, says what became of their journals. */
  'manage-terminals',
  /** How stores sell: their settings, taxes, mail account, receipts, online stores. */
  'manage-settings',
])
export type Permission = z.infer<typeof permissionSchema>

/**
 * How far an act goes, or may go: a share of a price in parts per million, an amount of money, or
 * how often it was done in the till session, this time included.
 */
export const extentSchema = z.strictObject({
  percent: rateSchema.optional(),
  amount: minorSchema.optional(),
  count: z.int().min(0).max(10_000).optional(),
})
export type Extent = z.infer<typeof extentSchema>

export const grantSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('allowed') }),
  z.strictObject({ kind: z.literal('denied') }),
  /** A second person's word is needed; up to `within`, where it is given, it is not. */
  z.strictObject({ kind: z.literal('approval'), within: extentSchema.optional() }),
])
export type Grant = z.infer<typeof grantSchema>

/**
 * What a store grants otherwise than by default, by permission. A permission that this version does
 * not know is kept for the one that does.
 */
export const grantsSchema = z.record(z.string().regex(/^[a-z-]{1,40}$/), grantSchema)
export const rolesSchema = z.record(heldRoleSchema, grantsSchema)
export type Roles = z.infer<typeof rolesSchema>

/** What a store says of roles; nothing where it has none of its own and grants as usual. */
export interface RoleRules {
  readonly roles?: Roles | undefined
  readonly ownRoles?: readonly OwnRole[] | undefined
}

const ALLOWED: Grant = { kind: 'allowed' }
const DENIED: Grant = { kind: 'denied' }
const APPROVAL: Grant = { kind: 'approval' }

type Grants = Readonly<Record<Permission, Grant>>

/** Whoever answers for the shop may do all there is. */
const ADMIN: Grants = Object.fromEntries(
  permissionSchema.options.map((permission) => [permission, ALLOWED]),
) as Record<Permission, Grant>

/** Whoever runs a store does not decide who works in it and how it is set up. */
const MANAGER: Grants = {
  ...ADMIN,
  'manage-staff': DENIED,
  'manage-terminals': DENIED,
  'manage-settings': DENIED,
}

/** A cashier gives up to a tenth alone; beyond it a second person is asked. */
const DEFAULTS: Readonly<Record<Role, Grants>> = {
  cashier: {
    ...MANAGER,
    discount: { kind: 'approval', within: { percent: rate(100_000) } },
    'change-price': APPROVAL,
    'close-till': DENIED,
    'accept-difference': DENIED,
    'read-till': DENIED,
    'read-reports': DENIED,
    'close-day': DENIED,
    'export-books': DENIED,
    'read-journal': DENIED,
    'see-margins': DENIED,
    'choose-keys': DENIED,
    'open-drawer': APPROVAL,
    'pay-out': APPROVAL,
    'settle-payment': APPROVAL,
    'change-customer-terms': APPROVAL,
    'erase-customer': APPROVAL,
    'create-goods': APPROVAL,
    'change-goods': APPROVAL,
    'return-late': APPROVAL,
    'return-unproven': APPROVAL,
    'give-up-layaway': APPROVAL,
    'refund-to-another-card': APPROVAL,
    'refund-in-cash': APPROVAL,
    'void-tendered': APPROVAL,
    'judge-age': APPROVAL,
    'sell-expired': APPROVAL,
    'adjust-stock': APPROVAL,
    'receive-goods': APPROVAL,
    'send-goods': APPROVAL,
    'close-order': APPROVAL,
    'post-count': DENIED,
    'vouch-offline': DENIED,
    'manage-prices': DENIED,
    'order-goods': DENIED,
  },
  supervisor: {
    ...MANAGER,
    'accept-difference': APPROVAL,
    'read-reports': DENIED,
    'export-books': DENIED,
    'read-journal': DENIED,
    'see-margins': DENIED,
    'manage-prices': DENIED,
    'order-goods': DENIED,
  },
  manager: MANAGER,
  admin: ADMIN,
}

/**
 * What a role is granted in a store with these rules. One of its own has what it is like where
 * nothing else is said; one that the store has no more may do nothing.
 */
export function grantOf(rules: RoleRules | undefined, role: string, permission: Permission): Grant {
  const like = usualRole(rules, role)
  if (!like) return DENIED
  const { roles } = rules ?? {}
  return roles?.[role]?.[permission] ?? roles?.[like]?.[permission] ?? DEFAULTS[like][permission]
}

function usualRole(rules: RoleRules | undefined, role: string): Role | undefined {
  const usual = roleSchema.safeParse(role)
  return usual.success ? usual.data : rules?.ownRoles?.find(({ id }) => id === role)?.like
}

/** Whether a grant covers an act that goes so far: by itself, with approval, or not at all. */
export function decide(grant: Grant, extent: Extent = {}): Grant['kind'] {
  if (grant.kind !== 'approval' || !grant.within) return grant.kind
  const { percent, amount, count } = grant.within
  return reaches(percent, extent.percent) &&
    reaches(amount, extent.amount) &&
    reaches(count, extent.count)
    ? 'allowed'
    : 'approval'
}

/** Whether a role may act so far by itself: nobody has to be asked. */
export function mayAlone(
  rules: RoleRules | undefined,
  role: string,
  permission: Permission,
  extent: Extent = {},
): boolean {
  return decide(grantOf(rules, role, permission), extent) === 'allowed'
}

/** Where a limit is set, an act that does not say how far it goes is beyond it. */
function reaches(limit: number | undefined, asked: number | undefined): boolean {
  return limit === undefined || (asked !== undefined && asked <= limit)
}
