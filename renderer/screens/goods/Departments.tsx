/** The departments in their order: made, named, placed and ended, and what became of that. */
import { useState, type CSSProperties } from 'react'
import type { DepartmentsView } from '../../../src/contract/terminal/departments.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { ChangedDepartment, NewDepartment } from './DepartmentForm.tsx'
import { DepartmentWishes } from './DepartmentWishes.tsx'
import './departments.css'

type Each = DepartmentsView['departments'][number]

/** The form that is open: of a new one, or of one that is known, by its id. */
type Open = { readonly of: 'new' } | { readonly of: 'known'; readonly id: string } | null

export function Departments() {
  const say = useSay()
  const [open, setOpen] = useState<Open>(null)
  const mayCreate = useTerminal(({ status }) => status?.permissions.includes('create-goods'))
  const read = useReading((client) => client.departments.list(), 'departments-list')
  if (read.state === 'loading') return <div aria-busy="true" />
  if (read.state === 'failed') {
    return <Notice tone="caution" title={troubleText(say, read.trouble)} />
  }
  const { departments, wishes } = read.value
  const close = () => setOpen(null)
  return (
    <>
      <div className="goods-wishes-head">
        <h2>{say('departments.title')}</h2>
        {mayCreate === true && open?.of !== 'new' && (
          <Button tone="strong" onPress={() => setOpen({ of: 'new' })}>
            {say('departments.new')}
          </Button>
        )}
      </div>
      {open?.of === 'new' && <NewDepartment departments={departments} onEnd={close} />}
      <ol className="departments" aria-label={say('departments.title')}>
        {departments.map((each) =>
          open?.of === 'known' && open.id === each.id ? (
            <li key={each.id}>
              <ChangedDepartment department={each} departments={departments} onEnd={close} />
            </li>
          ) : (
            <Row key={each.id} each={each} onOpen={() => setOpen({ of: 'known', id: each.id })} />
          ),
        )}
      </ol>
      {wishes.length > 0 && (
        <section>
          <h3 className="field-label">{say('departments.wishes')}</h3>
          <DepartmentWishes wishes={wishes} />
        </section>
      )}
    </>
  )
}

function Row({ each, onOpen }: { readonly each: Each; readonly onOpen: () => void }) {
  const say = useSay()
  const { name, hue, wanted, isOwn, isEnding, isPending, isEmpty } = each
  const told = isEnding
    ? say('departments.ending')
    : isOwn
      ? say('departments.own')
      : wanted !== name
        ? say('departments.becomes', { name: wanted })
        : isPending
          ? say('departments.pending')
          : isEmpty
            ? say('departments.empty')
            : null
  return (
    <li
      className="department"
      data-pending={isPending || undefined}
      style={{ '--hue': hue } as CSSProperties}
    >
      <span className="department-text">
        <bdi>{name}</bdi>
        {told !== null && <small>{told}</small>}
      </span>
      {!isEnding && (
        <Button tone="quiet" spoken={say('goods.open', { name })} onPress={onOpen}>
          {say('goods.open.short')}
        </Button>
      )}
    </li>
  )
}
