/** What every part of the reports reaches for. */
import { createContext, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Answer, Trouble } from '../connection/trouble.ts'
import type { ReportGround } from './source.ts'

export const ReportContext = createContext<ReportGround | null>(null)

export function useGround(): ReportGround {
  const ground = useContext(ReportContext)
  if (!ground) throw new Error('a report was drawn without what it reports')
  return ground
}

/** One step back, by the key that does it everywhere. */
export function useBack(back: () => void): void {
  const { onBackKey } = useGround()
  const latest = useRef(back)
  useLayoutEffect(() => {
    latest.current = back
  })
  useEffect(() => onBackKey(() => latest.current()), [onBackKey])
}

export type Asked<Value> =
  | { readonly state: 'loading'; readonly before: Value | null }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'ready'; readonly value: Value }

/** Asks again when `name` changes; what was there before stays until the answer has come. */
export function useAsked<Value>(ask: () => Promise<Answer<Value>>, name: string): Asked<Value> {
  const latest = useRef(ask)
  useLayoutEffect(() => {
    latest.current = ask
  })
  const [asked, setAsked] = useState<Asked<Value>>({ state: 'loading', before: null })
  useEffect(() => {
    let isOver = false
    setAsked((now) => ({ state: 'loading', before: now.state === 'ready' ? now.value : null }))
    void latest.current().then((answer) => {
      if (isOver) return
      if (answer.ok) setAsked({ state: 'ready', value: answer.value })
      else setAsked({ state: 'failed', trouble: answer.trouble })
    })
    return () => {
      isOver = true
    }
  }, [name])
  return asked
}
