/** The people of a store; from each a door to all that can be changed of them. */
import { useState } from 'react'
import type { Person } from '../../../src/contract/backend/staff.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { useAsked } from '../../reports/ground.ts'
import { TablePage } from '../../reports/TablePage.tsx'
import { Hire } from './Hire.tsx'
import { PersonDetail } from './PersonDetail.tsx'
import { roleName, useStaffPlace } from './place.ts'
import { readPeople } from './requests.ts'

type Shown =
  | { readonly kind: 'list' | 'hire' }
  | { readonly kind: 'person'; readonly person: Person; readonly isNew: boolean }

const LIST: Shown = { kind: 'list' }

export function PeopleOfStore() {
  const [shown, setShown] = useState<Shown>(LIST)
  const leave = () => setShown(LIST)
  if (shown.kind === 'person') return <PersonDetail {...shown} onLeave={leave} />
  if (shown.kind === 'hire') {
    const hired = (person: Person) => setShown({ kind: 'person', person, isNew: true })
    return <Hire onHired={hired} onLeave={leave} />
  }
  return (
    <PeopleList
      onHire={() => setShown({ kind: 'hire' })}
      onChosen={(person) => setShown({ kind: 'person', person, isNew: false })}
    />
  )
}

type Chosen = (person: Person) => void

const COLUMNS = ['name', 'role', 'signs', 'office'] as const

function PeopleList({ onHire, onChosen }: { onHire: () => void; onChosen: Chosen }) {
  const say = useSay()
  const { store } = useStaffPlace()
  const [pages, setPages] = useState<readonly number[]>([0])
  return (
    <section className="office-prices-body" aria-label={say('staff.people')}>
      <div className="office-prices-head">
        <h1>
          <bdi>{store.name}</bdi>
        </h1>
        <Button tone="strong" onPress={onHire}>
          {say('staff.hire')}
        </Button>
      </div>
      <div className="reports-scroll">
        <table className="reports-table staff-table">
          <caption>{say('staff.people')}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {say(`staff.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {pages.map((skip, index) => (
            <Page
              key={skip}
              {...{ skip, onChosen }}
              onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
            />
          ))}
        </table>
      </div>
    </section>
  )
}

interface PageProps {
  readonly skip: number
  readonly onChosen: Chosen
  readonly onMore: ((skip: number) => void) | null
}

function Page({ skip, onChosen, onMore }: PageProps) {
  const say = useSay()
  const place = useStaffPlace()
  const asked = useAsked(() => readPeople(place, skip), `${place.store.store} ${String(skip)}`)
  return (
    <TablePage
      asked={asked}
      columns={COLUMNS.length}
      isEmpty={({ people }) => people.length === 0 && skip === 0}
      empty={<Empty title={say('staff.none')} hint={say('staff.none.hint')} />}
      rows={({ people }) =>
        people.map((person) => <Row key={person.id} {...{ person, onChosen }} />)
      }
      more={({ people, hasMore }) =>
        hasMore && onMore ? () => onMore(skip + people.length) : null
      }
      moreText={say('staff.more')}
    />
  )
}

function Row({ person, onChosen }: { readonly person: Person; readonly onChosen: Chosen }) {
  const say = useSay()
  const { rules } = useStaffPlace()
  const { name, role, disabled, hasBadge, office } = person
  return (
    <tr data-out={disabled}>
      <th scope="row">
        <button className="reports-door" type="button" onClick={() => onChosen(person)}>
          <bdi>{name}</bdi>
        </button>
        {disabled && <small>{say('staff.is-out')}</small>}
      </th>
      <td>
        <bdi>{roleName(say, rules, role)}</bdi>
      </td>
      <td>{disabled ? '–' : say(hasBadge ? 'staff.by.badge' : 'staff.by.pin')}</td>
      <td>
        <bdi>{office?.name ?? '–'}</bdi>
        {office?.reach === 'shop' && <small>{say('staff.all-stores')}</small>}
      </td>
    </tr>
  )
}
