/**
 * What this terminal wants of departments: its wishes until they are answered, and those that it
 * made itself until their twins come down. Written beside the entry, in its transaction.
 */
import type { Department } from '../domain/catalogue/documents.ts'
import { withPlaced } from '../domain/goods/department.ts'
import type { DepartmentOutcome } from '../domain/goods/department-outcome.ts'
import type { OwnDepartments, PendingDepartmentWish } from '../ports/departments.ts'
import type { Connection } from './connection.ts'
import { TEXT } from './sellables.ts'

interface WishRow {
  readonly data: string
  readonly kind: string
  readonly at: number
  readonly actor: string | null
}

interface OwnRow {
  readonly after: string | null
  readonly data: string
}

type Row = Readonly<Record<string, unknown>>

export function createOwnDepartments(connection: Connection): OwnDepartments {
  const own = connection
    .prepare<[string], number>(`SELECT 1 FROM own_department WHERE id = ${TEXT}`)
    .pluck()
  const pending = connection.prepare<[], WishRow>(
    `SELECT data, kind, at, canonical ->> '$.actor' AS actor
     FROM own_department_change AS wish JOIN journal ON journal.id = wish.entry
     ORDER BY wish.epoch_ordinal, wish.seq`,
  )
  const outcomes = connection
    .prepare<[number], string>(
      `SELECT data FROM catalogue WHERE kind = 'department-change' AND deleted = 0
       ORDER BY id DESC LIMIT ?`,
    )
    .pluck()
  const goods = connection
    .prepare<[{ department: string }], number>(
      `SELECT 1 FROM catalogue
       WHERE department = @department AND kind = 'variant' AND deleted = 0
       UNION ALL
       SELECT 1 FROM own_goods WHERE kind = 'variant' AND data ->> '$.department' = @department
       UNION ALL
       SELECT 1 FROM own_goods_change WHERE data ->> '$.department.to' = @department
       LIMIT 1`,
    )
    .pluck()
  return {
    record: prepareRecord(connection),
    isOwn: (department) => own.get(department) !== undefined,
    pending: () =>
      pending
        .all()
        .map(
          ({ data, kind, at, actor }) =>
            ({ kind, body: JSON.parse(data) as unknown, at, actor }) as PendingDepartmentWish,
        ),
    outcomes: (most) => outcomes.all(most).map((data) => JSON.parse(data) as DepartmentOutcome),
    isEmpty: (department) => goods.get({ department }) === undefined,
  }
}

function prepareRecord(connection: Connection): OwnDepartments['record'] {
  const keepWish = connection.prepare<[Row]>(
    `INSERT INTO own_department_change (id, entry, department, epoch_ordinal, seq, data)
     SELECT @id, @entry, @department, @ordinal, @seq, @data
     WHERE NOT EXISTS (SELECT 1 FROM catalogue WHERE id = @id)`,
  )
  const create = connection.prepare<[Row]>(
    `INSERT INTO own_department (id, after, data) SELECT @id, @after, @data
     WHERE NOT EXISTS (SELECT 1 FROM catalogue WHERE id = @id)`,
  )
  const rename = connection.prepare<[string, string]>(
    `UPDATE own_department SET data = json_set(data, '$.name', ?) WHERE id = ${TEXT}`,
  )
  const move = connection.prepare<[string | null, string]>(
    `UPDATE own_department SET after = ? WHERE id = ${TEXT}`,
  )
  const drop = connection.prepare<[string]>(`DELETE FROM own_department WHERE id = ${TEXT}`)
  return (wish, { id: entry, epoch, seq }) => {
    const { change: id, department } = wish.body
    const data = JSON.stringify(wish.body)
    const row = { id, entry, department, ordinal: epoch.ordinal, seq, data }
    // Answered already: an entry that was put back from a copy of the file.
    if (keepWish.run(row).changes === 0) return
    // What is known here alone is as this terminal says it is; nobody else could say otherwise.
    if (wish.kind === 'department-created') {
      const { name, hue, after } = wish.body
      const made: Department = { id: department, kind: 'department', name, position: 0, hue }
      create.run({ id: department, after, data: JSON.stringify(made) })
    } else if (wish.kind === 'department-changed') {
      const { name, after } = wish.body
      if (name) rename.run(name.to, department)
      if (after !== undefined) move.run(after, department)
    } else drop.run(department)
  }
}

/** Those that came down, with those that were made here in their places. */
export function prepareWithOwn(
  connection: Connection,
): (departments: readonly Department[]) => readonly Department[] {
  const read = connection.prepare<[], OwnRow>('SELECT after, data FROM own_department ORDER BY id')
  return (departments) =>
    read
      .all()
      .reduce<readonly Department[]>(
        (all, { after, data }) => withPlaced(all, JSON.parse(data) as Department, after),
        departments,
      )
}
