/**
 * Cash: a likely amount by one key, or what was given, typed; the change large. Less than what is
 * due is taken as a part of it, and what was typed can be put on a card instead.
 */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import { minor, type Minor } from '../../../src/domain/money.ts'
import { changeFor } from '../../../src/domain/selling/tender.ts'
import { payCard, payCash, takeCash } from '../../acts/pay.ts'
import { Button } from '../../design/Button.tsx'
import { Keypad } from '../../design/Keypad.tsx'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import { actOf, KEYMAP, QUICK_KEYS } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useFormat, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Given } from './Given.tsx'
import { QuickAmounts } from './QuickAmounts.tsx'

interface Owed {
  /** Null for the store's own currency. */
  readonly currency: string | null
  readonly due: Minor
  /** The first is the exact amount. */
  readonly quickAmounts: readonly Minor[]
}

const NOTHING: Owed = { currency: null, due: minor(0), quickAmounts: [] }

/** What is due in the currency that was chosen. */
function useOwed(currency: string | null): Owed {
  const draft = useTerminal((state) => state.draft)
  if (!draft) return NOTHING
  const foreign = draft.foreign.find((each) => each.currency === currency)
  return foreign ?? { currency: null, due: draft.cashDue, quickAmounts: draft.quickAmounts }
}

export function CashTender() {
  const [chosen, choose] = useState<string | null>(null)
  const owed = useOwed(chosen)
  // What was typed in one currency is nothing in another.
  return <Amounts key={owed.currency} owed={owed} onCurrency={choose} />
}

interface AmountsProps {
  readonly owed: Owed
  readonly onCurrency: (currency: string | null) => void
}

function Amounts({ owed, onCurrency }: AmountsProps) {
  const say = useSay()
  const desk = useDesk()
  const { currency, due } = owed
  const { exponent } = useFormat(currency ?? undefined)
  const takesCards = useTerminal((state) => state.shop?.takesCards ?? false)
  const [typed, setTyped] = useState('')
  const given = readAmount(typed, exponent)
  const quick = owed.quickAmounts.slice(1, 1 + QUICK_KEYS.length)
  const pay = (amount: Minor) => {
    if (currency === null && amount >= due) void payCash(desk, amount)
    else void takeCash(desk, amount, currency)
  }
  const key = (name: string): boolean => {
    const next = withKey(typed, name, exponent)
    if (next !== undefined) setTyped(next)
    return next !== undefined
  }
  const isPart = given !== null && given < due && given > 0
  const toCard = takesCards && currency === null && isPart ? () => void payCard(desk, given) : null
  useKeys('step', (press) => {
    const act = actOf(press)
    const likely = quick[QUICK_KEYS.findIndex((each) => each === act)]
    if (likely !== undefined) pay(likely)
    else if (act === 'confirm') pay(given ?? due)
    else if (act === 'card' && toCard) toCard()
    else return key(press.key)
    return true
  })
  return (
    <>
      <Currencies chosen={currency} onChoose={onCurrency} />
      <Given due={due} given={given} currency={currency} />
      <div className="pay-acts">
        <QuickAmounts label={say('cash.quick')} amounts={quick} currency={currency} onPick={pay} />
        <Keypad onKey={key} extra="00" />
        <Take given={given} due={due} onTake={pay} onCard={toCard} />
      </div>
    </>
  )
}

interface TakeProps {
  readonly given: Minor | null
  readonly due: Minor
  readonly onTake: (amount: Minor) => void
  readonly onCard: (() => void) | null
}

function Take({ given, due, onTake, onCard }: TakeProps) {
  const say = useSay()
  const desk = useDesk()
  const isEnough = changeFor(due, given ?? due) !== undefined
  const whole = given === null ? 'cash.exact' : 'cash.take'
  return (
    <>
      <Button
        tone="pay"
        size="large"
        printedKey={KEYMAP.confirm.print}
        isDisabled={given === 0 && due > 0}
        onPress={() => onTake(given ?? due)}
      >
        {say(isEnough ? whole : 'cash.part')}
      </Button>
      <div className="take-other">
        {onCard && (
          <Button printedKey={KEYMAP.card.print} onPress={onCard}>
            {say('cash.by-card')}
          </Button>
        )}
        <Button
          tone="quiet"
          printedKey={KEYMAP.back.print}
          onPress={() => desk.store.change({ kind: 'back' })}
        >
          {say('cash.back')}
        </Button>
      </div>
    </>
  )
}

interface CurrenciesProps {
  readonly chosen: string | null
  readonly onChoose: (currency: string | null) => void
}

/** The store's own first; nothing where no other is taken. */
function Currencies({ chosen, onChoose }: CurrenciesProps) {
  const say = useSay()
  const own = useTerminal((state) => state.shop?.currency ?? '')
  const foreign = useTerminal((state) => state.draft?.foreign)
  if (!foreign || foreign.length === 0) return null
  const currencies = [null, ...foreign.map(({ currency }) => currency)]
  return (
    <Group className="options currencies" aria-label={say('cash.currency')}>
      {currencies.map((currency) => (
        <Button key={currency} isOn={currency === chosen} onPress={() => onChoose(currency)}>
          {currency ?? own}
        </Button>
      ))}
    </Group>
  )
}
