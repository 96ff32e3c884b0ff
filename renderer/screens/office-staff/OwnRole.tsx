/** A role of the store's own: what it is called, and what it may do, each permission by itself. */
import { useState } from 'react'
import { permissionSchema, type OwnRole as Own } from '../../../src/domain/permission.ts'
import type { Permission } from '../../../src/domain/permission.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { GrantFields } from './GrantFields.tsx'
import { GROUP_NAMES, GROUPS } from './groups.ts'
import { useStaffPlace } from './place.ts'
import { setRules } from './requests.ts'
import { formOf, isWhole, rolesWith, type RoleForm, type TypedGrant } from './role-form.ts'
import { useOneAct } from './use-one-act.ts'

/** As the schema takes it. */
const NAME_LONGEST = 40

interface OwnRoleProps {
  readonly role: Own
  readonly onSet: () => void
}

export function OwnRole({ role, onSet }: OwnRoleProps) {
  const say = useSay()
  const place = useStaffPlace()
  const { rules, format } = place
  const { exponent } = format
  const [name, setName] = useState(role.name)
  const [form, setForm] = useState(() => formOf(rules, role.id, exponent))
  const [isSaved, setSaved] = useState(false)
  const save = useOneAct(
    () => {
      const named = { ...role, name: name.trim() }
      const ownRoles = rules.ownRoles.map((each) => (each.id === role.id ? named : each))
      return setRules(place, { ownRoles, roles: rolesWith(rules, role.id, form, exponent) })
    },
    () => {
      setSaved(true)
      onSet()
    },
  )
  const isFit = isWhole(form, exponent)
  const rename = (text: string) => {
    setName(text)
    setSaved(false)
  }
  const set = (permission: Permission, grant: TypedGrant) => {
    setForm({ ...form, [permission]: grant })
    setSaved(false)
  }
  return (
    <section className="office-prices-body" aria-label={role.name}>
      <div className="office-prices-head roles-head">
        <Field label={say('roles.name')} value={name} onChange={rename} maxLength={NAME_LONGEST} />
        <Button
          tone="strong"
          isDisabled={!isFit || name.trim() === '' || save.isUnderWay}
          onPress={save.act}
        >
          {say('staff.save')}
        </Button>
        <Remove {...{ role, onSet }} />
      </div>
      {isSaved && <p role="status">{say('staff.saved')}</p>}
      {!isFit && <Notice tone="caution" title={say('roles.wrong')} />}
      {save.trouble && <Notice tone="danger" title={refusedText(say, save.trouble)} />}
      <p className="staff-hint">{say('roles.own.hint')}</p>
      <Grants {...{ form, set, trouble: save.trouble }} />
    </section>
  )
}

interface GrantsProps {
  readonly form: RoleForm
  readonly set: (permission: Permission, grant: TypedGrant) => void
  readonly trouble: Trouble | null
}

function Grants({ form, set, trouble }: GrantsProps) {
  const say = useSay()
  const refused = trouble && permissionOf(trouble)
  return (
    <div className="roles-groups">
      {GROUP_NAMES.map((group) => (
        <div key={group} className="reports-card">
          <h2>{say(`roles.group.${group}`)}</h2>
          <div>
            {GROUPS[group].map((permission) => (
              <GrantFields
                key={permission}
                {...{ permission, grant: form[permission] }}
                onChange={(grant) => set(permission, grant)}
                wrong={trouble && refused === permission ? troubleText(say, trouble) : undefined}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

/** The one that a refusal is about, where it is about one. */
function permissionOf({ details }: Trouble): Permission | undefined {
  return permissionSchema.safeParse(details['permission']).data
}

/** With the permission that it is about: its field may be out of sight. */
function refusedText(say: Say, trouble: Trouble): string {
  const permission = permissionOf(trouble)
  const text = troubleText(say, trouble)
  return permission ? `${say(`permission.${permission}`)}: ${text}` : text
}

/** Nobody may hold it then. */
function Remove({ role, onSet }: OwnRoleProps) {
  const say = useSay()
  const place = useStaffPlace()
  const [isAsked, setAsked] = useState(false)
  const { ownRoles, roles } = place.rules
  const remove = useOneAct(() => {
    const { [role.id]: _, ...others } = roles
    return setRules(place, {
      ownRoles: ownRoles.filter(({ id }) => id !== role.id),
      roles: others,
    })
  }, onSet)
  if (!isAsked) {
    return (
      <Button tone="danger" onPress={() => setAsked(true)}>
        {say('roles.remove')}
      </Button>
    )
  }
  return (
    <div className="staff-out">
      <Notice
        tone="caution"
        title={remove.trouble ? troubleText(say, remove.trouble) : say('roles.remove.sure')}
        acts={
          <>
            <Button onPress={() => setAsked(false)}>{say('cancel')}</Button>
            <Button tone="danger" isDisabled={remove.isUnderWay} onPress={remove.act}>
              {say('roles.remove')}
            </Button>
          </>
        }
      />
    </div>
  )
}
