/** An act that a button does by itself: once at a time, and why it was refused. */
import { useState } from 'react'
import type { Answer, Trouble } from '../../connection/trouble.ts'

export interface OneAct {
  readonly act: () => void
  readonly isUnderWay: boolean
  readonly trouble: Trouble | null
}

export function useOneAct<Value>(
  ask: () => Promise<Answer<Value>>,
  onDone: (value: Value) => void,
): OneAct {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const act = async () => {
    setUnderWay(true)
    const answer = await ask()
    setUnderWay(false)
    setTrouble(answer.ok ? null : answer.trouble)
    if (answer.ok) onDone(answer.value)
  }
  return { act: () => void act(), isUnderWay, trouble }
}
