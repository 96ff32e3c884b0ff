/** Scrolls to what it holds when that appears. */
import { useEffect, useRef, type ReactNode } from 'react'

export function Revealed({ className, children }: { className: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'end' })
  }, [])
  return (
    <div className={className} ref={place}>
      {children}
    </div>
  )
}
