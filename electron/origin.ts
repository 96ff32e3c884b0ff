/** Where the screens live. One exact origin: everything else is a stranger. */

export const SCHEME = 'app'
export const HOST = 'holdfast'
export const START_URL = `${SCHEME}://${HOST}/index.html`
export const DISPLAY_URL = `${SCHEME}://${HOST}/display.html`

/** Compares parsed parts, never text: `https://evil/?app://holdfast` is not ours. */
export function isOwnUrl(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    url.protocol === `${SCHEME}:` &&
    url.hostname === HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}

/** A report that a screen of ours wrote in memory: the one thing that it may save. */
export function isOwnFile(text: string, type: string): boolean {
  const [scheme = '', ...address] = text.split(':')
  return scheme === 'blob' && type === 'text/csv' && isOwnUrl(address.join(':'))
}
