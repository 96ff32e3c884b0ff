/** Work that goes on without a known end. */
import { ProgressBar } from 'react-aria-components/ProgressBar'
import './progress.css'

export function Progress({ label }: { label: string }) {
  return <ProgressBar className="progress" isIndeterminate aria-label={label} />
}
