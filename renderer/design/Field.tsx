/** A field with its label above it. */
import type { Ref } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import './field.css'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly align?: 'start' | 'end'
  readonly isFocusedAtOnce?: boolean
  readonly maxLength?: number
  readonly inputRef?: Ref<HTMLInputElement>
}

export function Field(props: FieldProps) {
  const { label, value, onChange, align = 'start' } = props
  return (
    <TextField
      className="field"
      data-align={align}
      value={value}
      onChange={onChange}
      autoFocus={props.isFocusedAtOnce ?? false}
      maxLength={props.maxLength ?? 100}
      autoComplete="off"
      spellCheck="false"
    >
      <Label className="field-label">{label}</Label>
      <Input
        className="field-input"
        ref={props.inputRef ?? null}
        placeholder={props.placeholder ?? ''}
      />
    </TextField>
  )
}
