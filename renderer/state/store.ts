/** The one store of the screens. */
import { initialState, type TerminalState } from './state.ts'
import type { Change } from './change.ts'
import { reduce } from './reduce.ts'

export interface Store {
  readonly state: () => TerminalState
  readonly change: (change: Change) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createStore(from: TerminalState = initialState): Store {
  let state = from
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    change: (change) => {
      const next = reduce(state, change)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
