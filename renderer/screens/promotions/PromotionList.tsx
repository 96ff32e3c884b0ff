/** Promotions of one state, the newest first; from each a door to all of it. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import type { PromotionState } from '../../../src/contract/backend/promotions.ts'
import type { Promotion } from '../../../src/domain/pricing/promotion.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { useSay } from '../../language/language.tsx'
import { useAsked } from '../../reports/ground.ts'
import { TablePage } from '../../reports/TablePage.tsx'
import '../../reports/reports.css'
import '../../reports/tables.css'
import { usePlace } from '../office-prices/place.ts'
import { readPromotions } from '../office-prices/requests.ts'
import { goodsWords, ruleWords, whenWords, whomWords, type Names } from './words.ts'

export type ShownState = Exclude<PromotionState, 'open'>
type Chosen = (promotion: Promotion, names: Names) => void

interface PromotionListProps {
  readonly state: ShownState
  readonly onState: (state: ShownState) => void
  readonly onNew: () => void
  readonly onChosen: Chosen
}

const STATES: readonly ShownState[] = ['running', 'planned', 'ended']
const COLUMNS = ['name', 'does', 'when', 'whom'] as const

export function PromotionList({ state, onState, onNew, onChosen }: PromotionListProps) {
  const say = useSay()
  return (
    <section className="office-prices-body" aria-label={say('office-prices.promotions')}>
      <div className="office-prices-head">
        <Group className="office-prices-choices" aria-label={say('promotion.states')}>
          {STATES.map((each) => (
            <Button key={each} isOn={each === state} onPress={() => onState(each)}>
              {say(`promotion.state.${each}`)}
            </Button>
          ))}
        </Group>
        <Button tone="strong" onPress={onNew}>
          {say('promotion.new')}
        </Button>
      </div>
      <Rows key={state} {...{ state, onChosen }} />
    </section>
  )
}

type RowsProps = Pick<PromotionListProps, 'state' | 'onChosen'>

function Rows({ state, onChosen }: RowsProps) {
  const say = useSay()
  const [pages, setPages] = useState<readonly number[]>([0])
  return (
    <div className="reports-scroll">
      <table className="reports-table promotion-table">
        <caption>{say(`promotion.state.${state}`)}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {say(`promotion.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {pages.map((skip, index) => (
          <Page
            key={skip}
            {...{ state, skip, onChosen }}
            onMore={index === pages.length - 1 ? (next) => setPages([...pages, next]) : null}
          />
        ))}
      </table>
    </div>
  )
}

interface PageProps extends RowsProps {
  readonly skip: number
  readonly onMore: ((skip: number) => void) | null
}

function Page({ state, skip, onChosen, onMore }: PageProps) {
  const say = useSay()
  const { token } = usePlace()
  const asked = useAsked(() => readPromotions(token, state, skip), `${state} ${String(skip)}`)
  return (
    <TablePage
      asked={asked}
      columns={COLUMNS.length}
      isEmpty={({ promotions }) => promotions.length === 0 && skip === 0}
      empty={<Empty title={say(`promotion.none.${state}`)} hint={say('promotion.none.hint')} />}
      rows={({ promotions, named }) => {
        const names = new Map(named.map(({ id, name }) => [id, name]))
        return promotions.map((promotion) => (
          <Row key={promotion.id} {...{ promotion, names, onChosen }} />
        ))
      }}
      more={({ promotions, hasMore }) =>
        hasMore && onMore ? () => onMore(skip + promotions.length) : null
      }
      moreText={say('office-prices.more')}
    />
  )
}

interface RowProps {
  readonly promotion: Promotion
  readonly names: Names
  readonly onChosen: Chosen
}

function Row({ promotion, names, onChosen }: RowProps) {
  const say = useSay()
  const place = usePlace()
  const words = { ...place, say, names }
  const door = (
    <button className="reports-door" type="button" onClick={() => onChosen(promotion, names)}>
      <bdi>{promotion.name}</bdi>
    </button>
  )
  return (
    <tr>
      <th scope="row">{door}</th>
      <td>
        {ruleWords(promotion.rule, say, place.format)}
        <small>{goodsWords(promotion.rule, words)}</small>
      </td>
      <td>{whenWords(promotion, words)}</td>
      <td>{whomWords(promotion, words).join(' · ')}</td>
    </tr>
  )
}
