/** Departments as a till may change them: what it wants of them, and what became of that. */
import type {
  DepartmentChanged,
  DepartmentCreated,
  DepartmentEnded,
} from '../domain/goods/department.ts'
import type { DepartmentOutcome } from '../domain/goods/department-outcome.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'

export type DepartmentWish =
  | { readonly kind: 'department-created'; readonly body: DepartmentCreated }
  | { readonly kind: 'department-changed'; readonly body: DepartmentChanged }
  | { readonly kind: 'department-ended'; readonly body: DepartmentEnded }

/** Written here, and not answered by the backend yet. */
export type PendingDepartmentWish = DepartmentWish & {
  readonly at: number
  readonly actor: string | null
}

export interface OwnDepartments {
  /** In the transaction that appended the entry. */
  record(wish: DepartmentWish, entry: SealedEntry): void
  /** True where this terminal made it and the backend has not sent it down. */
  isOwn(department: string): boolean
  /** In the order in which they were written. */
  pending(): readonly PendingDepartmentWish[]
  /** What came down of wishes of any till, the newest first. */
  outcomes(most: number): readonly DepartmentOutcome[]
  /** Whether no goods are in it that are known here, and none shall be by a wish that waits. */
  isEmpty(department: string): boolean
}
