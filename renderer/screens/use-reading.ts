/** Something read from the core, read again when it may be old; the old stays meanwhile. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TerminalClient } from '../connection/link.ts'
import type { Trouble } from '../connection/trouble.ts'
import { useDesk, useTerminal } from '../terminal-context.tsx'

export type Reading<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  /** `name` is what was asked for: it may be what stood here before. */
  | { readonly state: 'ready'; readonly value: Value; readonly name: string }

/** `name` tells one reading from another: it is read anew when that changes. The latest wins. */
export function useReading<Value>(
  read: (client: TerminalClient) => Promise<Value>,
  name: string,
): Reading<Value> {
  const desk = useDesk()
  const goods = useTerminal((state) => state.goods)
  const latest = useRef(read)
  useLayoutEffect(() => {
    latest.current = read
  })
  const [reading, setReading] = useState<Reading<Value>>({ state: 'loading' })
  const newest = useRef(0)
  useEffect(() => {
    newest.current += 1
    const turn = { number: newest.current, goods }
    void desk.connection
      .ask((client) => latest.current(client))
      .then((answer) => {
        if (turn.number !== newest.current) return
        setReading(
          answer.ok
            ? { state: 'ready', value: answer.value, name }
            : { state: 'failed', trouble: answer.trouble },
        )
      })
  }, [desk, name, goods])
  return reading
}
