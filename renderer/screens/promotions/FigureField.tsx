/** A figure as it is typed, read once all of them are there. */
import { Field } from '../../design/Field.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'

interface FigureFieldProps {
  readonly label: MessageKey
  readonly value: string
  readonly onChange: (text: string) => void
}

export function FigureField({ label, value, onChange }: FigureFieldProps) {
  const say = useSay()
  return <Field label={say(label)} value={value} onChange={onChange} maxLength={14} />
}
