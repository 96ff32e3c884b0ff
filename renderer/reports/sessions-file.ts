/** What till sessions are told as, in a list of them and in a file for spreadsheets. */
import { SESSIONS_AT_ONCE, type TillSessionView } from '../../src/contract/backend/tills.ts'
import type { Say } from '../language/language.tsx'
import { asRows, askPages, type MakeFile } from './file.ts'
import type { TillSource } from './source.ts'

/** Counted less expected, as whoever closed it has it; null while nobody counted. */
export function differenceOf({ closing, elsewhere }: TillSessionView): number | null {
  if (closing) return closing.difference
  if (!elsewhere || elsewhere.counted === null) return null
  return elsewhere.counted - elsewhere.expected
}

export function stateText(say: Say, { state, closing }: TillSessionView): string {
  if (state !== 'closed') return say(`tills.state.${state}`)
  const number = closing?.z ?? null
  return number === null ? say('closed.closed') : say('report.z', { number })
}

/** Also what is told of each beside the list. */
export function sessionsFile(tills: TillSource): MakeFile {
  return (say, format) => {
    const money = (value: number | null) =>
      value === null ? null : { value, decimals: format.exponent }
    const pages = askPages(
      0,
      (skip) => tills.sessions(skip, SESSIONS_AT_ONCE),
      ({ sessions, hasMore }, skip) => (hasMore ? skip + sessions.length : null),
    )
    const moment = (at: number | undefined | null) =>
      at === undefined || at === null ? null : format.moment(at)
    return {
      head: [
        ...[say('tills.column.till'), say('reports.date'), say('tills.column.opened')],
        ...[say('closed.opened-by'), say('tills.column.state'), say('closed.closed')],
        ...[say('closed.closed-by'), say('tills.column.sales'), say('tills.column.turnover')],
        ...[say('closed.float'), say('tills.column.expected'), say('tills.column.counted')],
        ...[say('tills.column.difference'), say('move.reason'), say('tills.column.late')],
      ],
      pages: asRows(pages, ({ sessions }) =>
        sessions.map((session) => {
          const { till, businessDate, openedAt, openedBy, sales, turnover, float } = session
          const { expected, corrections } = session
          const closed = session.closing ?? session.elsewhere
          return [
            ...[till, businessDate, moment(openedAt), openedBy, stateText(say, session)],
            ...[moment(closed?.at), closed?.person ?? null, { value: sales, decimals: 0 }],
            ...[money(turnover), money(float), money(expected), money(closed?.counted ?? null)],
            ...[money(differenceOf(session)), closed?.reason ?? null],
            { value: corrections.count, decimals: 0 },
          ]
        }),
      ),
    }
  }
}
