/** What is told one by one, as the stream that oRPC sends. */
import { AsyncIteratorClass } from '@orpc/server'

/** The part of an AbortSignal that tells when the connection of a screen is gone. */
export interface Closing {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

interface Told<Value> {
  next(): Promise<Value | undefined>
  close(): void
}

/** The stream closes with the screen's connection. */
export function streamOf<Value extends object>(
  told: Told<Value>,
  signal: Closing | undefined,
): AsyncIteratorClass<Value, undefined, void> {
  const close = (): void => told.close()
  signal?.addEventListener('abort', close)
  if (signal?.aborted === true) close()
  return new AsyncIteratorClass<Value, undefined, void>(
    async () => {
      const value = await told.next()
      return value ? { done: false, value } : { done: true, value: undefined }
    },
    () => {
      signal?.removeEventListener('abort', close)
      close()
      return Promise.resolve()
    },
  )
}
