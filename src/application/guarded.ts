/**
 * Commands that may carry the PIN of somebody who vouches for them. The PIN is tried here and goes
 * no further: use cases are told what it proved, and nothing that is remembered or logged has it.
 */
import type { Approval } from '../contract/terminal/commands.ts'
import type { Result } from '../domain/failure.ts'
import type { Core } from './core.ts'

export interface Guarded {
  readonly command: string
  readonly approval?: Approval | undefined
}

type Work<Input, Answer> = (input: Input) => Result<Answer> | Promise<Result<Answer>>

export type DoGuarded = <Input extends Guarded, Answer>(
  input: Input,
  work: Work<Input, Answer>,
) => Promise<Result<Answer>>

export function createDoGuarded(core: Core): DoGuarded {
  return async ({ approval, ...input }, work) => {
    // What is left is a whole command: an approval is optional in each that may carry one.
    const bare = input as Parameters<typeof work>[0]
    if (!approval) return work(bare)
    const attempt = await core.pins.attempt(approval)
    if (!attempt.ok) return attempt
    return core.vouched(bare.command, attempt.value, async () => work(bare))
  }
}
