/** One of several, each a button: there are few, and all of them are seen. */
import { Group } from 'react-aria-components/Group'
import { Button } from '../../design/Button.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'

interface ChoiceProps {
  readonly label: MessageKey
  readonly options: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

export function Choice({ label, options, chosen, onChoose }: ChoiceProps) {
  const say = useSay()
  return (
    <div className="goods-choice">
      <h3 className="field-label">{say(label)}</h3>
      <Group className="goods-options" aria-label={say(label)}>
        {options.map(({ id, name }) => (
          <Button key={id} isOn={id === chosen} onPress={() => onChoose(id)}>
            <bdi>{name}</bdi>
          </Button>
        ))}
      </Group>
    </div>
  )
}
