/** The one field of the sell screen: a number, a part of a name, or how many before either. */
import { Key } from '../../design/Key.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { ENTRY_LIMIT } from '../../state/entry.ts'
import { useDesk, useFormat, useTerminal } from '../../terminal-context.tsx'

export function Entry() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const entry = useTerminal((state) => state.entry)
  return (
    <div className="find-entry">
      {entry.quantity !== null && (
        <span className="find-times">{format.quantity(entry.quantity, 'piece')} ×</span>
      )}
      <input
        data-entry
        type="text"
        aria-label={say('find.entry')}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={ENTRY_LIMIT}
        placeholder={entry.quantity === null ? say('find.placeholder') : say('find.times')}
        value={entry.text}
        onChange={(event) => desk.store.change({ kind: 'typed', text: event.target.value })}
      />
      {entry.text === '' && entry.quantity === null ? (
        <Key>{KEYMAP.search.print}</Key>
      ) : (
        <Key>{KEYMAP.back.print}</Key>
      )}
    </div>
  )
}
