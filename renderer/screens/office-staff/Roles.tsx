/** The roles of a store: those that every store has, and its own, which are made and changed. */
import { useState } from 'react'
import { v7 as newId } from 'uuid'
import { OWN_ROLES_LIMIT, roleSchema } from '../../../src/domain/permission.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { Choice } from '../reports/Choice.tsx'
import { OwnRole } from './OwnRole.tsx'
import { roleName, rolesOf, useStaffPlace } from './place.ts'
import { setRules } from './requests.ts'
import { UsualRole } from './UsualRole.tsx'
import { useOneAct } from './use-one-act.ts'
import '../price-lists/price-lists.css'

const NAME_LONGEST = 40

export function Roles({ onSet }: { readonly onSet: () => void }) {
  const say = useSay()
  const { rules } = useStaffPlace()
  const [chosen, setChosen] = useState<string>(rules.ownRoles[0]?.id ?? 'cashier')
  const own = rules.ownRoles.find(({ id }) => id === chosen)
  const usual = roleSchema.safeParse(chosen).data
  const likes = (id: string) => {
    const like = rules.ownRoles.find((each) => each.id === id)?.like
    return like ? say('roles.like', { role: roleName(say, rules, like) }) : say('roles.usual')
  }
  return (
    <div className="price-lists roles">
      <nav className="price-lists-all" aria-label={say('staff.roles')}>
        {rolesOf(say, rules).map(([id, name]) => (
          <button
            key={id}
            type="button"
            className="price-list"
            aria-pressed={id === chosen}
            onClick={() => setChosen(id)}
          >
            <span>
              <bdi>{name}</bdi>
            </span>
            <small>{likes(id)}</small>
          </button>
        ))}
        <NewRole
          onMade={(id) => {
            setChosen(id)
            onSet()
          }}
        />
      </nav>
      {own && <OwnRole key={own.id} role={own} onSet={onSet} />}
      {usual && <UsualRole key={usual} role={usual} />}
      {!own && !usual && <p role="status">{say('reports.loading')}</p>}
    </div>
  )
}

/** It begins with all that the other may do. */
function NewRole({ onMade }: { readonly onMade: (id: string) => void }) {
  const say = useSay()
  const place = useStaffPlace()
  const { ownRoles, roles } = place.rules
  const [name, setName] = useState('')
  const [begins, setBegins] = useState('cashier')
  const isFull = ownRoles.length >= OWN_ROLES_LIMIT
  const isReady = name.trim() !== '' && !isFull
  const ask = async () => {
    const id = `own-${newId().slice(-12)}`
    const like =
      roleSchema.safeParse(begins).data ??
      ownRoles.find((each) => each.id === begins)?.like ??
      'cashier'
    const isLikeOwn = !roleSchema.safeParse(begins).success
    const answer = await setRules(place, {
      ownRoles: [...ownRoles, { id, name: name.trim(), like }],
      ...(isLikeOwn && roles[begins] && { roles: { ...roles, [id]: roles[begins] } }),
    })
    return answer.ok ? { ok: true as const, value: id } : answer
  }
  const create = useOneAct(ask, (id) => {
    setName('')
    onMade(id)
  })
  return (
    <form
      className="price-list-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) create.act()
      }}
    >
      <h2>{say('roles.new')}</h2>
      <Field
        label={say('roles.name')}
        value={name}
        onChange={setName}
        maxLength={NAME_LONGEST}
        wrong={isFull ? say('roles.full', { count: OWN_ROLES_LIMIT }) : undefined}
      />
      <Choice label={say('roles.begins')} value={begins} onChange={setBegins}>
        {rolesOf(say, place.rules)}
      </Choice>
      <Button isDisabled={!isReady || create.isUnderWay} onPress={create.act}>
        {say('roles.create')}
      </Button>
      {create.trouble && <Notice tone="danger" title={troubleText(say, create.trouble)} />}
    </form>
  )
}
