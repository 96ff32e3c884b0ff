/** Containers come back: scan them, or touch what they are. It stays until it is left. */
import { returnDeposit } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { digitOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { quantityOf } from '../../state/entry.ts'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'
import { Revealed } from '../Revealed.tsx'

export function DepositsForm() {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const entry = useTerminal((state) => state.entry)
  const deposits = useReading((client) => client.catalogue.deposits(), 'deposits')
  const list = deposits.state === 'ready' ? deposits.value : []
  const give = (variant: string) =>
    void returnDeposit(desk, { by: 'deposit', variant }, quantityOf(entry))
  useKeys('step', (press) => {
    const digit = digitOf(press)
    if (digit === undefined) return false
    const deposit = list[digit - 1]
    if (deposit) give(deposit.variant)
    return true
  })
  return (
    // It grows when the deposits are there: then it is scrolled to again.
    <Revealed key={deposits.state} className="cart-form">
      <h3>{say('deposits.title')}</h3>
      <p className="cart-detail">{say('deposits.hint')}</p>
      <div className="choices">
        {list.map((each, place) => (
          <Button
            key={each.variant}
            {...(place < 9 && { printedKey: String(place + 1) })}
            isDisabled={each.unitPrice === null}
            onPress={() => give(each.variant)}
          >
            <span className="cart-name">{each.name}</span>
            <span>{each.unitPrice !== null && `− ${format.unitPrice(each.unitPrice)}`}</span>
          </Button>
        ))}
      </div>
      <Button printedKey={KEYMAP.back.print} onPress={() => desk.store.change({ kind: 'back' })}>
        {say('deposits.done')}
      </Button>
    </Revealed>
  )
}
