/** Codes that are good more than once: how often each was used, the most used first. */
import type { CouponCounts } from '../../../src/contract/backend/promotions.ts'
import { useSay } from '../../language/language.tsx'
import { usePlace } from '../office-prices/place.ts'

export function UsedCodes({ codes }: { readonly codes: CouponCounts['codes'] }) {
  const say = useSay()
  const { format } = usePlace()
  return (
    <table className="reports-table promotion-uses">
      <caption>{say('coupons.each')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('coupons.code')}</th>
          <th scope="col">{say('coupons.used')}</th>
          <th scope="col">{say('coupons.at-most')}</th>
          <th scope="col">{say('coupons.claimed')}</th>
        </tr>
      </thead>
      <tbody>
        {codes.map(({ code, used, most, claimed }) => (
          <tr key={code} data-spent={most !== null && used >= most}>
            <th scope="row">
              <code dir="ltr">{code}</code>
            </th>
            <td>{format.count(used)}</td>
            <td>{most === null ? say('coupons.no-end') : format.count(most)}</td>
            <td>{format.count(claimed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
