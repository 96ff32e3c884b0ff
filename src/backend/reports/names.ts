/** What goods, people, departments and promotions are called today. */
import { sql } from 'kysely'
import type { DashboardWords, RankedFigure } from '../../domain/reports/dashboard.ts'
import { personIn, type FigurePart } from '../../domain/reports/figure.ts'
import type { Reading } from '../backend.ts'

type Named = 'variant' | 'department' | 'promotion' | 'staff'

const TABLES: Partial<Record<FigurePart, Named>> = {
  product: 'variant',
  department: 'department',
  promotion: 'promotion',
  ...{ person: 'staff', discount: 'staff', 'price-change': 'staff', approval: 'staff' },
  ...{ 'till-over': 'staff', 'till-short': 'staff', 'till-even': 'staff' },
  ...{ 'tender-over': 'staff', 'tender-short': 'staff', refusal: 'staff' },
}

export async function namesOf(
  reading: Reading,
  tenant: string,
  figures: readonly RankedFigure[],
): Promise<DashboardWords['nameOf']> {
  const wanted: Record<Named, Set<string>> = {
    ...{ variant: new Set(), department: new Set(), promotion: new Set(), staff: new Set() },
  }
  for (const { part, key } of figures) {
    const table = TABLES[part]
    if (table && key !== null) wanted[table].add(personIn(part, key))
  }
  const names = {} as Record<Named, Map<string, string>>
  for (const table of Object.keys(wanted) as Named[]) {
    names[table] = await readNames(reading, tenant, table, [...wanted[table]])
  }
  return (part, key) => {
    const table = TABLES[part]
    return (table && names[table].get(personIn(part, key))) ?? null
  }
}

async function readNames(
  reading: Reading,
  tenant: string,
  table: Named,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  // A promotion is kept as the document that terminals pull.
  const name = { promotion: sql`document ->> 'name'`, variant: sql`trim(name || ' ' || size)` }
  const written = table in name ? name[table as keyof typeof name] : sql`name`
  const { rows } = await sql<{ id: string; name: string }>`
    select id, ${written} as name from ${sql.table(table)}
    where tenant = ${tenant} and id in (
      select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)
    )
  `.execute(reading)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
