/** Departments as they stand in the catalogue, held for whoever changes them. */
import type { CatalogueDocument, Department } from '../../domain/catalogue/documents.ts'
import type { Selectable } from 'kysely'
import type { Transaction } from '../backend.ts'
import type { DepartmentTable } from '../database/goods-tables.ts'
import { writeTables } from '../importing/write-tables.ts'

/**
 * All of a tenant's, ended ones too, locked in the order of their ids until the transaction ends:
 * wishes for them are done one after the other, and none ends while goods come into it.
 */
export async function holdDepartments(
  transaction: Transaction,
  tenant: string,
): Promise<Department[]> {
  const rows = await transaction
    .selectFrom('department')
    .selectAll()
    .where('tenant', '=', tenant)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(documentOf)
}

/**
 * Departments that were ended and into which these documents bring goods: they stand again. Those
 * that are not ended are held, so that none ends before the goods are there. Answers what terminals
 * pull of it.
 */
export async function reviveDepartments(
  transaction: Transaction,
  tenant: string,
  documents: readonly CatalogueDocument[],
): Promise<Department[]> {
  const wanted = new Set(
    documents.flatMap((each) => ('department' in each ? [each.department] : [])),
  )
  if (wanted.size === 0) return []
  const rows = await transaction
    .selectFrom('department')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', 'in', [...wanted])
    .orderBy('id')
    .forUpdate()
    .execute()
  const revived = rows
    .filter((row) => row.is_ended)
    .map((row) => documentOf({ ...row, is_ended: false }))
  await writeTables(transaction, tenant, revived, [])
  return revived
}

function documentOf(row: Selectable<DepartmentTable>): Department {
  const { id, name, position, hue, minimum_age: minimumAge, is_ended: isEnded } = row
  return {
    ...{ id, kind: 'department', name, position, hue },
    ...(minimumAge !== null && { minimumAge }),
    ...(isEnded && { isEnded }),
  }
}

/** No goods are in it, and none shall be at a moment that is to come. */
export async function isEmpty(
  transaction: Transaction,
  tenant: string,
  department: string,
): Promise<boolean> {
  const found = await transaction
    .selectFrom('variant')
    .select('id')
    .where('tenant', '=', tenant)
    .where('department', '=', department)
    .limit(1)
    .executeTakeFirst()
  return found === undefined
}
