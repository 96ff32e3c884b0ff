/** A panel lies where one looks for goods: cart and total stay in sight, and a scan closes it. */
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useWalk } from '../../keyboard/walk.ts'
import { useSay } from '../../language/language.tsx'
import type { Panel as PanelName } from '../../state/state.ts'
import { useDesk } from '../../terminal-context.tsx'
import { Customer } from '../customer/Customer.tsx'
import { Layaways } from '../layaways/Layaways.tsx'
import { Mails } from '../mail/Mails.tsx'
import { Parked } from '../parked/Parked.tsx'
import { Returns } from '../returns/Returns.tsx'
import { Till } from '../till/Till.tsx'
import { Calibration } from './Calibration.tsx'
import { Help } from './Help.tsx'
import { Menu } from './Menu.tsx'
import { PrintJobs } from './PrintJobs.tsx'
import { ThisTill } from './ThisTill.tsx'
import './panel.css'

const BODIES = {
  customer: Customer,
  help: Help,
  menu: Menu,
  printer: PrintJobs,
  calibration: Calibration,
  terminal: ThisTill,
  returns: Returns,
  parked: Parked,
  layaways: Layaways,
  mails: Mails,
  till: Till,
} as const

export function Panel({ name }: { name: PanelName }) {
  const say = useSay()
  const desk = useDesk()
  const walk = useWalk()
  const Body = BODIES[name]
  return (
    <div className="panel">
      <header className="panel-head">
        <h2>{say(`panel.${name}`)}</h2>
        <Button
          tone="quiet"
          printedKey={KEYMAP.back.print}
          onPress={() => desk.store.change({ kind: 'panel', panel: null })}
        >
          {say('close')}
        </Button>
      </header>
      <div className="panel-body" {...walk}>
        <Body />
      </div>
    </div>
  )
}
