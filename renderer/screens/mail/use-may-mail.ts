/** Whether the store sends mails, and the person may ask for one. */
import { useTerminal } from '../../terminal-context.tsx'

export function useMayMail(): boolean {
  const isSetUp = useTerminal((state) => state.shop?.mailsReceipts === true)
  const mayServe = useTerminal(
    (state) => state.status?.permissions.includes('serve-customer') === true,
  )
  return isSetUp && mayServe
}
