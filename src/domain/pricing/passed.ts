/** Why a promotion that could have been meant took nothing off. */
import { reachesMinimum } from './cart-offers.ts'
import type { Application } from './combinations.ts'
import type { WorkLine } from './lines.ts'
import type { Match } from './matches.ts'
import type { PassedPromotion, PassedReason } from './priced.ts'
import { savingOf } from './unit-savings.ts'

export function explainPassed(
  matches: readonly Match[],
  saved: ReadonlyMap<Match, number>,
  alone: ReadonlyMap<Match, Application | undefined>,
  works: readonly WorkLine[],
): PassedPromotion[] {
  return matches
    .filter((match) => (saved.get(match) ?? 0) === 0)
    .map((match) => {
      const { id, name } = match.prepared.promotion
      return { promotion: id, name, reason: match.why ?? reasonOf(match, alone, works) }
    })
}

function reasonOf(
  match: Match,
  alone: ReadonlyMap<Match, Application | undefined>,
  works: readonly WorkLine[],
): PassedReason {
  switch (match.prepared.level) {
    case 'cart':
      return reachesMinimum(match, works) ? 'better-choice' : 'too-little'
    case 'combination': {
      const application = alone.get(match)
      if (!application) return 'too-little'
      return application.saving > 0 ? 'better-choice' : 'no-saving'
    }
    case 'unit': {
      let most: number | undefined
      for (const index of match.lines[0] ?? []) {
        const work = works[index]
        const saving = work && savingOf(match, work, work.line.unitPrice)
        if (saving !== undefined) most = Math.max(most ?? 0, saving)
      }
      if (most === undefined) return 'too-little'
      return most > 0 ? 'better-choice' : 'no-saving'
    }
  }
}
