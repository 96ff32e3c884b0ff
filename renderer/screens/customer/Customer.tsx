/** Customers, where one looks for goods: the one of this sale, a search, or a form. */
import { useState } from 'react'
import type { CustomerView } from '../../../src/contract/terminal/views.ts'
import { useTerminal } from '../../terminal-context.tsx'
import { CustomerCard } from './CustomerCard.tsx'
import { CustomerForm } from './CustomerForm.tsx'
import { CustomerSearch } from './CustomerSearch.tsx'
import { History } from './History.tsx'
import './customer.css'

type Place =
  | { readonly name: 'search' }
  | { readonly name: 'card'; readonly customer: CustomerView }
  | { readonly name: 'history'; readonly customer: CustomerView }
  | { readonly name: 'form'; readonly customer: CustomerView | null; readonly typed: string }

export function Customer() {
  const attached = useTerminal((state) => state.draft?.customer ?? null)
  const [place, setPlace] = useState<Place>(
    attached ? { name: 'card', customer: attached } : { name: 'search' },
  )
  const toSearch = () => setPlace({ name: 'search' })
  const toCard = (customer: CustomerView) => setPlace({ name: 'card', customer })
  switch (place.name) {
    case 'search':
      return (
        <CustomerSearch
          onLook={toCard}
          onNew={(typed) => setPlace({ name: 'form', customer: null, typed })}
        />
      )
    case 'card':
      return (
        <CustomerCard
          customer={place.customer}
          isAttached={attached?.id === place.customer.id}
          onEdit={() => setPlace({ name: 'form', customer: place.customer, typed: '' })}
          onHistory={() => setPlace({ name: 'history', customer: place.customer })}
          onLeave={toSearch}
        />
      )
    case 'history':
      return <History customer={place.customer} onLeave={() => toCard(place.customer)} />
    case 'form':
      return (
        <CustomerForm
          customer={place.customer}
          typed={place.typed}
          onChanged={toCard}
          onLeave={toSearch}
        />
      )
  }
}
