/** Which goods: all of them, whole departments, or some that are searched for; and which not. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { X } from 'lucide-react'
import { Button } from '../../design/Button.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { GoodsSearch } from '../office-prices/GoodsSearch.tsx'
import { usePlace } from '../office-prices/place.ts'
import type { Named, TargetForm } from './form.ts'

interface TargetFieldsProps {
  readonly label: MessageKey
  readonly target: TargetForm
  readonly onChange: (target: TargetForm) => void
}

export function TargetFields({ label, target, onChange }: TargetFieldsProps) {
  const say = useSay()
  const { ground } = usePlace()
  const { isSome, variants, departments, except } = target
  const change = (part: Partial<TargetForm>) => onChange({ ...target, ...part })
  return (
    <Group className="promotion-target" aria-label={say(label)}>
      <span className="field-label">{say(label)}</span>
      <div className="office-prices-choices">
        <Button isOn={!isSome} onPress={() => change({ isSome: false })}>
          {say('promotion.everything')}
        </Button>
        <Button isOn={isSome} onPress={() => change({ isSome: true })}>
          {say('promotion.some')}
        </Button>
      </div>
      {isSome && (
        <>
          <Goods
            label="promotion.add-goods"
            goods={variants}
            onChange={(goods) => change({ variants: goods })}
          />
          <Group className="office-prices-choices" aria-label={say('promotion.departments')}>
            {ground.departments.map(({ id, name }) => {
              const others = departments.filter((each) => each !== id)
              const isIn = others.length < departments.length
              return (
                <Button
                  key={id}
                  isOn={isIn}
                  onPress={() => change({ departments: isIn ? others : [...others, id] })}
                >
                  {name}
                </Button>
              )
            })}
          </Group>
        </>
      )}
      <Except goods={except} onChange={(goods) => change({ except: goods })} />
    </Group>
  )
}

interface GoodsProps {
  readonly goods: readonly Named[]
  readonly onChange: (goods: readonly Named[]) => void
}

/** Rarely asked for: it takes no room until it is. */
function Except({ goods, onChange }: GoodsProps) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  if (!isOpen && goods.length === 0) {
    return (
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {say('promotion.except.open')}
      </Button>
    )
  }
  return <Goods label="promotion.except" {...{ goods, onChange }} />
}

function Goods({ label, goods, onChange }: GoodsProps & { readonly label: MessageKey }) {
  const say = useSay()
  return (
    <>
      <GoodsSearch
        label={say(label)}
        onChosen={({ variant: id, name, size }) => {
          const others = goods.filter((each) => each.id !== id)
          onChange([...others, { id, name: [name, size].filter(Boolean).join(' ') }])
        }}
      />
      {goods.length > 0 && (
        <ul className="promotion-chips" aria-label={say(label)}>
          {goods.map(({ id, name }) => (
            <li key={id}>
              <Button
                spoken={`${say('promotion.remove')}: ${name}`}
                onPress={() => onChange(goods.filter((each) => each.id !== id))}
              >
                <bdi>{name}</bdi> <X aria-hidden="true" size="1em" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
