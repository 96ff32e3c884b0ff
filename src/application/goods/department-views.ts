/** Departments and what is wanted of them, as a screen shows them. */
import {
  DEPARTMENT_OUTCOMES_SHOWN,
  type DepartmentsView,
  type DepartmentWishView,
} from '../../contract/terminal/departments.ts'
import type { Department } from '../../domain/catalogue/documents.ts'
import { withPlaced } from '../../domain/goods/department.ts'
import type { DepartmentOutcome } from '../../domain/goods/department-outcome.ts'
import type { PendingDepartmentWish } from '../../ports/departments.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'
import { personOf } from './views.ts'

/**
 * As they will be when the backend has done what this till wants so far: a further wish goes from
 * there. Those that shall end are among them no more.
 */
export function wantedDepartments({ store }: Core): readonly Department[] {
  const ending = new Set(endingIn(store.departments.pending()))
  return placedAndNamed(store).filter(({ id }) => !ending.has(id))
}

function placedAndNamed({ catalogue, departments }: Core['store']): readonly Department[] {
  return departments.pending().reduce<readonly Department[]>((all, wish) => {
    const known = all.find(({ id }) => id === wish.body.department)
    // Its own new ones are among them already, as this till says that they are.
    if (!known || wish.kind !== 'department-changed' || departments.isOwn(known.id)) return all
    const { name, after } = wish.body
    const renamed = name ? { ...known, name: name.to } : known
    if (after !== undefined) return withPlaced(all, renamed, after)
    return all.map((each) => (each === known ? renamed : each))
  }, catalogue.departments())
}

function endingIn(wishes: readonly PendingDepartmentWish[]): string[] {
  return wishes.flatMap(({ kind, body }) => (kind === 'department-ended' ? [body.department] : []))
}

export function departmentsView(core: Core, shop: Shop): DepartmentsView {
  const { catalogue, departments } = core.store
  const pending = departments.pending()
  const waiting = new Set(pending.map(({ body }) => body.department))
  const ending = new Set(endingIn(pending))
  const outcomes = departments.outcomes(DEPARTMENT_OUTCOMES_SHOWN)
  return {
    departments: placedAndNamed(core.store).map(({ id, name: wanted, hue }) => ({
      ...{ id, hue, wanted, name: catalogue.department(id)?.name ?? wanted },
      ...{ isOwn: departments.isOwn(id), isEnding: ending.has(id), isPending: waiting.has(id) },
      isEmpty: departments.isEmpty(id),
    })),
    wishes: [
      ...pending.map((wish) => pendingView(core, shop, wish)).toReversed(),
      ...outcomes.map((outcome) => outcomeView(core, outcome)),
    ],
  }
}

const WHAT = {
  'department-created': 'created',
  'department-changed': 'changed',
  'department-ended': 'ended',
} as const

function pendingView(core: Core, shop: Shop, wish: PendingDepartmentWish): DepartmentWishView {
  const { kind, body, at, actor } = wish
  const { change, department } = body
  const renamed = kind === 'department-changed' ? wish.body.name?.to : wish.body.name
  return {
    ...{ change, at, what: WHAT[kind], person: personOf(core, actor), code: shop.terminal.code },
    name: renamed ?? core.store.catalogue.department(department)?.name ?? '',
    isRenamed: kind === 'department-changed' && wish.body.name !== undefined,
    isMoved: kind === 'department-changed' && wish.body.after !== undefined,
    ...{ state: 'pending', reason: null, isCrossed: false, isOvertaken: false, sharesName: false },
  }
}

function outcomeView(core: Core, outcome: DepartmentOutcome): DepartmentWishView {
  const { id, name, what, wanted, at, actor, code, state, reason, sharesName } = outcome
  return {
    ...{ change: id, name, what, at, code, state, reason, sharesName },
    ...{ isRenamed: wanted.name !== undefined, isMoved: wanted.after !== undefined },
    ...{ person: personOf(core, actor), isCrossed: outcome.crossed },
    isOvertaken: outcome.overtakenBy !== null,
  }
}
