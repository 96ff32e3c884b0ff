/** Every key and what it does, from the same table that the keys themselves are read by. */
import { useState } from 'react'
import { chooseKeys } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { Key } from '../../design/Key.tsx'
import { KEY_ACTS, KEYMAP, type KeyGroup } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { KeyChoices, KeyList } from './KeyChoice.tsx'

const GROUPS = ['find', 'cart', 'pay', 'menu', 'other'] as const satisfies readonly KeyGroup[]

export function Help() {
  const say = useSay()
  const desk = useDesk()
  const [isChoosing, setChoosing] = useState(false)
  const mayChoose = useTerminal((state) => state.status?.permissions.includes('choose-keys'))
  const hasChosen = useTerminal((state) => Object.keys(state.shop?.keys ?? {}).length > 0)
  const List = isChoosing ? KeyChoices : KeyList
  return (
    <>
      <p>{isChoosing ? say('keys.intro') : say('help.intro')}</p>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3>{say(`help.${group}`)}</h3>
          <dl className="keys">
            <List acts={KEY_ACTS.filter((act) => KEYMAP[act].group === group)} />
            {group === 'find' && (
              <div>
                <dt>{say('key.times')}</dt>
                <dd>
                  <Key>3</Key>
                  <Key>*</Key>
                </dd>
              </div>
            )}
          </dl>
        </section>
      ))}
      {mayChoose === true && (
        <div className="panel-group">
          <Button isOn={isChoosing} onPress={() => setChoosing(!isChoosing)}>
            {isChoosing ? say('keys.done') : say('keys.change')}
          </Button>
          {hasChosen && (
            <Button onPress={() => void chooseKeys(desk, {})}>{say('keys.usual')}</Button>
          )}
        </div>
      )}
    </>
  )
}
