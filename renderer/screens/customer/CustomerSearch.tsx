/** Finding a customer by whatever they say; Enter or a touch puts the one on the sale. */
import { useEffect, useRef, useState } from 'react'
import type { CustomerView } from '../../../src/contract/terminal/views.ts'
import { setCustomer } from '../../acts/customers.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'

interface SearchProps {
  readonly onLook: (customer: CustomerView) => void
  readonly onNew: (typed: string) => void
}

export function CustomerSearch({ onLook, onNew }: SearchProps) {
  const say = useSay()
  const desk = useDesk()
  const [text, setText] = useState('')
  const [walked, setWalked] = useState({ wanted: '', position: 0 })
  const wanted = text.trim()
  const found = useReading((client) => client.customers.search({ text: wanted }), wanted)
  const list = found.state === 'ready' ? found.value : []
  const position = walked.wanted === wanted ? walked.position : 0
  useKeys('panel', (press) => {
    const act = actOf(press)
    if (act === 'up' || act === 'down') {
      const next = position + (act === 'down' ? 1 : -1)
      setWalked({ wanted, position: Math.max(0, Math.min(next, list.length - 1)) })
      return true
    }
    if (act !== 'confirm' || document.activeElement instanceof HTMLButtonElement) return false
    // What is shown may still answer an earlier text: Enter takes only what was asked for.
    const chosen = found.state === 'ready' && found.name === wanted ? list[position] : undefined
    if (chosen) void setCustomer(desk, chosen.id)
    return true
  })
  const isNone = found.state === 'ready' && found.name === wanted && list.length === 0
  return (
    <>
      <Field
        label={say('customer.search')}
        value={text}
        onChange={setText}
        maxLength={100}
        isFocusedAtOnce
      />
      {found.state === 'failed' && (
        <Notice tone="caution" title={troubleText(say, found.trouble)} />
      )}
      {wanted === '' && <p className="customer-hint">{say('customer.search.hint')}</p>}
      {wanted !== '' && isNone && (
        <Empty title={say('customer.none', { text: wanted })} hint={say('customer.none.hint')} />
      )}
      {list.length > 0 && (
        <ul className="results" aria-label={say('customer.results')}>
          {list.map((each, index) => (
            <Hit
              key={each.id}
              customer={each}
              isSelected={index === position}
              onChoose={() => void setCustomer(desk, each.id)}
              onLook={() => onLook(each)}
            />
          ))}
        </ul>
      )}
      <Button onPress={() => onNew(wanted)}>{say('customer.new')}</Button>
    </>
  )
}

interface HitProps {
  readonly customer: CustomerView
  readonly isSelected: boolean
  readonly onChoose: () => void
  readonly onLook: () => void
}

function Hit({ customer, isSelected, onChoose, onLook }: HitProps) {
  const say = useSay()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const { name, phone, email, card } = customer.details
  const shownName = name || say('customer.unnamed')
  return (
    <li ref={row} className="customer-hit" aria-current={isSelected}>
      <button className="result" type="button" onClick={onChoose}>
        <span className="result-name">{shownName}</span>
        <span className="result-detail" data-end>
          {customer.points !== null && say('customer.points', { count: customer.points })}
        </span>
        <span className="result-detail">{[phone, email, card].filter(Boolean).join(' · ')}</span>
        <span className="result-detail" data-end>
          {customer.isProvisional && say('customer.unsent')}
        </span>
      </button>
      <Button tone="quiet" spoken={`${say('customer.edit')}: ${shownName}`} onPress={onLook}>
        {say('customer.edit')}
      </Button>
    </li>
  )
}
