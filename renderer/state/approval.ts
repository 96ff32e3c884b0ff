/** An act that waits for the word of a second person, who gives it beside the cart. */
import type { Approval } from '../../src/contract/terminal/commands.ts'
import { permissionSchema, type Permission } from '../../src/domain/permission.ts'
import type { Trouble } from '../connection/trouble.ts'

export interface ApprovalAsked {
  readonly permission: Permission
  /** How far the act goes, as the core said it: parts per million, minor units. */
  readonly percent: number | null
  readonly amount: number | null
  /** How often in this till session. */
  readonly count: number | null
  readonly again: (approval: Approval) => Promise<unknown>
  /** Why the last try did not count. */
  readonly trouble: Trouble | null
}

/** Reads what `approval-needed` says. */
export function askedFor({ details }: Trouble, again: ApprovalAsked['again']): ApprovalAsked {
  const { percent, amount, count } = details
  return {
    permission: permissionSchema.parse(details['permission']),
    percent: typeof percent === 'number' ? percent : null,
    amount: typeof amount === 'number' ? amount : null,
    count: typeof count === 'number' ? count : null,
    again,
    trouble: null,
  }
}
