/** An act that failed, said where the person is looking. */
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { Revealed } from '../Revealed.tsx'
import { useDesk } from '../../terminal-context.tsx'

export function TroubleNotice({ trouble }: { trouble: Trouble }) {
  const say = useSay()
  const desk = useDesk()
  return (
    <Revealed className="cart-notice">
      <Notice
        tone="caution"
        title={troubleText(say, trouble)}
        acts={
          <Button
            printedKey={KEYMAP.back.print}
            onPress={() => desk.store.change({ kind: 'trouble', trouble: null })}
          >
            {say('dismiss')}
          </Button>
        }
      />
    </Revealed>
  )
}
