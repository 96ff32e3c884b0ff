/** What this till wants of departments, and what became of what any till wanted. */
import type { DepartmentWishView } from '../../../src/contract/terminal/departments.ts'
import { useSay, type Say } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'

export function DepartmentWishes({ wishes }: { readonly wishes: readonly DepartmentWishView[] }) {
  const say = useSay()
  const format = useFormat()
  return (
    <ul className="goods-wishes" aria-label={say('departments.wishes')}>
      {wishes.map((wish) => {
        const { change, name, person, code, at, state } = wish
        return (
          <li key={change} className="goods-wish" data-state={state}>
            <div className="goods-wish-text">
              <span className="goods-wish-name">
                <bdi>{name}</bdi>
              </span>
              <span>{whatOf(say, wish)}</span>
              <span className="result-detail">
                {[person, code, format.moment(at)].filter(Boolean).join(' · ')}
              </span>
              {toldOf(say, wish).map((text) => (
                <span key={text} className="goods-told">
                  {text}
                </span>
              ))}
            </div>
            <span className="goods-wish-state" data-open={state === 'pending' || undefined}>
              {say(`goods.state.${state}`)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function whatOf(say: Say, { what, isRenamed, isMoved }: DepartmentWishView): string {
  if (what !== 'changed') return say(`departments.what.${what}`)
  const parts = [
    ...(isRenamed ? [say('departments.what.renamed')] : []),
    ...(isMoved ? [say('departments.what.moved')] : []),
  ]
  return parts.join(' · ')
}

/** What a person has to know of how it ended. */
function toldOf(say: Say, wish: DepartmentWishView): string[] {
  const { reason, isCrossed, isOvertaken, sharesName } = wish
  return [
    ...(reason === null ? [] : [say(`departments.refused.${reason}`)]),
    ...(isCrossed ? [say('goods.crossed', { fields: say('goods.field.name') })] : []),
    ...(isOvertaken ? [say('goods.overtaken')] : []),
    ...(sharesName ? [say('departments.shared')] : []),
  ]
}
