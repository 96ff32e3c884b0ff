/** What is needed now and then: receipts, the drawer, this screen, leaving. */
import { Group } from 'react-aria-components/Group'
import type { Permission } from '../../../src/domain/permission.ts'
import { abandon } from '../../acts/cart.ts'
import { reprintLatest } from '../../acts/devices.ts'
import { beginGoods, mayWorkOnGoods } from '../../acts/goods.ts'
import { beginClosings } from '../../acts/fiscal.ts'
import { layAway } from '../../acts/layaways.ts'
import { giveQuote } from '../../acts/parking.ts'
import { beginReading } from '../../acts/reports.ts'
import { signOut } from '../../acts/people.ts'
import { beginStock, mayWorkOnStock } from '../../acts/stock.ts'
import { beginClose } from '../../acts/till.ts'
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import type { Panel } from '../../state/state.ts'
import { Languages } from './Languages.tsx'
import { useDesk, usePreferences, useTerminal } from '../../terminal-context.tsx'

export function Menu() {
  const say = useSay()
  const desk = useDesk()
  const hasLines = useTerminal((state) => (state.draft?.lines.length ?? 0) > 0)
  const permissions = useTerminal((state) => state.status?.permissions)
  const hasPrinter = useTerminal(
    ({ status }) => status !== null && (status.printer ?? status.labelPrinter) !== null,
  )
  const mailsReceipts = useTerminal((state) => state.shop?.mailsReceipts === true)
  const givesQuotes = useTerminal((state) => state.shop?.givesQuotes === true)
  const laysAway = useTerminal((state) => state.shop?.laysAway === true)
  const may = (permission: Permission) => permissions?.includes(permission) ?? false
  const show = (panel: Panel) => desk.store.change({ kind: 'panel', panel })
  return (
    <>
      <section className="panel-group">
        <h3>{say('menu.sale')}</h3>
        <Button printedKey={KEYMAP.reprint.print} onPress={() => void reprintLatest(desk)}>
          {say('menu.reprint')}
        </Button>
        {givesQuotes && (
          <Button isDisabled={!hasLines} onPress={() => void giveQuote(desk)}>
            {say('menu.quote')}
          </Button>
        )}
        {laysAway && (
          <>
            <Button isDisabled={!hasLines} onPress={() => void layAway(desk)}>
              {say('menu.lay-away')}
            </Button>
            <Button onPress={() => show('layaways')}>{say('menu.layaways')}</Button>
          </>
        )}
        {mailsReceipts && <Button onPress={() => show('mails')}>{say('panel.mails')}</Button>}
        {may('return') && (
          <Button printedKey={KEYMAP.returns.print} onPress={() => show('returns')}>
            {say('menu.returns')}
          </Button>
        )}
        <Button
          tone="danger"
          isDisabled={!hasLines || !may('abandon-cart')}
          onPress={() => void abandon(desk)}
        >
          {say('menu.abandon')}
        </Button>
      </section>
      <TillWork />
      <section className="panel-group">
        <h3>{say('menu.devices')}</h3>
        {hasPrinter && <Button onPress={() => show('printer')}>{say('panel.printer')}</Button>}
        {may('calibrate-scanner') && (
          <Button onPress={() => show('calibration')}>{say('panel.calibration')}</Button>
        )}
        <Button onPress={() => show('terminal')}>{say('panel.terminal')}</Button>
      </section>
      <ScreenOptions />
      <section className="panel-group">
        <h3>{say('menu.leave')}</h3>
        <Button onPress={() => void signOut(desk)}>{say('menu.sign-out')}</Button>
      </section>
    </>
  )
}

/** The drawer, what is read of it, and work on goods and stock. */
function TillWork() {
  const say = useSay()
  const desk = useDesk()
  const permissions = useTerminal((state) => state.status?.permissions)
  const may = (permission: Permission) => permissions?.includes(permission) ?? false
  const hasStockWork = useTerminal(mayWorkOnStock)
  const showTill = () => desk.store.change({ kind: 'panel', panel: 'till' })
  return (
    <section className="panel-group">
      <h3>{say('menu.till')}</h3>
      <Button printedKey={KEYMAP.till.print} onPress={showTill}>
        {say('menu.till.more')}
      </Button>
      {may('read-reports') && (
        <Button printedKey={KEYMAP.reports.print} onPress={() => beginReading(desk, 'reports')}>
          {say('reports.title')}
        </Button>
      )}
      {may('read-journal') && (
        <Button printedKey={KEYMAP.journal.print} onPress={() => beginReading(desk, 'journal')}>
          {say('journal.title')}
        </Button>
      )}
      {may('close-day') && (
        <Button onPress={() => beginClosings(desk)}>{say('closings.title')}</Button>
      )}
      {mayWorkOnGoods(permissions) && (
        <Button onPress={() => beginGoods(desk)}>{say('goods.title')}</Button>
      )}
      {hasStockWork && <Button onPress={() => beginStock(desk)}>{say('stock-work.title')}</Button>}
      {may('count-till') && (
        <Button printedKey={KEYMAP['close-till'].print} onPress={() => void beginClose(desk)}>
          {say('menu.close-till')}
        </Button>
      )}
    </section>
  )
}

const THEMES = ['auto', 'light', 'dark', 'contrast'] as const
const HANDS = ['right', 'left'] as const

function ScreenOptions() {
  const say = useSay()
  const [preferences, choose] = usePreferences()
  return (
    <section className="panel-group">
      <h3>{say('menu.screen')}</h3>
      <Languages />
      <Group className="options" aria-label={say('menu.theme')}>
        {THEMES.map((theme) => (
          <Button key={theme} isOn={preferences.theme === theme} onPress={() => choose({ theme })}>
            {say(`theme.${theme}`)}
          </Button>
        ))}
      </Group>
      <Group className="options" aria-label={say('menu.hand')}>
        {HANDS.map((hand) => (
          <Button key={hand} isOn={preferences.hand === hand} onPress={() => choose({ hand })}>
            {say(`hand.${hand}`)}
          </Button>
        ))}
      </Group>
      <Button isOn={!preferences.isMuted} onPress={() => choose({ isMuted: !preferences.isMuted })}>
        {say(preferences.isMuted ? 'menu.sound-off' : 'menu.sound-on')}
      </Button>
    </section>
  )
}
