/** Every key and what it does, from the same table that the keys themselves are read by. */
import { Key } from '../../design/Key.tsx'
import { KEYMAP, type KeyAct } from '../../keyboard/keymap.ts'
import { useSay, type MessageKey } from '../../language/language.tsx'

const GROUPS = [
  ['help.find', ['search', 'open-item', 'confirm']],
  ['help.cart', ['up', 'down', 'quantity', 'remove', 'undo']],
  ['help.pay', ['cash', 'card', 'quick-1', 'quick-2', 'quick-3', 'reprint']],
  ['help.other', ['menu', 'close-till', 'help', 'back']],
] as const satisfies readonly (readonly [MessageKey, readonly KeyAct[]])[]

export function Help() {
  const say = useSay()
  return (
    <>
      <p>{say('help.intro')}</p>
      {GROUPS.map(([title, acts]) => (
        <section key={title}>
          <h3>{say(title)}</h3>
          <dl className="keys">
            {acts.map((act) => (
              <div key={act}>
                <dt>{say(`key.${act}`)}</dt>
                <dd>
                  <Key>{KEYMAP[act].print}</Key>
                  {act === 'cash' && <Key>+</Key>}
                </dd>
              </div>
            ))}
            {title === 'help.find' && (
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
    </>
  )
}
