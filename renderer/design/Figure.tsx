/** An amount of money, its currency set back so that the number is what is read. */
import { useFormat } from '../terminal-context.tsx'
import './figure.css'

export interface FigureProps {
  readonly amount: number
  readonly size?: 'strong' | 'figure' | 'large' | 'total'
  /** Another currency than the store's own, whose minor units the amount then is. */
  readonly currency?: string | undefined
}

function lengthOf(text: string): 'usual' | 'long' | 'longest' {
  if (text.length <= 6) return 'usual'
  return text.length <= 8 ? 'long' : 'longest'
}

export function Figure({ amount, size = 'figure', currency }: FigureProps) {
  const format = useFormat(currency)
  return (
    <span className="figure" data-size={size} data-length={lengthOf(format.figure(amount))}>
      {format.moneyParts(amount).map((part) => (
        <span key={part.text} className={part.isCurrency ? 'figure-currency' : 'figure-number'}>
          {part.text}
        </span>
      ))}
    </span>
  )
}
