/** What a count is to be of. */
import { useState } from 'react'
import { beginCount } from '../../acts/count.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'

export function BeginCount() {
  const say = useSay()
  const desk = useDesk()
  const said = useTerminal((state) => state.bench.said)
  const [isDepartment, setDepartment] = useState(false)
  const departments = useReading((client) => client.catalogue.departments(), 'departments')
  const known = departments.state === 'ready' ? departments.value : []
  return (
    <section className="stock-find stock-begin" aria-label={say('stock-count.begin')}>
      {said?.kind === 'booked' && <Notice tone="plain" title={say('stock-work.booked')} />}
      <h2>{say('stock-count.begin')}</h2>
      <Button onPress={() => void beginCount(desk, { kind: 'scanned' })}>
        <Scope title={say('stock-count.scanned')} hint={say('stock-count.scanned.hint')} />
      </Button>
      <Button isOn={isDepartment} onPress={() => setDepartment(!isDepartment)}>
        <Scope title={say('stock-count.department')} hint={say('stock-count.department.hint')} />
      </Button>
      {isDepartment && (
        <div className="stock-departments">
          {known.map(({ id, name }) => (
            <Button
              key={id}
              onPress={() => void beginCount(desk, { kind: 'department', department: id })}
            >
              <bdi>{name}</bdi>
            </Button>
          ))}
        </div>
      )}
      <Button onPress={() => void beginCount(desk, { kind: 'full' })}>
        <Scope title={say('stock-count.full')} hint={say('stock-count.full.hint')} />
      </Button>
    </section>
  )
}

function Scope({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <span className="stock-order-name">
      {title}
      <small>{hint}</small>
    </span>
  )
}
