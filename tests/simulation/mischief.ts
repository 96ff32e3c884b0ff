/**
 * What happens to a push between the road and its commit: the entries are turned round, or each is
 * committed by itself and in any order, as several processes of a backend would.
 */
import type { Chance } from './chance.ts'
import type { Faults } from './faults.ts'
import type { HttpAnswer, HttpRequest } from './till/protocol.ts'

type Answering = (request: HttpRequest) => Promise<HttpAnswer>

export async function disturbed(
  request: HttpRequest,
  answer: Answering,
  { chance, faults }: { readonly chance: Chance; readonly faults: Faults },
): Promise<HttpAnswer> {
  const entries = entriesOf(request)
  if (entries.length < 2) return answer(request)
  const order = entries.map((_, index) => index)
  if (faults.strikes('committed-out-of-order')) {
    faults.happened('committed-out-of-order')
    return inPieces(
      request,
      chance.shuffled(order).map((index) => [index]),
      answer,
    )
  }
  if (!faults.strikes('reordered')) return answer(request)
  faults.happened('reordered')
  return inPieces(request, [order.toReversed()], answer)
}

function entriesOf({ path, body }: HttpRequest): readonly unknown[] {
  if (path !== '/sync/push') return []
  return (JSON.parse(body ?? '{}') as { readonly entries: readonly unknown[] }).entries
}

/** One request for each piece, and their answers put together in the order of what was asked. */
async function inPieces(
  request: HttpRequest,
  pieces: readonly (readonly number[])[],
  answer: Answering,
): Promise<HttpAnswer> {
  const entries = entriesOf(request)
  const answers: unknown[] = entries.map(() => undefined)
  for (const piece of pieces) {
    const body = JSON.stringify({ entries: piece.map((index) => entries[index]) })
    const answered = await answer({ ...request, body })
    if (answered.status !== 200) return answered
    const told = JSON.parse(answered.body) as { readonly answers: readonly unknown[] }
    piece.forEach((index, at) => (answers[index] = told.answers[at]))
  }
  return { status: 200, body: JSON.stringify({ answers }) }
}
