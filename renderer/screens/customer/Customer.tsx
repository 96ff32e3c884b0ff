/** Customers, where one looks for goods: the one of this sale, a search, or a form. */
import { useState } from 'react'
import type { CustomerView } from '../../../src/contract/terminal/views.ts'
import { useTerminal } from '../../terminal-context.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { CustomerForm } from './CustomerForm.tsx'
import { CustomerSearch } from './CustomerSearch.tsx'
import './customer.css'

type Place =
  | { readonly name: 'search' }
  | { readonly name: 'card'; readonly customer: CustomerView }
  | { readonly name: 'form'; readonly customer: CustomerView | null; readonly typed: string }

export function Customer() {
  const attached = useTerminal((state) => state.draft?.customer ?? null)
  const [place, setPlace] = useState<Place>(
    attached ? { name: 'card', customer: attached } : { name: 'search' },
  )
  const toSearch = () => setPlace({ name: 'search' })
  switch (place.name) {
    case 'search':
      return (
        <CustomerSearch
          onLook={(customer) => setPlace({ name: 'card', customer })}
          onNew={(typed) => setPlace({ name: 'form', customer: null, typed })}
        />
      )
    case 'card':
      return (
        <CustomerCard
          customer={place.customer}
          isAttached={attached?.id === place.customer.id}
          onEdit={() => setPlace({ name: 'form', customer: place.customer, typed: '' })}
          onLeave={toSearch}
        />
      )
    case 'form':
      return (
        <CustomerForm
          customer={place.customer}
          typed={place.typed}
          onChanged={(customer) => setPlace({ name: 'card', customer })}
          onLeave={toSearch}
        />
      )
  }
}
