/** Why an order is not placed. Thrown, so that all that the transaction wrote before is undone. */
import type { OrderAnswer } from '../../contract/backend/orders.ts'
import { fail, type FailureCode, type Result } from '../../domain/failure.ts'

export class NotPlaced extends Error {
  readonly answer: Result<OrderAnswer>

  constructor(answer: Result<OrderAnswer>) {
    super('an order was not placed')
    this.answer = answer
  }
}

/** Never returns. */
export function refuse(
  code: FailureCode,
  details?: Readonly<Record<string, string | number>>,
): never {
  throw new NotPlaced(fail(code, details))
}
