/** Questions to the shop's backend, and why they were not answered. */

/** The shop could not be reached, or it refused: `code` says why, in the backend's words. */
export class Refused extends Error {
  /** @param {string} code @param {Readonly<Record<string, string | number>>} [details] */
  constructor(code, details = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/**
 * The answer, or a `Refused` thrown: `unreachable` where none came.
 * @param {string} path
 * @param {object} [body] sent as a POST
 * @returns {Promise<any>}
 */
export async function ask(path, body) {
  /** @type {RequestInit} */
  const sent =
    body === undefined
      ? { headers: { accept: 'application/json' } }
      : {
          method: 'POST',
          headers: { accept: 'application/json', 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
  const response = await fetch(path, sent).catch(() => undefined)
  if (response === undefined || response.status >= 500) throw new Refused('unreachable')
  const answer = await response.json().catch(() => ({ code: 'unreachable' }))
  if (!response.ok) throw new Refused(String(answer.code), answer.data)
  return answer
}

/** @param {unknown} error */
export function codeOf(error) {
  return error instanceof Refused ? error.code : 'unreachable'
}
