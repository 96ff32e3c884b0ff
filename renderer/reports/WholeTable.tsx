/** What takes the place of all rows: that they are read, that it failed, that there are none. */
import type { ReactNode } from 'react'

interface WholeTableProps {
  readonly columns: number
  readonly children: ReactNode
}

export function WholeTable({ columns, children }: WholeTableProps) {
  return (
    <tbody>
      <tr>
        <td colSpan={columns}>
          <div role="status">{children}</div>
        </td>
      </tr>
    </tbody>
  )
}
