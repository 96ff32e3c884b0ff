/** Work that goes on, with or without a known end. */
import type { CSSProperties } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import './progress.css'

export interface ProgressProps {
  readonly label: string
  /** Of 1, how much is done; absent where nobody knows. */
  readonly share?: number
}

export function Progress({ label, share }: ProgressProps) {
  if (share === undefined) {
    return <ProgressBar className="progress" isIndeterminate aria-label={label} />
  }
  return (
    <ProgressBar
      className="progress"
      value={share}
      maxValue={1}
      aria-label={label}
      style={{ '--share': share } as CSSProperties}
    />
  )
}
