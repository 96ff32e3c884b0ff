/** The languages of the screens, each by its own name, so that everybody finds theirs. */
import { Group } from 'react-aria-components/Group'
import { Button } from '../../design/Button.tsx'
import { choiceOf } from '../../language/choice.ts'
import { LANGUAGE_NAMES, useSay } from '../../language/language.tsx'
import { useLanguage, usePreferences, useTerminal } from '../../terminal-context.tsx'

export function Languages() {
  const say = useSay()
  const language = useLanguage()
  const person = useTerminal((state) => state.status?.person?.id)
  const [preferences, choose] = usePreferences()
  return (
    <Group className="options options-many" aria-label={say('menu.language')}>
      {Object.entries(LANGUAGE_NAMES).map(([code, name]) => (
        <Button
          key={code}
          isOn={code === language}
          onPress={() => choose(choiceOf(preferences, person, code))}
        >
          <bdi lang={code}>{name}</bdi>
        </Button>
      ))}
    </Group>
  )
}
