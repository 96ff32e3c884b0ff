/** What was done at the office, read: a page at a time, the newest first. */
import { ACTS_SHOWN, type OfficeAct, type OfficeActs } from '../../contract/backend/acts.ts'
import type { Reading } from '../backend.ts'

interface Asked {
  readonly tenant: string
  /** Null for every store, and what is about all of them. */
  readonly store: string | null
  readonly before: string | undefined
}

const SUBJECT_ENDS = 6

export async function readActs(reading: Reading, asked: Asked): Promise<OfficeActs> {
  const rows = await actsQuery(reading, asked)
    .limit(ACTS_SHOWN + 1)
    .execute()
  const acts = rows
    .slice(0, ACTS_SHOWN)
    .map(({ person, name, whom, till, subject, ...act }): OfficeAct => ({
      ...act,
      person: person === null ? null : { id: person, name: name ?? '' },
      subject: whom ?? till ?? (subject === null ? null : subject.slice(-SUBJECT_ENDS)),
      fields: [...act.fields],
    }))
  return { acts, next: rows.length > ACTS_SHOWN ? (acts.at(-1)?.id ?? null) : null }
}

function actsQuery(reading: Reading, { tenant, store, before }: Asked) {
  let query = reading
    .selectFrom('office_act')
    .leftJoin('store', (join) =>
      join
        .onRef('store.tenant', '=', 'office_act.tenant')
        .onRef('store.id', '=', 'office_act.store'),
    )
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.tenant', '=', 'office_act.tenant')
        .onRef('staff.id', '=', 'office_act.subject'),
    )
    .leftJoin('till_session', (join) =>
      join
        .onRef('till_session.tenant', '=', 'office_act.tenant')
        .onRef('till_session.id', '=', 'office_act.subject'),
    )
    .leftJoin('terminal', (join) =>
      join
        .onRef('terminal.tenant', '=', 'office_act.tenant')
        .on((eb) =>
          eb('terminal.id', '=', eb.fn.coalesce('till_session.terminal', 'office_act.subject')),
        ),
    )
    .select(['office_act.id', 'office_act.at', 'office_act.act', 'office_act.permission'])
    .select(['office_act.person', 'office_act.name', 'office_act.subject', 'office_act.fields'])
    .select(['office_act.outcome', 'store.name as store'])
    .select(['staff.name as whom', 'terminal.name as till'])
    .where('office_act.tenant', '=', tenant)
    .orderBy('office_act.id', 'desc')
  if (store !== null) query = query.where('office_act.store', '=', store)
  if (before !== undefined) query = query.where('office_act.id', '<', before)
  return query
}
