/** One of a few, by the browser's own list. */
interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: readonly (readonly [string, string] | string[])[]
}

export function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <label className="office-choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {children.map(([id = '', name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
