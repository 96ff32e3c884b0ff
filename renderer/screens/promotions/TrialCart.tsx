/** A cart that a person fills: what it costs without the promotion and with it, line by line. */
import { useMemo, useState } from 'react'
import { Minus, Plus } from 'lucide-react'
import type { PromotionInput } from '../../../src/contract/backend/promotions.ts'
import type { PricedCart } from '../../../src/domain/pricing/priced.ts'
import { instantOf } from '../../../src/domain/time.ts'
import { now } from '../../clock.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Field } from '../../design/Field.tsx'
import { Joined } from '../../design/Joined.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { GoodsSearch } from '../office-prices/GoodsSearch.tsx'
import { usePlace } from '../office-prices/place.ts'
import { readOpenPromotions, type Goods } from '../office-prices/requests.ts'
import { explained } from '../prices/explained.ts'
import { Choice } from '../reports/Choice.tsx'
import { firstMoment, isDraft, tryOut, type TrialLine, type TriedOut } from './trial.ts'

/** More of it than anybody tries. */
const COUNT_MOST = 999

interface TrialCartProps {
  /** Null while it says too little. */
  readonly draft: PromotionInput | null
}

export function TrialCart({ draft }: TrialCartProps) {
  const say = useSay()
  const { token, store, ground } = usePlace()
  const [lines, setLines] = useState<readonly TrialLine[]>([])
  const [moment, setMoment] = useState('')
  const [group, setGroup] = useState('')
  const asked = useAsked(() => readOpenPromotions(token), 'open')
  const others = useMemo(() => (asked.state === 'ready' ? asked.value : []), [asked])
  const at = instantOf(moment, store.zone) ?? firstMoment(draft, store.zone, now())
  const trial = { lines, store: store.store, zone: store.zone, ground, at }
  const whose = { group: group === '' ? null : group, hasCoupon: draft?.needsCoupon === true }
  const tried = tryOut({ ...trial, ...whose }, others, draft)
  return (
    <section className="promotion-trial" aria-label={say('promotion.trial')}>
      <h2>{say('promotion.trial')}</h2>
      {asked.state === 'failed' && <Notice tone="danger" title={troubleText(say, asked.trouble)} />}
      <GoodsSearch
        label={say('promotion.trial.add')}
        onChosen={(goods) => setLines(withOneMore(lines, goods))}
      />
      <div className="promotion-row">
        <Field
          label={say('promotion.trial.at')}
          value={moment}
          onChange={setMoment}
          picks="datetime-local"
        />
        {ground.groups.length > 0 && (
          <Choice label={say('promotion.trial.group')} value={group} onChange={setGroup}>
            {[
              ['', say('promotion.trial.nobody')],
              ...ground.groups.map((each) => [each.id, each.name]),
            ]}
          </Choice>
        )}
      </div>
      {lines.length === 0 ? (
        <Empty title={say('promotion.trial.empty')} hint={say('promotion.trial.empty.hint')} />
      ) : (
        <>
          <ul className="trial-lines">
            {lines.map((line) => (
              <Line
                key={line.goods.variant}
                {...{ line, tried }}
                onCount={(count) => setLines(withCount(lines, line.goods, count))}
              />
            ))}
          </ul>
          <Totals tried={tried} />
        </>
      )}
    </section>
  )
}

function withOneMore(lines: readonly TrialLine[], goods: Goods): readonly TrialLine[] {
  const known = lines.find((line) => line.goods.variant === goods.variant)
  return known ? withCount(lines, goods, known.count + 1) : [...lines, { goods, count: 1 }]
}

function withCount(
  lines: readonly TrialLine[],
  { variant }: Goods,
  count: number,
): readonly TrialLine[] {
  return lines.flatMap((line) => {
    if (line.goods.variant !== variant) return [line]
    return count === 0 ? [] : [{ ...line, count: Math.min(count, COUNT_MOST) }]
  })
}

interface LineProps {
  readonly line: TrialLine
  readonly tried: TriedOut
  readonly onCount: (count: number) => void
}

function Line({ line: { goods, count }, tried: { before, after }, onCount }: LineProps) {
  const say = useSay()
  const { format } = usePlace()
  const { name, size, unit, variant } = goods
  const find = (cart: PricedCart | null) => cart?.lines.find(({ id }) => id === variant)
  const [was, is] = [find(before), find(after ?? before)]
  return (
    <li className="trial-line">
      <span>
        <bdi>{name}</bdi>{' '}
        <small>
          <bdi>{size}</bdi>
        </small>
      </span>
      <span className="trial-count">
        <Button
          spoken={`${say('promotion.trial.less')}: ${name}`}
          onPress={() => onCount(count - 1)}
        >
          <Minus aria-hidden="true" size="1.125em" />
        </Button>
        <bdi>{format.quantity(count * 1000, unit)}</bdi>
        <Button
          spoken={`${say('promotion.trial.more')}: ${name}`}
          onPress={() => onCount(count + 1)}
        >
          <Plus aria-hidden="true" size="1.125em" />
        </Button>
      </span>
      <span className="trial-figures">
        {was && is && was.total !== is.total && <del>{format.money(was.total)}</del>}
        <bdi>{is ? format.money(is.total) : '–'}</bdi>
      </span>
      {!goods.now && <small className="trial-why">{say('promotion.trial.no-price')}</small>}
      {is?.discounts.map((discount) => (
        <small key={discount.source} className="trial-why" data-new={isDraft(discount.source)}>
          <Joined
            texts={[
              discount.name,
              explained(discount, unit, say, format),
              format.money(0 - discount.amount),
            ]}
          />
        </small>
      ))}
    </li>
  )
}

function Totals({ tried: { before, after } }: { readonly tried: TriedOut }) {
  const say = useSay()
  const { format } = usePlace()
  if (!after) return <p role="status">{say('promotion.trial.waiting')}</p>
  const passed = after.passed.find(({ promotion }) => isDraft(promotion))
  return (
    <>
      <dl className="trial-totals" aria-live="polite">
        <div>
          <dt>{say('promotion.trial.before')}</dt>
          <dd>{format.money(before.total)}</dd>
        </div>
        <div>
          <dt>{say('promotion.trial.after')}</dt>
          <dd>{format.money(after.total)}</dd>
        </div>
        <div data-strong="true">
          <dt>{say('promotion.trial.saves')}</dt>
          <dd>{format.money(before.total - after.total)}</dd>
        </div>
      </dl>
      {passed && (
        <Notice tone="plain" title={say('promotion.trial.passed')}>
          <p>{say(`coupon.why.${passed.reason}`)}</p>
        </Notice>
      )}
      {!passed && before.total === after.total && (
        <p role="status">{say('promotion.trial.nothing')}</p>
      )}
    </>
  )
}
