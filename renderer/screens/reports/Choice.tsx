/** One of a few, by the browser's own list. */
interface ChoiceProps {
  readonly label: string
  /** Told to who cannot see it; who can sees from where it stands what it chooses. */
  readonly isLabelHidden?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: readonly (readonly [string, string] | string[])[]
}

export function Choice({ label, isLabelHidden, value, onChange, children }: ChoiceProps) {
  return (
    <label className="office-choice">
      {isLabelHidden !== true && <span>{label}</span>}
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {children.map(([id = '', name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
