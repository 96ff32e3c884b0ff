/** What a procedure of the administration asks of whoever calls it: named where it is described. */
import type { Permission } from '../../domain/permission.ts'

export interface OfficeNeed {
  /**
   * What the caller's role has to be granted. `session`: that they are signed in. `nothing`: it is
   * how one signs in and out.
   */
  readonly needs: Permission | 'session' | 'nothing'
  /** Whether it is about one store, or about all of a shop. */
  readonly of: 'store' | 'shop'
  /** Asked with a body, but it changes nothing. */
  readonly isLook?: true
}

export interface BackendMeta {
  readonly office?: OfficeNeed
}

export function ofStore(needs: OfficeNeed['needs']): BackendMeta {
  return { office: { needs, of: 'store' } }
}

export function ofShop(needs: OfficeNeed['needs']): BackendMeta {
  return { office: { needs, of: 'shop' } }
}

/** As `ofStore`, for what is asked with a body and changes nothing. */
export function lookOfStore(needs: OfficeNeed['needs']): BackendMeta {
  return { office: { needs, of: 'store', isLook: true } }
}

/** The same of all of a shop. */
export function lookOfShop(needs: OfficeNeed['needs']): BackendMeta {
  return { office: { needs, of: 'shop', isLook: true } }
}

/** What a procedure says of itself; undefined of one that is not the administration's. */
export function needOf(procedure: {
  readonly '~orpc': { readonly meta: object }
}): OfficeNeed | undefined {
  return (procedure['~orpc'].meta as BackendMeta).office
}
