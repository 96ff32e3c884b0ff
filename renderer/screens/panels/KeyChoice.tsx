/** One act of the key table and its key; while keys are chosen, the next press becomes it. */
import { useState } from 'react'
import { chooseKeys } from '../../acts/devices.ts'
import { Button } from '../../design/Button.tsx'
import { Key } from '../../design/Key.tsx'
import {
  actOf,
  choosableKey,
  choose,
  isInMenu,
  KEYMAP,
  printOf,
  type KeyAct,
} from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'

export function KeyList({ acts }: { acts: readonly KeyAct[] }) {
  const say = useSay()
  return acts.map((act) => (
    <div key={act}>
      <dt>{say(`key.${act}`)}</dt>
      <dd>
        {isInMenu(act) && <Key>{KEYMAP.menu.print}</Key>}
        {KEYMAP[act].keys.map((key) => (
          <Key key={key}>{printOf(key)}</Key>
        ))}
      </dd>
    </div>
  ))
}

export function KeyChoices({ acts }: { acts: readonly KeyAct[] }) {
  const say = useSay()
  const desk = useDesk()
  const chosen = useTerminal((state) => state.shop?.keys) ?? {}
  const [waiting, setWaiting] = useState<KeyAct | null>(null)
  useKeys('panel', (press) => {
    if (waiting === null) return false
    // Nothing typed meanwhile may do anything else.
    if (actOf(press) === 'back') setWaiting(null)
    const key = choosableKey(press)
    if (key === undefined) return true
    setWaiting(null)
    void chooseKeys(desk, choose(chosen, waiting, key))
    return true
  })
  return acts.map((act) => (
    <div key={act}>
      <dt>{say(`key.${act}`)}</dt>
      <dd>
        {isInMenu(act) && <Key>{KEYMAP.menu.print}</Key>}
        {KEYMAP[act].isFixed ? (
          <Key>{KEYMAP[act].print}</Key>
        ) : (
          <Button
            isOn={waiting === act}
            spoken={say('keys.choose', { act: say(`key.${act}`), key: KEYMAP[act].print })}
            onPress={() => setWaiting(act)}
          >
            {waiting === act ? say('keys.press') : KEYMAP[act].print}
          </Button>
        )}
      </dd>
    </div>
  ))
}
