/** What the backend told of this terminal's till sessions, kept for when it is away. */
import type { ClosingNumbers } from '../domain/fiscal/closing.ts'
import type { ElsewhereWord, TillNews, ZCorrection } from '../domain/till/news.ts'
import type { Connection } from './connection.ts'

/** Writes only what changed; the number of a Z or of a closing never goes back. */
export function prepareTillNews(connection: Connection): (news: TillNews) => void {
  const keep = connection.prepare<[{ lastZ: number; corrections: string; elsewhere: string }]>(
    `UPDATE till_news SET last_z = max(last_z, @lastZ), corrections = @corrections,
       elsewhere = @elsewhere
     WHERE last_z < @lastZ OR corrections <> @corrections OR elsewhere <> @elsewhere`,
  )
  const keepClosings = connection.prepare<[ClosingNumbers]>(
    `UPDATE till_news SET closings = json_object(
       'day', max(closings ->> '$.day', @day), 'month', max(closings ->> '$.month', @month),
       'year', max(closings ->> '$.year', @year))
     WHERE closings ->> '$.day' < @day OR closings ->> '$.month' < @month
       OR closings ->> '$.year' < @year`,
  )
  return ({ lastZ, closings, ...news }) => {
    const late: readonly ZCorrection[] = [...news.corrections, ...news.otherCorrections]
    const corrections = JSON.stringify(late.toSorted((a, b) => a.number - b.number))
    keep.run({ lastZ, corrections, elsewhere: JSON.stringify(news.elsewhere) })
    keepClosings.run(closings)
  }
}

export function prepareCorrections(
  connection: Connection,
): (session: string) => readonly ZCorrection[] {
  const read = connection.prepare<[], string>('SELECT corrections FROM till_news').pluck()
  return (session) =>
    (JSON.parse(read.get() ?? '[]') as ZCorrection[]).filter((each) => each.session === session)
}

export function prepareElsewhere(
  connection: Connection,
): (session: string) => ElsewhereWord | undefined {
  const read = connection.prepare<[], string>('SELECT elsewhere FROM till_news').pluck()
  return (session) =>
    (JSON.parse(read.get() ?? '[]') as ElsewhereWord[]).find((each) => each.session === session)
}
