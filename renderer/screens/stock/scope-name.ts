/** What a count is of, in words; the part where it has more than one. */
import type { CountScope } from '../../../src/domain/stock/count.ts'
import { useSay } from '../../language/language.tsx'

interface Scoped {
  readonly scope: CountScope
  readonly part: number
}

export function useScopeName(): (count: Scoped) => string {
  const say = useSay()
  return ({ scope, part }) => {
    const name = scope.kind === 'department' ? scope.name : say(`stock-count.${scope.kind}`)
    return part === 1 ? name : `${name} · ${say('stock-count.part', { part })}`
  }
}
