/** The codes of a promotion: how many there are and were used, and more of them. */
import { useState } from 'react'
import type { CouponCounts } from '../../../src/contract/backend/promotions.ts'
import { COUPONS_AT_ONCE } from '../../../src/contract/backend/promotions.ts'
import {
  COUPON_USES_LIMIT,
  couponCodeOf,
  type Coupon,
  type Promotion,
} from '../../../src/domain/pricing/promotion.ts'
import type { Answer, Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useAsked } from '../../reports/ground.ts'
import { usePlace } from '../office-prices/place.ts'
import { countCoupons, giveCoupon, makeCoupons } from '../office-prices/requests.ts'
import { MadeCodes } from './MadeCodes.tsx'
import { UsedCodes } from './UsedCodes.tsx'
import { readWhole } from './typed.ts'

interface CouponsProps {
  readonly promotion: Promotion
  /** Nobody needs codes of what is over. */
  readonly isOver: boolean
}

export function Coupons({ promotion, isOver }: CouponsProps) {
  const say = useSay()
  const { token } = usePlace()
  const [made, setMade] = useState<readonly Coupon[]>([])
  const [turn, setTurn] = useState(0)
  const asked = useAsked(() => countCoupons(token, promotion.id), `${promotion.id} ${String(turn)}`)
  const counts =
    asked.state === 'ready' ? asked.value : asked.state === 'loading' ? asked.before : null
  return (
    <section className="reports-card promotion-coupons" aria-label={say('coupons.title')}>
      <h2>{say('coupons.title')}</h2>
      {asked.state === 'failed' && <Notice tone="danger" title={troubleText(say, asked.trouble)} />}
      {counts && <Counts counts={counts} />}
      {counts && counts.codes.length > 0 && <UsedCodes codes={counts.codes} />}
      {made.length > 0 && <MadeCodes name={promotion.name} coupons={made} />}
      {!isOver && (
        <MoreCodes
          promotion={promotion.id}
          onMade={(coupons) => {
            setMade(coupons)
            setTurn(turn + 1)
          }}
        />
      )}
    </section>
  )
}

const COUNTED = ['made', 'free', 'claimed', 'used', 'reusable', 'uses'] as const
/** Told where there are codes that are good more than once. */
const OF_REUSABLE: readonly string[] = ['reusable', 'uses']

function Counts({ counts }: { readonly counts: CouponCounts }) {
  const say = useSay()
  const { format } = usePlace()
  return (
    <dl className="promotion-counts">
      {COUNTED.filter((each) => counts.reusable > 0 || !OF_REUSABLE.includes(each)).map((each) => (
        <div key={each}>
          <dt>{say(`coupons.${each}`)}</dt>
          <dd>
            <bdi>{format.count(counts[each])}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const GOOD = ['once', 'some', 'often'] as const
type Good = (typeof GOOD)[number]

interface MoreCodesProps {
  readonly promotion: string
  readonly onMade: (coupons: readonly Coupon[]) => void
}

/** So many that nobody guesses, or one that a person chose. */
function MoreCodes({ promotion, onMade }: MoreCodesProps) {
  const say = useSay()
  const { token } = usePlace()
  const [good, setGood] = useState<Good>('once')
  const [times, setTimes] = useState('100')
  const [typed, setTyped] = useState('100')
  const [code, setCode] = useState('')
  const [isUnderWay, setUnderWay] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | 'taken' | null>(null)
  const count = readWhole(typed, 1, COUPONS_AT_ONCE)
  const uses = good === 'some' ? readWhole(times, 2, COUPON_USES_LIMIT) : undefined
  const isReady = !isUnderWay && (good !== 'some' || uses !== undefined)
  const ownCode = couponCodeOf(code)
  const ask = async (answering: Promise<Answer<{ readonly coupons: readonly Coupon[] }>>) => {
    setUnderWay(true)
    const answer = await answering
    setUnderWay(false)
    if (!answer.ok) setTrouble(answer.trouble)
    else if (answer.value.coupons.length === 0) setTrouble('taken')
    else {
      setTrouble(null)
      setCode('')
      onMade(answer.value.coupons)
    }
  }
  const wanted = { promotion, singleUse: good === 'once', ...(uses !== undefined && { uses }) }
  return (
    <div className="promotion-codes">
      <div className="office-prices-choices">
        {GOOD.map((each) => (
          <Button key={each} isOn={good === each} onPress={() => setGood(each)}>
            {say(`coupons.${each}`)}
          </Button>
        ))}
      </div>
      {good === 'some' && (
        <div className="promotion-row">
          <Field label={say('coupons.most')} value={times} onChange={setTimes} maxLength={6} />
        </div>
      )}
      <div className="promotion-row">
        <Field label={say('coupons.count')} value={typed} onChange={setTyped} maxLength={4} />
        <Button
          isDisabled={count === undefined || !isReady}
          onPress={() => count !== undefined && void ask(makeCoupons(token, { ...wanted, count }))}
        >
          {say('coupons.make')}
        </Button>
      </div>
      <div className="promotion-row">
        <Field label={say('coupons.own')} value={code} onChange={setCode} maxLength={40} />
        <Button
          isDisabled={!/^[A-Z0-9]{1,40}$/.test(ownCode) || !isReady}
          onPress={() => void ask(giveCoupon(token, { ...wanted, code: ownCode }))}
        >
          {say('coupons.give')}
        </Button>
      </div>
      {trouble !== null && (
        <Notice
          tone="danger"
          title={trouble === 'taken' ? say('coupons.taken') : troubleText(say, trouble)}
        />
      )}
    </div>
  )
}
