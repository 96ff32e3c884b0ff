/** What a list asks: goods by name, with the price of now, what is coming, and a way to set one. */
import { useState } from 'react'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { WholeTable } from '../../reports/WholeTable.tsx'
import { usePlace } from '../office-prices/place.ts'
import { readGoods, type Goods, type GoodsAsked, type List } from '../office-prices/requests.ts'
import { Choice } from '../reports/Choice.tsx'
import { SetPrice } from './SetPrice.tsx'

interface ListGoodsProps {
  readonly list: List
  readonly onFile: () => void
}

const COLUMNS = ['goods', 'sku', 'now', 'coming', 'set'] as const
const ONLY = ['priced', 'unpriced', 'coming'] as const
type Only = GoodsAsked['only']

export function ListGoods({ list, onFile }: ListGoodsProps) {
  const say = useSay()
  const [text, setText] = useState('')
  const [only, setOnly] = useState<Only>(undefined)
  return (
    <section className="office-prices-body" aria-label={list.name}>
      <div className="office-prices-head price-list-find">
        <Field
          label={say('price-list.search')}
          value={text}
          onChange={setText}
          placeholder={say('office-prices.search')}
          maxLength={100}
          isFocusedAtOnce
        />
        <Choice
          label={say('price-list.only')}
          value={only ?? ''}
          onChange={(chosen) => setOnly(ONLY.find((each) => each === chosen))}
        >
          {[
            ['', say('price-list.only.all')],
            ...ONLY.map((each) => [each, say(`price-list.only.${each}`)] as const),
          ]}
        </Choice>
        <Button onPress={onFile}>{say('price-list.file')}</Button>
      </div>
      <Table key={`${text.trim()} ${only ?? ''}`} {...{ list, text, only }} />
    </section>
  )
}

interface TableProps extends Pick<ListGoodsProps, 'list'> {
  readonly text: string
  readonly only: Only
}

function Table({ list, text, only }: TableProps) {
  const say = useSay()
  const [pages, setPages] = useState<readonly number[]>([0])
  return (
    <div className="reports-scroll">
      <table className="reports-table price-list-table">
        <caption>
          <bdi>{list.name}</bdi>
          <small>{say(list.taxIncluded ? 'price-list.with-tax' : 'price-list.without-tax')}</small>
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'sku' ? 'price-list-text' : ''}>
                {say(`price-list.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {pages.map((skip, index) => (
          <Page
            key={skip}
            {...{ list, text, only, skip }}
            onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
          />
        ))}
      </table>
    </div>
  )
}

interface PageProps extends TableProps {
  readonly skip: number
  readonly onMore: ((skip: number) => void) | null
}

function Page({ list, text, only, skip, onMore }: PageProps) {
  const say = useSay()
  const { token } = usePlace()
  const [turn, setTurn] = useState(0)
  const asked = useAsked(
    () => readGoods(token, { list: list.id, text, only, skip }),
    JSON.stringify([list.id, text.trim(), only, skip, turn]),
  )
  if (asked.state === 'failed') {
    return (
      <WholeTable columns={COLUMNS.length}>
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      </WholeTable>
    )
  }
  const answer = asked.state === 'ready' ? asked.value : asked.before
  if (!answer) return <WholeTable columns={COLUMNS.length}>{say('reports.loading')}</WholeTable>
  if (answer.goods.length === 0 && skip === 0) {
    return (
      <WholeTable columns={COLUMNS.length}>
        <Empty title={say('office-prices.nothing-found')} />
      </WholeTable>
    )
  }
  return (
    <tbody>
      {answer.goods.map((goods) => (
        <Row key={goods.variant} {...{ list, goods }} onSet={() => setTurn(turn + 1)} />
      ))}
      {answer.hasMore && onMore && (
        <tr>
          <th colSpan={COLUMNS.length}>
            <Button onPress={() => onMore(skip + answer.goods.length)}>
              {say('office-prices.more')}
            </Button>
          </th>
        </tr>
      )}
    </tbody>
  )
}

interface RowProps {
  readonly list: List
  readonly goods: Goods
  readonly onSet: () => void
}

function Row({ list, goods, onSet }: RowProps) {
  const say = useSay()
  const { format } = usePlace()
  const [isOpen, setOpen] = useState(false)
  const { name, size, sku, now, coming } = goods
  const until = now?.to ?? null
  return (
    <>
      <tr>
        <th scope="row">
          <bdi>{name}</bdi>{' '}
          <small>
            <bdi>{size}</bdi>
          </small>
        </th>
        <td className="price-list-text">
          <bdi>{sku}</bdi>
        </td>
        <td>
          <bdi>{now ? format.unitPrice(now.unitPrice) : '–'}</bdi>
          {until !== null && <small>{say('price-list.until', { to: format.moment(until) })}</small>}
        </td>
        <td>
          {coming.map(({ unitPrice, from }) => (
            <span key={from}>
              <bdi>{format.unitPrice(unitPrice)}</bdi>
              <small>{say('promotion.from-on', { from: format.moment(from) })}</small>
            </span>
          ))}
        </td>
        <td>
          <Button
            spoken={`${say('price-list.set')}: ${name}`}
            isOn={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {say('price-list.set')}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={COLUMNS.length}>
            <SetPrice
              {...{ list, goods }}
              onSet={() => {
                setOpen(false)
                onSet()
              }}
            />
          </td>
        </tr>
      )}
    </>
  )
}
