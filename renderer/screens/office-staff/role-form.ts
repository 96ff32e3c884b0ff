/** What a role may do as it is typed, and what of that the store has to say. */
import {
  grantOf,
  permissionSchema,
  type Grant,
  type Permission,
  type RoleRules,
  type Roles,
} from '../../../src/domain/permission.ts'
import { measuresOf, type Measure } from '../../../src/domain/permission-limits.ts'
import { exceeds } from '../../../src/domain/permission-reach.ts'
import { RATE_SCALE } from '../../../src/domain/rate.ts'
import { UNIT_PRICE_SCALE, unitPrice } from '../../../src/domain/money.ts'
import { writtenCost } from '../../format/typed-cost.ts'
import { readPercent } from '../../format/typed-percent.ts'
import { readMoney, readWhole } from '../promotions/typed.ts'

/** As often in one till session as the schema takes. */
const COUNT_MOST = 10_000

/** A limit that is empty is none: asked each time. */
export interface TypedGrant {
  readonly kind: Grant['kind']
  readonly limits: Readonly<Partial<Record<Measure, string>>>
}

export type RoleForm = Readonly<Record<Permission, TypedGrant>>

export function formOf(rules: RoleRules, role: string, exponent: number): RoleForm {
  const typed = permissionSchema.options.map((permission) => {
    const grant = grantOf(rules, role, permission)
    const within = grant.kind === 'approval' ? grant.within : undefined
    const limits = measuresOf(permission).flatMap((measure) => {
      const far = within?.[measure]
      return far === undefined ? [] : [[measure, written(measure, far, exponent)] as const]
    })
    return [permission, { kind: grant.kind, limits: Object.fromEntries(limits) }] as const
  })
  return Object.fromEntries(typed) as unknown as RoleForm
}

function written(measure: Measure, far: number, exponent: number): string {
  if (measure === 'percent') return String((far * 100) / RATE_SCALE)
  return measure === 'count'
    ? String(far)
    : writtenCost(unitPrice(far * UNIT_PRICE_SCALE), exponent)
}

/** Undefined for what says no limit of its kind. */
export function readLimit(measure: Measure, text: string, exponent: number): number | undefined {
  if (measure === 'percent') return readPercent(text) ?? undefined
  return measure === 'amount' ? readMoney(text, exponent) : readWhole(text, 0, COUNT_MOST)
}

/** Whether a limit that is typed can be read; one that is empty needs not be. */
export function isRead(measure: Measure, text: string, exponent: number): boolean {
  return text.trim() === '' || readLimit(measure, text, exponent) !== undefined
}

export function isWhole(form: RoleForm, exponent: number): boolean {
  return permissionSchema.options.every((permission) => {
    const { kind, limits } = form[permission]
    if (kind !== 'approval') return true
    return measuresOf(permission).every((each) => isRead(each, limits[each] ?? '', exponent))
  })
}

/**
 * What the store says of its roles with this one as typed: only what differs from what the role
 * that it is like may do. What this version does not know of it stays.
 */
export function rolesWith(rules: RoleRules, role: string, form: RoleForm, exponent: number): Roles {
  const { roles = {} } = rules
  const known = new Set<string>(permissionSchema.options)
  const unknown = Object.entries(roles[role] ?? {}).filter(([name]) => !known.has(name))
  const { [role]: _, ...others } = roles
  const asLike: RoleRules = { ...rules, roles: others }
  const own = permissionSchema.options.flatMap((permission) => {
    const grant = grantFrom(permission, form[permission], exponent)
    const usual = grantOf(asLike, role, permission)
    return exceeds(grant, usual) || exceeds(usual, grant) ? [[permission, grant] as const] : []
  })
  const said = Object.fromEntries([...unknown, ...own])
  return Object.keys(said).length === 0 ? others : { ...others, [role]: said }
}

function grantFrom(permission: Permission, { kind, limits }: TypedGrant, exponent: number): Grant {
  if (kind !== 'approval') return { kind }
  const far = measuresOf(permission).flatMap((measure) => {
    const read = readLimit(measure, limits[measure] ?? '', exponent)
    return read === undefined ? [] : [[measure, read] as const]
  })
  return far.length === 0 ? { kind } : { kind, within: Object.fromEntries(far) }
}
