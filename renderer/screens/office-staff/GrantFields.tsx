/** One permission of a role: whether, and with approval how far alone. */
import type { Grant, Permission } from '../../../src/domain/permission.ts'
import { measuresOf, type Measure } from '../../../src/domain/permission-limits.ts'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { Choice } from '../reports/Choice.tsx'
import { Wrong } from './fields.tsx'
import { isOfOffice } from './groups.ts'
import { useStaffPlace } from './place.ts'
import { isRead, type TypedGrant } from './role-form.ts'

interface GrantFieldsProps {
  readonly permission: Permission
  readonly grant: TypedGrant
  readonly onChange: (grant: TypedGrant) => void
  /** Why the backend refused it. */
  readonly wrong: string | undefined
}

const KINDS: readonly Grant['kind'][] = ['allowed', 'approval', 'denied']
const OFFICE_KINDS: readonly Grant['kind'][] = ['allowed', 'denied']

export function GrantFields({ permission, grant, onChange, wrong }: GrantFieldsProps) {
  const say = useSay()
  const { kind } = grant
  const name = say(`permission.${permission}`)
  const measures = kind === 'approval' ? measuresOf(permission) : []
  const offered = isOfOffice(permission) && kind !== 'approval' ? OFFICE_KINDS : KINDS
  return (
    <div className="roles-row" role="group" aria-label={name} data-grant={kind}>
      <span aria-hidden>{name}</span>
      <Choice
        label={name}
        isLabelHidden
        value={kind}
        onChange={(next) => onChange({ ...grant, kind: next as Grant['kind'] })}
      >
        {offered.map((each) => [each, say(`roles.grant.${each}`)])}
      </Choice>
      {measures.length > 0 && (
        <div className="staff-row roles-limits">
          {measures.map((measure) => (
            <LimitField key={measure} {...{ measure, grant, onChange }} />
          ))}
        </div>
      )}
      <Wrong text={wrong} />
    </div>
  )
}

interface LimitFieldProps extends Pick<GrantFieldsProps, 'grant' | 'onChange'> {
  readonly measure: Measure
}

function LimitField({ measure, grant, onChange }: LimitFieldProps) {
  const say = useSay()
  const { format, store } = useStaffPlace()
  const text = grant.limits[measure] ?? ''
  const isFit = isRead(measure, text, format.exponent)
  // Beside another limit an empty one is none; without any it is asked each time.
  const isBeside = Object.entries(grant.limits).some(
    ([other, limit]) => other !== measure && limit.trim() !== '',
  )
  return (
    <Field
      label={say(`roles.limit.${measure}`, { currency: store.currency })}
      value={text}
      onChange={(typed) => onChange({ ...grant, limits: { ...grant.limits, [measure]: typed } })}
      placeholder={say(isBeside ? 'roles.limit.open' : 'roles.limit.none')}
      maxLength={14}
      wrong={isFit ? undefined : say(`roles.limit.wrong.${measure}`)}
    />
  )
}
