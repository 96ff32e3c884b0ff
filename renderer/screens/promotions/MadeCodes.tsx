/** Codes that were just made: here, once, they can be saved as a file. */
import { csvOf } from '../../../src/domain/reports/csv.ts'
import { usesOf, type Coupon } from '../../../src/domain/pricing/promotion.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { saveFile } from '../../reports/save-file.ts'
import { useSay } from '../../language/language.tsx'
import { usePlace } from '../office-prices/place.ts'

/** So many are shown; the file has all. */
const SHOWN = 5
const GROUP = /.{4}(?=.)/g

interface MadeCodesProps {
  readonly name: string
  readonly coupons: readonly Coupon[]
}

export function MadeCodes({ name, coupons }: MadeCodesProps) {
  const say = useSay()
  const { format } = usePlace()
  const codes = coupons.map(({ code }) => writtenCode(code))
  const save = () => {
    const rows = coupons.map((coupon, place) => {
      const uses = usesOf(coupon)
      const often = uses === undefined ? say('coupons.often') : say('coupons.times', { uses })
      return [codes[place] ?? '', name, uses === 1 ? say('coupons.once') : often]
    })
    const head = [say('coupon.code'), say('promotion.name'), say('coupons.use')]
    saveFile('holdfast_coupons.csv', [csvOf([head, ...rows], format)])
  }
  return (
    <Notice
      tone="plain"
      title={say('coupons.now-made', { count: coupons.length })}
      acts={
        <Button tone="strong" onPress={save}>
          {say('coupons.save')}
        </Button>
      }
    >
      {coupons.some(({ singleUse }) => singleUse) && <p>{say('coupons.save.hint')}</p>}
      <p className="promotion-made">
        {codes.slice(0, SHOWN).map((code) => (
          <code key={code} dir="ltr">
            {code}
          </code>
        ))}
        {codes.length > SHOWN && (
          <span>{say('promotion.more', { count: codes.length - SHOWN })}</span>
        )}
      </p>
    </Notice>
  )
}

/** In fours, as a person reads it out; tills pass over the signs between. */
function writtenCode(code: string): string {
  return code.length === 12 ? code.replaceAll(GROUP, '$&-') : code
}
