/** What every route of the terminal stands on: the contract with its rules, and approvals. */
import { implement, type ImplementerInternalWithMiddlewares } from '@orpc/server'
import { terminalContract, type TerminalContract } from '../contract/terminal/router.ts'
import type { Result } from '../domain/failure.ts'
import type { Log } from '../ports/log.ts'
import { asAnswer, valueOf } from './answers.ts'
import type { DoGuarded } from './guarded.ts'
import type { Terminal } from './terminal.ts'

export interface RouterOptions {
  readonly log: Log
  /** Parses each answer and event by the contract too. Tests do; a till trusts its own core. */
  readonly checkAnswers: boolean
  /** Called before each question is worked on: whoever can wait makes way for it. */
  readonly asked?: () => void
}

type Work<Input, Answer> = (input: Input) => Result<Answer> | Promise<Result<Answer>>

/** A second person may vouch for the command on the spot. */
export function guarding({ doGuarded }: Terminal) {
  type Command = Parameters<DoGuarded>[0]
  return <Input extends Command, Answer>(work: Work<Input, Answer>) =>
    async ({ input }: { readonly input: Input }): Promise<Answer> =>
      valueOf(await doGuarded(input, work))
}

type Nothing = Record<never, never>

/** Its whole type, inferred, would be longer than the compiler writes down. */
type Implementing = ImplementerInternalWithMiddlewares<TerminalContract, Nothing, Nothing>

/** The contract to be implemented, with what holds for every procedure. */
export function implementing(options: RouterOptions): Implementing {
  // oRPC validates where this index says; one that never comes up switches answers off.
  const config = options.checkAnswers ? {} : { initialOutputValidationIndex: Number.NaN }
  return implement(terminalContract)
    .$config(config)
    .use(async ({ next, path }) => {
      options.asked?.()
      try {
        return await next()
      } catch (error) {
        throw asAnswer(error, path, options.log)
      }
    })
}
