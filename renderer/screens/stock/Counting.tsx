/** Below the list of a count: what it is of, and the way to whoever looks it through. */
import type { SheetView } from '../../../src/contract/terminal/stock.ts'
import { reviewCount } from '../../acts/count.ts'
import { discardSheet } from '../../acts/stock.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { useScopeName } from './scope-name.ts'

export function Counting({ sheet }: { readonly sheet: SheetView }) {
  const say = useSay()
  const desk = useDesk()
  const mayPost = useTerminal((state) => state.status?.permissions.includes('post-count') ?? false)
  const nameOf = useScopeName()
  if (!sheet.count) return null
  const again = sheet.lines.filter(({ isAgain }) => isAgain).length
  return (
    <footer className="stock-foot">
      <div className="stock-book">
        <div className="stock-said">
          <p>
            <bdi>{nameOf(sheet.count)}</bdi>
          </p>
          {again > 0 && <p>{say('stock-count.again.left', { count: again })}</p>}
          {!mayPost && <p>{say('stock-count.waits')}</p>}
        </div>
        <Button tone="quiet" onPress={() => void discardSheet(desk)}>
          {say('stock-count.discard')}
        </Button>
        {mayPost && (
          <Button tone="strong" onPress={() => void reviewCount(desk)}>
            {say('stock-count.review')}
          </Button>
        )}
      </div>
    </footer>
  )
}
