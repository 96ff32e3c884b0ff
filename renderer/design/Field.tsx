/** A field with its label above it. */
import { useEffect, useRef } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField } from 'react-aria-components/TextField'
import './field.css'

export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly align?: 'start' | 'end'
  /** For a field that a key has just asked for: it is where the person wants to type. */
  readonly isFocusedAtOnce?: boolean
  readonly maxLength?: number
  /** For text of several lines: how many are seen at once. */
  readonly rows?: number
  /** A moment, day or time of day, by the browser's own picker. */
  readonly picks?: 'datetime-local' | 'date' | 'time'
  /** What the browser may keep and fill in; nobody who looks on reads a password. */
  readonly keeps?: 'username' | 'current-password' | 'new-password'
  /** What is wrong with what stands in it, said below it. */
  readonly wrong?: string | undefined
}

export function Field(props: FieldProps) {
  const { label, value, onChange, align = 'start', isFocusedAtOnce = false } = props
  const isSecret = props.keeps !== undefined && props.keeps !== 'username'
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isFocusedAtOnce) input.current?.focus()
  }, [isFocusedAtOnce])
  return (
    <TextField
      className="field"
      data-align={align}
      value={value}
      onChange={onChange}
      maxLength={props.maxLength ?? 100}
      autoComplete={props.keeps ?? 'off'}
      spellCheck="false"
      isInvalid={props.wrong !== undefined}
    >
      <Label className="field-label">{label}</Label>
      {props.rows === undefined ? (
        <Input
          className="field-input"
          ref={input}
          type={isSecret ? 'password' : (props.picks ?? 'text')}
          placeholder={props.placeholder ?? ''}
        />
      ) : (
        <TextArea className="field-input" rows={props.rows} />
      )}
      <FieldError className="field-wrong">{props.wrong}</FieldError>
    </TextField>
  )
}
