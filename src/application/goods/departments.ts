/**
 * Making and changing departments at the till, with or without the backend. A wish is an entry of
 * the journal. A new one takes goods here at once; what is changed of a known one holds, here too,
 * when the backend has done it, so that all tills show the same panel.
 */
import type { z } from 'zod'
import * as contract from '../../contract/terminal/departments.ts'
import type { Department } from '../../domain/catalogue/documents.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import {
  DEPARTMENTS_LIMIT,
  freeHue,
  isSameName,
  type DepartmentChanged,
} from '../../domain/goods/department.ts'
import type { DepartmentWish } from '../../ports/departments.ts'
import { authorise, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { mayLook } from '../looking.ts'
import { departmentsView, wantedDepartments } from './department-views.ts'

type Done = Result<z.infer<typeof contract.departmentWishedSchema>>

export interface DepartmentUses {
  list(): Result<contract.DepartmentsView>
  create(input: z.infer<typeof contract.createDepartmentSchema>): Done
  change(input: z.infer<typeof contract.changeDepartmentSchema>): Done
  /** Only where nothing is in it. */
  end(input: z.infer<typeof contract.endDepartmentSchema>): Done
}

export function createDepartmentUses(core: Core): DepartmentUses {
  return {
    list() {
      const shop = mayLook(core, 'change-goods')
      return shop.ok ? succeed(departmentsView(core, shop.value)) : shop
    },
    create: ({ command, name: typed, after }) =>
      core.run('departments.create', command, (at): Done => {
        const authority = authorise(core, at, 'create-goods')
        if (!authority.ok) return authority
        const departments = wantedDepartments(core)
        const name = typed.trim()
        const checked = check(core, departments, { name, after })
        if (!checked.ok) return checked
        const limit = DEPARTMENTS_LIMIT
        if (departments.length >= limit) return fail('limit-departments', { limit })
        const department = core.random.id()
        const place = after === undefined ? (departments.at(-1)?.id ?? null) : after
        const made = { name, hue: freeHue(departments), after: place }
        const body = { change: core.random.id(), department, ...made }
        return write(core, authority.value, { kind: 'department-created', body })
      }),
    change: ({ command, ...input }) =>
      core.run('departments.change', command, (at): Done => {
        const authority = authorise(core, at, 'change-goods')
        if (!authority.ok) return authority
        const body = changeOf(core, input)
        if (!body.ok) return body
        const { value } = body
        if (!value) return succeed({ department: input.department })
        return write(core, authority.value, { kind: 'department-changed', body: value })
      }),
    end: ({ command, department }) =>
      core.run('departments.end', command, (at): Done => {
        const authority = authorise(core, at, 'change-goods')
        if (!authority.ok) return authority
        const departments = wantedDepartments(core)
        const known = departments.find(({ id }) => id === department)
        if (!known) return fail('department-unknown')
        const checked = check(core, departments, {})
        if (!checked.ok) return checked
        if (!core.store.departments.isEmpty(department)) return fail('department-in-use')
        const body = { change: core.random.id(), department, name: known.name }
        return write(core, authority.value, { kind: 'department-ended', body })
      }),
  }
}

type ChangeInput = Omit<z.infer<typeof contract.changeDepartmentSchema>, 'command' | 'approval'>

/** Undefined where nothing would change; `goods-outdated` where the person saw another name. */
function changeOf(
  core: Core,
  { department, name: renamed, after }: ChangeInput,
): Result<DepartmentChanged | undefined> {
  const departments = wantedDepartments(core)
  const place = departments.findIndex(({ id }) => id === department)
  const known = departments[place]
  if (!known || after === department) return fail('department-unknown')
  const to = renamed?.to.trim()
  const others = departments.filter(({ id }) => id !== department)
  const checked = check(core, others, { name: to, after })
  if (!checked.ok) return checked
  if (renamed && known.name !== renamed.was) return fail('goods-outdated')
  const name = to !== undefined && to !== known.name ? { was: known.name, to } : undefined
  const isMoved = after !== undefined && after !== (departments[place - 1]?.id ?? null)
  if (!name && !isMoved) return succeed(undefined)
  const change = core.random.id()
  return succeed({ change, department, ...(name && { name }), ...(isMoved && { after }) })
}

interface Checked {
  readonly name?: string | undefined
  readonly after?: string | null | undefined
}

function check(
  { store }: Core,
  departments: readonly Department[],
  { name, after }: Checked,
): Result<null> {
  const limit = contract.DEPARTMENTS_PENDING_LIMIT
  if (store.departments.pending().length >= limit) return fail('limit-goods-changes', { limit })
  if (name === '') return fail('department-nameless')
  const twin = name !== undefined && departments.find((each) => isSameName(each.name, name))
  if (twin) return fail('department-taken', { name: twin.name })
  const isPlaced = after === undefined || after === null
  const isBeside = isPlaced || departments.some(({ id }) => id === after)
  return isBeside ? succeed(null) : fail('department-unknown')
}

function write({ store, hub }: Core, { context }: Authority, wish: DepartmentWish): Done {
  store.departments.record(wish, store.journal.append(wish, context))
  store.afterCommit(() => {
    hub.tell({ kind: 'goods-changed', make: () => ({ kind: 'goods-changed' }) })
  })
  return succeed({ department: wish.body.department })
}
