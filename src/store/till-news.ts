/** What the backend told of this terminal's till sessions, kept for when it is away. */
import type { TillNews, ZCorrection } from '../domain/till/news.ts'
import type { Connection } from './connection.ts'

/** Writes only what changed; the number of a Z never goes back. */
export function prepareTillNews(connection: Connection): (news: TillNews) => void {
  const keep = connection.prepare<[{ lastZ: number; corrections: string }]>(
    `UPDATE till_news SET last_z = max(last_z, @lastZ), corrections = @corrections
     WHERE last_z < @lastZ OR corrections <> @corrections`,
  )
  return ({ lastZ, corrections }) =>
    void keep.run({ lastZ, corrections: JSON.stringify(corrections) })
}

export function prepareCorrections(
  connection: Connection,
): (session: string) => readonly ZCorrection[] {
  const read = connection.prepare<[], string>('SELECT corrections FROM till_news').pluck()
  return (session) =>
    (JSON.parse(read.get() ?? '[]') as ZCorrection[]).filter((each) => each.session === session)
}
