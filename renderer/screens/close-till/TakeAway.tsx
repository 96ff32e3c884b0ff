/** One look more before the drawer goes away with whoever counts it: it sells no more then. */
import { takeDrawerAway } from '../../acts/till.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk } from '../../terminal-context.tsx'
import { Confirm } from './Confirm.tsx'

interface TakeAwayProps {
  readonly session: string
  readonly onBack: () => void
}

export function TakeAway({ session, onBack }: TakeAwayProps) {
  const say = useSay()
  const desk = useDesk()
  return (
    <Confirm
      title={say('counting.take.sure')}
      body={say('counting.take.body')}
      yes={say('counting.take.yes')}
      no={say('counting.take.no')}
      act={() => takeDrawerAway(desk, session)}
      onBack={onBack}
    />
  )
}
