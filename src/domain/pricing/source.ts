/** A promotion as the source of a discount. */
import type { Source } from './lines.ts'
import type { Match } from './matches.ts'

export function sourceOf({ prepared, coupon }: Match): Source {
  const { id, name } = prepared.promotion
  return { source: id, kind: 'promotion', name, coupon }
}
