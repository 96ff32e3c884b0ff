/** Colours by role and the type scale. */
import type { CSSProperties } from 'react'
import { Specimen } from './Specimen.tsx'

const ROLES = [
  ...['ground', 'paper', 'raised', 'sunken', 'ink', 'ink-quiet', 'hairline', 'outline'],
  ...['pay', 'pay-tint', 'danger', 'danger-tint', 'caution', 'caution-tint', 'selected', 'focus'],
]
const STEPS = ['total', 'large', 'figure', 'title', 'strong', 'body', 'small']

export function Foundations() {
  return (
    <>
      <Specimen name="Colour" about="Roles, not colours. Green takes money; red and amber warn.">
        <ul className="swatches">
          {ROLES.map((role) => (
            <li key={role} style={{ '--swatch': `var(--${role})` } as CSSProperties}>
              {role}
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen name="Type" about="Inter, tabular figures, seven steps.">
        <ul className="scale">
          {STEPS.map((step) => (
            <li key={step} style={{ '--step': `var(--text-${step})` } as CSSProperties}>
              <span>1,284.50</span>
              <span>{step}</span>
            </li>
          ))}
        </ul>
      </Specimen>
    </>
  )
}
