/** No sale without a person who had signed in, in a till session that was open. */
import type { Sight } from './sight.ts'

export function everyoneHadSignedIn({ entries }: Sight): string[] {
  const signedIn = new Set<string | null>()
  let session: string | undefined
  const problems: string[] = []
  for (const entry of entries) {
    if (entry.kind === 'staff-signed-in') signedIn.add(entry.actor)
    if (entry.kind === 'session-opened') session = entry.body.session
    const hasEnded = entry.kind === 'session-count-begun' || entry.kind === 'session-counted'
    if (hasEnded && entry.body.session === session) session = undefined
    if (entry.kind !== 'sale-completed') continue
    const { receipt } = entry.body
    if (entry.actor === null || !signedIn.has(entry.actor)) {
      problems.push(`nobody who had signed in made ${receipt}`)
    }
    if (entry.session === null || entry.session !== session) {
      problems.push(`${receipt} belongs to no open till session`)
    }
  }
  return problems
}
