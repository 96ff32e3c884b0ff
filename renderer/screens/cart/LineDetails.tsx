/** What a line says beside its name: weight of a label, number, date, wishes, note. */
import type { LineView } from '../../../src/contract/terminal/views.ts'
import { useSay } from '../../language/language.tsx'
import { useFormat } from '../../terminal-context.tsx'

export function LineDetails({ line }: { line: LineView }) {
  const say = useSay()
  const format = useFormat()
  const { label, components, wishes, serial, lot, expiry, soldExpired, note } = line
  const details = [
    label &&
      `${format.quantity(label.quantity, label.unit)} × ${format.unitPrice(label.unitPrice)}`,
    line.isDepositBack && say('line.returned'),
    line.unproven && say('line.unproven'),
    line.unproven && say(`return-reason.${line.unproven.reason}`),
    components
      ?.map((each) => `${format.quantity(each.quantity, 'piece')} × ${each.name}`)
      .join(' · '),
    wishes?.join(' · '),
    line.load?.lastFour ? `····${line.load.lastFour}` : undefined,
    serial !== undefined && say('line.serial', { serial }),
    lot !== undefined && say('line.lot', { lot }),
    line.ageChecked !== undefined && say('line.age', { age: line.ageChecked }),
    note,
  ].filter((each) => typeof each === 'string')
  return (
    <>
      {details.map((each) => (
        <span key={each} className="cart-detail">
          {each}
        </span>
      ))}
      {expiry !== undefined && (
        <span className="cart-detail" {...(soldExpired && { 'data-caution': '' })}>
          {say(soldExpired ? 'line.expired' : 'line.expiry', { date: format.day(expiry) })}
        </span>
      )}
    </>
  )
}
