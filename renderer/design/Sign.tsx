/** A quiet sign in the bar: words first, a mark beside them, colour last. */
import './sign.css'

export interface SignProps {
  readonly tone: 'plain' | 'caution' | 'danger'
  readonly children: string
}

export function Sign({ tone, children }: SignProps) {
  return (
    <span className="sign" data-tone={tone}>
      {children}
    </span>
  )
}
