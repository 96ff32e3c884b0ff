/** Something that needs a look: what happened and what can be done, where it matters. */
import type { ReactNode } from 'react'
import './notice.css'

export interface NoticeProps {
  readonly tone: 'plain' | 'caution' | 'danger'
  readonly title: string
  readonly children?: ReactNode
  readonly acts?: ReactNode
}

export function Notice({ tone, title, children, acts }: NoticeProps) {
  return (
    <section className="notice" data-tone={tone} role="alert">
      <h3 className="notice-title">{title}</h3>
      {children}
      {acts !== undefined && <div className="notice-acts">{acts}</div>}
    </section>
  )
}
