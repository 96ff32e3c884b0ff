/** Reads a response's text up to a limit, so that no answer from outside can fill the memory. */
import { LinkFailure } from '../ports/backend-link.ts'

/** Rejects with `LinkFailure` `too-large` beyond `limit` bytes. */
export async function readBounded(response: Response, limit: number): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body) {
    bytes += chunk.byteLength
    if (bytes > limit) throw new LinkFailure('too-large', 'the answer is larger than any of ours')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
