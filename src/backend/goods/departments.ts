/**
 * What follows from a wish for a department, in the order in which wishes arrive. A new one is
 * never refused: goods may have been sold from it already. Two that tills made with one name both
 * stand, and both tills are told.
 */
import type { Department } from '../../domain/catalogue/documents.ts'
import {
  isSameName,
  withPlaced,
  type DepartmentChanged,
  type DepartmentCreated,
  type DepartmentEnded,
} from '../../domain/goods/department.ts'
import type { DepartmentOutcome } from '../../domain/goods/department-outcome.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { CATALOGUE } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { writeTables } from '../importing/write-tables.ts'
import { isAnswered, keepDepartmentOutcome, overtakeDepartment } from './department-outcomes.ts'
import { codeOf } from './outcomes.ts'
import { holdDepartments, isEmpty } from './standing-departments.ts'

type AboutDepartment = Entry<'department-created' | 'department-changed' | 'department-ended'>

export function isAboutDepartment(entry: Entry): entry is AboutDepartment {
  return entry.kind.startsWith('department-')
}

/** What shall be written, and how it ended. */
interface Done {
  readonly departments: readonly Department[]
  readonly outcome: DepartmentOutcome
}

export async function foldDepartment(
  transaction: Transaction,
  sender: TerminalPrincipal,
  entry: AboutDepartment,
): Promise<FeedChange[]> {
  const { tenant } = sender
  // Both branches of a fork may hold it.
  if (await isAnswered(transaction, tenant, entry.body.change)) return []
  const standing = await holdDepartments(transaction, tenant)
  const { change: id, department } = entry.body
  const blank: DepartmentOutcome = {
    ...{ id, kind: 'department-change', department, name: '', what: 'changed', wanted: {} },
    ...{ terminal: sender.terminal, code: await codeOf(transaction, sender) },
    ...{ actor: entry.actor, at: entry.at, state: 'applied', reason: null },
    ...{ crossed: false, overtakenBy: null, sharesName: false },
  }
  const done = await doneOf(transaction, tenant, { entry, standing, blank })
  const news = done.departments.filter((each) => !standing.includes(each))
  await writeTables(transaction, tenant, news, [])
  const told = await keepDepartmentOutcome(transaction, tenant, done.outcome)
  const overtaken = await overtakeDepartment(transaction, tenant, done.outcome)
  return [changeOf(CATALOGUE, news), { feed: CATALOGUE, documents: [...told, ...overtaken] }]
}

interface Asked {
  readonly entry: AboutDepartment
  readonly standing: readonly Department[]
  readonly blank: DepartmentOutcome
}

async function doneOf(
  transaction: Transaction,
  tenant: string,
  { entry, standing, blank }: Asked,
): Promise<Done> {
  if (entry.kind === 'department-created') return created(standing, entry.body, blank)
  const known = standing.find(({ id }) => id === entry.body.department)
  if (entry.kind === 'department-changed') return changed(standing, known, entry.body, blank)
  const isFree = known !== undefined && (await isEmpty(transaction, tenant, known.id))
  return ended(standing, known, isFree, entry.body, blank)
}

function created(
  standing: readonly Department[],
  { department: id, name, hue, after }: DepartmentCreated,
  blank: DepartmentOutcome,
): Done {
  const made: Department = { id, kind: 'department', name, position: 0, hue }
  const sharesName = isShared(standing, made)
  const outcome: DepartmentOutcome = { ...blank, name, what: 'created', sharesName }
  return { departments: withPlaced(standing, made, after), outcome }
}

function changed(
  standing: readonly Department[],
  known: Department | undefined,
  { name, after }: DepartmentChanged,
  blank: DepartmentOutcome,
): Done {
  const wanted = { ...(name && { name }), ...(after !== undefined && { after }) }
  if (!known) return refused(standing, { ...blank, name: name?.to ?? '', wanted })
  const to = name ? { ...known, name: name.to } : known
  const outcome: DepartmentOutcome = {
    ...{ ...blank, name: to.name, wanted },
    crossed: name !== undefined && known.name !== name.was && known.name !== name.to,
    sharesName: name !== undefined && isShared(standing, to),
  }
  const departments =
    after === undefined
      ? standing.map((each) => (each === known ? to : each))
      : withPlaced(standing, to, after)
  return { departments, outcome }
}

function ended(
  standing: readonly Department[],
  known: Department | undefined,
  isFree: boolean,
  { name }: DepartmentEnded,
  blank: DepartmentOutcome,
): Done {
  const outcome: DepartmentOutcome = { ...blank, what: 'ended', name: known?.name ?? name }
  if (!known) return refused(standing, outcome)
  if (!isFree) return refused(standing, outcome, 'department-in-use')
  const over: Department = { ...known, isEnded: true }
  const departments = standing.map((each) => (each === known ? over : each))
  return { departments: known.isEnded ? standing : departments, outcome }
}

function refused(
  departments: readonly Department[],
  outcome: DepartmentOutcome,
  reason: NonNullable<DepartmentOutcome['reason']> = 'department-unknown',
): Done {
  return { departments, outcome: { ...outcome, state: 'refused', reason } }
}

function isShared(standing: readonly Department[], { id, name }: Department): boolean {
  return standing.some(
    (each) => each.id !== id && each.isEnded !== true && isSameName(each.name, name),
  )
}
