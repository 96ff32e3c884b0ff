/** Counts the open till over the contract and writes its Z, as a person does on two screens. */
import { v7 } from 'uuid'
import type { TerminalApi } from '../src/commands/terminal-client.ts'
import { minor } from '../src/domain/money.ts'

/** What the screens are told of the till. */
export async function statusOf(api: Pick<TerminalApi, 'watch'>) {
  for await (const event of await api.watch()) {
    if (event.kind === 'status') return event.status
  }
  throw new Error('a screen is always told the status first')
}

export async function countAndClose(api: TerminalApi, counted: number): Promise<void> {
  const { till } = await statusOf(api)
  if (till === null) throw new Error('no till is open')
  const { session } = till
  await api.till.count({ command: v7(), session, after: 0, counted: minor(counted) })
  await api.till.close({ command: v7(), session, count: 1, reason: 'counted in a test' })
}
