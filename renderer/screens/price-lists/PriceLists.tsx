/** The shop's price lists: who uses each, what it asks, and prices set by hand or from a file. */
import { useState } from 'react'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import type { Trouble } from '../../connection/trouble.ts'
import { useSay, type Say } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { usePlace } from '../office-prices/place.ts'
import { createList, readLists, type List } from '../office-prices/requests.ts'
import { ListGoods } from './ListGoods.tsx'
import { PriceFile } from './PriceFile.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import './price-lists.css'

const NAME_LONGEST = 80

export function PriceLists() {
  const say = useSay()
  const { token, ground } = usePlace()
  const [turn, setTurn] = useState(0)
  const [chosen, setChosen] = useState(ground.priceList)
  const [isFile, setFile] = useState(false)
  const asked = useAsked(() => readLists(token), String(turn))
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const lists = asked.state === 'ready' ? asked.value.lists : asked.before?.lists
  if (!lists) return <p role="status">{say('reports.loading')}</p>
  const list = lists.find(({ id }) => id === chosen) ?? lists[0]
  const choose = (id: string) => {
    setChosen(id)
    setFile(false)
  }
  return (
    <div className="price-lists">
      <nav className="price-lists-all" aria-label={say('office-prices.lists')}>
        {lists.map((each) => (
          <button
            key={each.id}
            type="button"
            className="price-list"
            aria-pressed={each.id === list?.id}
            onClick={() => choose(each.id)}
          >
            <span>
              <bdi>{each.name}</bdi>
            </span>
            <small>{usedWords(each, say)}</small>
          </button>
        ))}
        <NewList
          onMade={(id) => {
            choose(id)
            setTurn(turn + 1)
          }}
        />
      </nav>
      {list && isFile && <PriceFile key={list.id} list={list} onLeave={() => setFile(false)} />}
      {list && !isFile && <ListGoods key={list.id} list={list} onFile={() => setFile(true)} />}
    </div>
  )
}

function usedWords({ stores, groups }: List, say: Say): string {
  const used = [...stores, ...groups.map(({ store, name }) => `${name} (${store})`)]
  return used.length === 0 ? say('price-list.unused') : used.join(' · ')
}

function NewList({ onMade }: { readonly onMade: (id: string) => void }) {
  const say = useSay()
  const { token, store } = usePlace()
  const [name, setName] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const create = async () => {
    const answer = await createList(token, store.store, name.trim())
    setTrouble(answer.ok ? null : answer.trouble)
    // Ids rise with time: the last of them is the new one.
    const made = answer.ok ? answer.value.lists.at(-1) : undefined
    if (!made) return
    setName('')
    onMade(made.id)
  }
  return (
    <form
      className="price-list-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void create()
      }}
    >
      <Field
        label={say('price-list.new')}
        value={name}
        onChange={setName}
        maxLength={NAME_LONGEST}
      />
      <Button isDisabled={name.trim() === ''} onPress={() => void create()}>
        {say('price-list.create')}
      </Button>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
    </form>
  )
}
