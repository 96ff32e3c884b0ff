/** What became of a sale's receipt by e-mail, read again whenever sales came down. */
import { useState } from 'react'
import type { MailsOfOne } from '../../../src/contract/terminal/mail.ts'
import { useTerminal } from '../../terminal-context.tsx'
import { useReading } from '../use-reading.ts'

const NOTHING: MailsOfOne = { mails: [], offered: null, isWithheld: false }

export function useMails(sale: string): {
  readonly isRead: boolean
  readonly mails: MailsOfOne
  readonly readAgain: () => void
} {
  const came = useTerminal((state) => state.sales)
  const [turn, setTurn] = useState(0)
  const name = [sale, came, turn].join(' ')
  const reading = useReading((client) => client.mail.ofSale({ sale }), name)
  return {
    isRead: reading.state === 'ready',
    mails: reading.state === 'ready' ? reading.value : NOTHING,
    readAgain: () => setTurn(turn + 1),
  }
}
