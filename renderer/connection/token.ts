/** The token that the browser host puts in the first address; kept for this window only. */

/** Of the till's own screens; other pages keep theirs under another name. */
const KEPT_AS = 'holdfast-token'

interface Page {
  readonly location: Pick<Location, 'href'>
  readonly history: Pick<History, 'replaceState'>
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
}

/** Reads `?token=` or `#token=`, and takes it out of the address so that nobody reads it there. */
export function takeToken(page: Page, keptAs: string = KEPT_AS): string | null {
  const address = new URL(page.location.href)
  const given =
    address.searchParams.get('token') ?? new URLSearchParams(address.hash.slice(1)).get('token')
  if (given === null) return page.sessionStorage.getItem(keptAs)
  page.sessionStorage.setItem(keptAs, given)
  address.searchParams.delete('token')
  address.hash = ''
  page.history.replaceState(null, '', address)
  return given
}
