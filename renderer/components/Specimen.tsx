/** One component on the documentation page. */
import type { ReactNode } from 'react'

interface SpecimenProps {
  readonly name: string
  readonly about: string
  readonly children: ReactNode
}

export function Specimen({ name, about, children }: SpecimenProps) {
  return (
    <section className="specimen">
      <h2>{name}</h2>
      <p>{about}</p>
      {children}
    </section>
  )
}
