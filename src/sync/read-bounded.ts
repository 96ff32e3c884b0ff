/** Reads a response's text up to a limit, so that no answer from outside can fill the memory. */
import { LinkFailure } from '../ports/backend-link.ts'

/** Rejects with `LinkFailure` `unreachable` beyond `limit` bytes: no answer of ours is so long. */
export async function readBounded(response: Response, limit: number): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  const body: ReadableStream<Uint8Array> = response.body
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > limit) throw new LinkFailure('unreachable', 'an answer larger than any of ours')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
