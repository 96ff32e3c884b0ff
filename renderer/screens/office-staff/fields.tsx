/** Fields about a person, each with what is wrong about what stands in it. */
import { PASSWORD_LONGEST } from '../../../src/domain/office-account.ts'
import { pinDigitsSchema } from '../../../src/domain/settings.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { Choice } from '../reports/Choice.tsx'
import { rolesOf, useStaffPlace } from './place.ts'

export const NAME_LONGEST = 80

interface TypedProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly trouble: Trouble | null
}

export function NameField(props: TypedProps & { readonly isFocusedAtOnce?: boolean }) {
  const say = useSay()
  const { trouble, ...typed } = props
  const isAbout = trouble?.code === 'input-invalid'
  const wrong = isAbout ? troubleText(say, trouble) : undefined
  return <Field {...{ ...typed, label: say('staff.name'), wrong }} maxLength={NAME_LONGEST} />
}

/** Refused is mostly the role: who gives it may do less. */
export function RoleField({ value, onChange, trouble }: TypedProps) {
  const say = useSay()
  const { rules } = useStaffPlace()
  const wrong = trouble && trouble.code !== 'input-invalid' ? troubleText(say, trouble) : undefined
  return (
    <div>
      <Choice label={say('staff.role')} value={value} onChange={onChange}>
        {rolesOf(say, rules)}
      </Choice>
      <Wrong text={wrong} />
    </div>
  )
}

/** A PIN is typed twice, since nobody sees it. */
export interface TypedPin {
  readonly pin: string
  readonly again: string
}

export const NO_PIN: TypedPin = { pin: '', again: '' }

export function isPin({ pin, again }: TypedPin): boolean {
  return pinDigitsSchema.safeParse(pin).success && pin === again
}

interface PinFieldsProps {
  readonly typed: TypedPin
  readonly onChange: (typed: TypedPin) => void
  readonly wrong?: string | undefined
}

export function PinFields({ typed, onChange, wrong }: PinFieldsProps) {
  const say = useSay()
  const { pin, again } = typed
  const isFit = pin === '' || pinDigitsSchema.safeParse(pin).success
  return (
    <div className="staff-row">
      <Field
        label={say('staff.pin')}
        value={pin}
        onChange={(text) => onChange({ ...typed, pin: text })}
        keeps="new-password"
        maxLength={12}
        wrong={isFit ? wrong : say('staff.pin.wrong')}
      />
      <Field
        label={say('staff.pin.again')}
        value={again}
        onChange={(text) => onChange({ ...typed, again: text })}
        keeps="new-password"
        maxLength={12}
        wrong={again.length >= pin.length && again !== pin ? say('staff.pin.differ') : undefined}
      />
    </div>
  )
}

export function PasswordField({ value, onChange, wrong }: Omit<TypedProps, 'trouble'> & Wrongs) {
  const say = useSay()
  return (
    <Field
      {...{ label: say('office.password'), value, onChange, wrong }}
      keeps="new-password"
      maxLength={PASSWORD_LONGEST}
    />
  )
}

interface Wrongs {
  readonly wrong: string | undefined
}

export function Wrong({ text }: { readonly text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p className="field-wrong" role="alert">
      {text}
    </p>
  )
}
