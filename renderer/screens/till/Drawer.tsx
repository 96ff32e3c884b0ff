/** A drawer opened without a sale asks why: it stands in the journal. */
import { useState } from 'react'
import { openDrawer } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk } from '../../terminal-context.tsx'
import { CashReason } from './CashReason.tsx'

export function Drawer() {
  const say = useSay()
  const desk = useDesk()
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) return <Button onPress={() => setAsking(true)}>{say('menu.drawer')}</Button>
  return (
    <div className="job">
      <CashReason
        kind="no-sale"
        label={say('drawer.reason')}
        reason={reason}
        onReason={setReason}
        isFocusedAtOnce
      />
      <Button
        tone="strong"
        isDisabled={reason.trim() === ''}
        onPress={() => void openDrawer(desk, reason.trim())}
      >
        {say('menu.drawer')}
      </Button>
    </div>
  )
}
