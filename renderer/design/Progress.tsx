/** Work that goes on without a known end. */
import './progress.css'

export function Progress({ label }: { label: string }) {
  return <div className="progress" role="progressbar" aria-label={label} />
}
