/** A list with nothing in it says so, and says what fills it. */
import './empty.css'

export function Empty({ title, hint }: { title: string; hint?: string }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {hint !== undefined && <p>{hint}</p>}
    </div>
  )
}
