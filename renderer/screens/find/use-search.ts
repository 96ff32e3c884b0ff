/** Search as you type: the latest text wins, and what was found stays until the next is there. */
import { useEffect, useState } from 'react'
import type { SellableView } from '../../../src/contract/terminal/views.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

export type Found =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'found'; readonly text: string; readonly goods: readonly SellableView[] }

export function useSearch(text: string): Found {
  const desk = useDesk()
  const goodsVersion = useTerminal((state) => state.goods)
  const wanted = text.trim()
  const [found, setFound] = useState<Found>({ state: 'loading' })
  useEffect(() => {
    if (wanted === '') {
      setFound({ state: 'loading' })
      return undefined
    }
    let isLatest = true
    void desk.connection
      .ask((client) => client.catalogue.search({ text: wanted }))
      .then((answer) => {
        if (!isLatest) return
        setFound(
          answer.ok
            ? { state: 'found', text: wanted, goods: answer.value }
            : { state: 'failed', trouble: answer.trouble },
        )
      })
    return () => {
      isLatest = false
    }
  }, [desk, wanted, goodsVersion])
  return found
}
