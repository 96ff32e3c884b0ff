/** A role that every store has, as it is here: in words. */
import {
  extentSchema,
  grantOf,
  type Extent,
  type Permission,
  type Role,
} from '../../../src/domain/permission.ts'
import type { Format } from '../../format/format.ts'
import { useSay, type Say } from '../../language/language.tsx'
import { GROUP_NAMES, GROUPS } from './groups.ts'
import { useStaffPlace } from './place.ts'

export function UsualRole({ role }: { readonly role: Role }) {
  const say = useSay()
  return (
    <section className="office-prices-body" aria-label={say(`role.${role}`)}>
      <div className="office-prices-head">
        <h1>{say(`role.${role}`)}</h1>
      </div>
      <p className="staff-hint">{say('roles.usual.hint')}</p>
      <div className="roles-groups">
        {GROUP_NAMES.map((group) => (
          <div key={group} className="reports-card">
            <h2>{say(`roles.group.${group}`)}</h2>
            <dl>
              {GROUPS[group].map((permission) => (
                <Granted key={permission} {...{ role, permission }} />
              ))}
            </dl>
          </div>
        ))}
      </div>
    </section>
  )
}

function Granted({ role, permission }: { readonly role: Role; readonly permission: Permission }) {
  const say = useSay()
  const { rules, format } = useStaffPlace()
  const grant = grantOf(rules, role, permission)
  const within = grant.kind === 'approval' ? grant.within : undefined
  return (
    <div className="roles-row" data-grant={grant.kind}>
      <dt>{say(`permission.${permission}`)}</dt>
      <dd>
        {say(`roles.grant.${grant.kind}`)}
        {within && <small>{say('roles.within', { limit: withinText(say, format, within) })}</small>}
      </dd>
    </div>
  )
}

function withinText(say: Say, format: Format, within: Extent): string {
  const words = {
    percent: (far: number) => format.rate(far),
    amount: (far: number) => format.money(far),
    count: (far: number) => say('roles.times', { count: far }),
  }
  const measures = extentSchema.keyof().options
  return measures
    .flatMap((each) => (within[each] === undefined ? [] : [words[each](within[each])]))
    .join(' · ')
}
