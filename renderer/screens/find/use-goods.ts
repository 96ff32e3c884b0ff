/** Something read from the catalogue, read again whenever goods changed; the old stays meanwhile. */
import { useEffect, useRef, useState } from 'react'
import type { TerminalClient } from '../../connection/link.ts'
import type { Trouble } from '../../connection/trouble.ts'
import { useDesk, useTerminal } from '../../terminal-context.tsx'

export type Loaded<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'ready'; readonly value: Value }

/** `name` tells one reading from another: it is read anew when that changes. */
export function useGoods<Value>(
  read: (client: TerminalClient) => Promise<Value>,
  name: string,
): Loaded<Value> {
  const desk = useDesk()
  const goodsVersion = useTerminal((state) => state.goods)
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading' })
  useEffect(() => {
    let isCurrent = true
    void desk.connection
      .ask((client) => latest.current(client))
      .then((answer) => {
        if (!isCurrent) return
        setLoaded(
          answer.ok
            ? { state: 'ready', value: answer.value }
            : { state: 'failed', trouble: answer.trouble },
        )
      })
    return () => {
      isCurrent = false
    }
  }, [desk, name, goodsVersion])
  return loaded
}
