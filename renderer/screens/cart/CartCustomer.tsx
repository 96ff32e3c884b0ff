/**
 * Above the lines: the way to put the cart aside, whose purchase it is, and the place to say so
 * where nobody is named yet.
 */
import { Button } from '../../design/Button.tsx'
import { KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useTerminal } from '../../terminal-context.tsx'
import { ParkButton } from './ParkButton.tsx'

export function CartCustomer() {
  const say = useSay()
  const desk = useDesk()
  const customer = useTerminal((state) => state.draft?.customer ?? null)
  const may = useTerminal((state) => state.status?.permissions.includes('serve-customer') ?? false)
  const isSelling = useTerminal((state) => state.step.name === 'sell')
  return (
    <div className="cart-customer">
      <ParkButton />
      <div className="cart-customer-who">
        {customer && (
          <span className="cart-customer-name" dir="auto">
            {customer.details.name || say('customer.unnamed')}
          </span>
        )}
        {customer && customer.points !== null && (
          <span className="cart-customer-points">
            {say('customer.points', { count: customer.points })}
          </span>
        )}
      </div>
      {(may || customer) && (
        <Button
          tone="quiet"
          printedKey={KEYMAP.customer.print}
          isDisabled={!isSelling || !may}
          onPress={() => desk.store.change({ kind: 'panel', panel: 'customer' })}
        >
          {say('panel.customer')}
        </Button>
      )}
    </div>
  )
}
