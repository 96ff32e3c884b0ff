/** A scan that did not become a line, where the line would have been, with what can be done. */
import { Button } from '../../design/Button.tsx'
import { Notice as NoticeBox } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { messageKey, useSay } from '../../language/language.tsx'
import type { Notice } from '../../state/notice.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { Revealed } from '../Revealed.tsx'
import { focusEntry } from '../find/focus.ts'

export function ScanNotice({ notice }: { notice: Notice }) {
  return (
    <Revealed className="cart-notice">
      {notice.kind === 'repeated' ? <Repeated /> : <NotAdded notice={notice} />}
    </Revealed>
  )
}

/** Not lost and not twice: it says what it did, and the next act takes it away. */
function Repeated() {
  const say = useSay()
  return (
    <NoticeBox tone="plain" title={say('notice.repeated')}>
      <p>{say('notice.repeated.body')}</p>
    </NoticeBox>
  )
}

function NotAdded({ notice }: { notice: Notice }) {
  const say = useSay()
  const desk = useDesk()
  const isBlocked = notice.kind === 'blocked'
  const isUnknown = !isBlocked
  const openItem = () => {
    const label = isBlocked ? notice.name : ''
    desk.store.change({ kind: 'step', step: { name: 'open-item', label } })
  }
  const search = () => {
    desk.store.change({ kind: 'back' })
    focusEntry()
  }
  useKeys('step', (press) => {
    const act = actOf(press)
    if (act === 'open-item') openItem()
    else if (act === 'search') search()
    else return false
    return true
  })
  const reason = isBlocked ? (messageKey(`failure.${notice.reason}`) ?? 'notice.blocked') : null
  return (
    <NoticeBox
      tone={isUnknown ? 'caution' : 'danger'}
      title={isBlocked ? notice.name || notice.text : say('notice.unknown', { text: notice.text })}
      acts={
        <>
          <Button printedKey={KEYMAP.search.print} onPress={search}>
            {say('notice.search')}
          </Button>
          <Button printedKey={KEYMAP['open-item'].print} onPress={openItem}>
            {say('notice.open-item')}
          </Button>
          <Button
            tone="quiet"
            printedKey={KEYMAP.back.print}
            onPress={() => desk.store.change({ kind: 'back' })}
          >
            {say('dismiss')}
          </Button>
        </>
      }
    >
      <p>{reason === null ? say('notice.unknown.body') : say(reason)}</p>
    </NoticeBox>
  )
}
