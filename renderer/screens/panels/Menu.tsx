/** What is needed now and then: receipts, the drawer, this screen, leaving. */
import { useLayoutEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { Button } from '../../design/Button.tsx'
import { Key } from '../../design/Key.tsx'
import { KEYMAP, type KeyAct } from '../../keyboard/keymap.ts'
import { focusFirst } from '../../keyboard/walk.ts'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { useDesk, useKeyHub, usePreferences, useTerminal } from '../../terminal-context.tsx'
import { Languages } from './Languages.tsx'
import { MENU, type MenuRow } from './menu-rows.ts'
import { HANDS, THEMES } from './screen-choices.ts'

export function Menu() {
  const keys = useKeyHub()
  const first = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (keys.isByKey()) focusFirst(first.current)
  }, [keys])
  return (
    <>
      <Rows ref={first} title="menu.sale" rows={MENU.sale} />
      <Rows title="menu.till" rows={MENU.till} />
      <Rows title="menu.devices" rows={MENU.devices} />
      <ScreenOptions />
      <Rows title="menu.leave" rows={MENU.leave} />
    </>
  )
}

interface RowsProps {
  readonly ref?: React.Ref<HTMLElement>
  readonly title: MessageKey
  readonly rows: readonly MenuRow[]
}

function Rows({ ref, title, rows }: RowsProps) {
  const say = useSay()
  const desk = useDesk()
  const state = useTerminal((all) => all)
  const shown = rows.filter(
    ({ isThere, isAllowed }) => (isThere?.(state) ?? true) && (isAllowed?.(state) ?? true),
  )
  return (
    <section ref={ref} className="panel-group">
      <h3>{say(title)}</h3>
      {shown.map(({ act, name, tone, does, isReady }) => (
        <Button
          key={act}
          tone={tone ?? 'plain'}
          printedKey={KEYMAP[act].print}
          isDisabled={!(isReady?.(state) ?? true)}
          onPress={() => does(desk)}
        >
          {say(name ?? `key.${act}`)}
        </Button>
      ))}
    </section>
  )
}

function ScreenOptions() {
  const say = useSay()
  const [preferences, choose] = usePreferences()
  return (
    <section className="panel-group">
      <h3>{say('menu.screen')}</h3>
      <Named act="language" />
      <Languages />
      <Named act="theme" />
      <Group className="options" aria-label={say('menu.theme')}>
        {THEMES.map((theme) => (
          <Button key={theme} isOn={preferences.theme === theme} onPress={() => choose({ theme })}>
            {say(`theme.${theme}`)}
          </Button>
        ))}
      </Group>
      <Named act="hand" />
      <Group className="options" aria-label={say('menu.hand')}>
        {HANDS.map((hand) => (
          <Button key={hand} isOn={preferences.hand === hand} onPress={() => choose({ hand })}>
            {say(`hand.${hand}`)}
          </Button>
        ))}
      </Group>
      <Button
        printedKey={KEYMAP.sound.print}
        isOn={!preferences.isMuted}
        onPress={() => choose({ isMuted: !preferences.isMuted })}
      >
        {say(preferences.isMuted ? 'menu.sound-off' : 'menu.sound-on')}
      </Button>
    </section>
  )
}

/** What is chosen below, and the key that chooses the next. */
function Named({ act }: { readonly act: Extract<KeyAct, 'language' | 'theme' | 'hand'> }) {
  const say = useSay()
  return (
    <p className="options-name">
      <span>{say(`menu.${act}`)}</span>
      <Key>{KEYMAP[act].print}</Key>
    </p>
  )
}
