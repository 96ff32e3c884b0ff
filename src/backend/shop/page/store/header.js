/** What stands above every page: the search. */
import { find, findInput } from './find.js'

// The page of goods looks for it as it is typed.
if (document.querySelector('[data-grid]') === null) {
  find('[data-search]').addEventListener('submit', (event) => {
    event.preventDefault()
    location.assign(`/?${new URLSearchParams({ search: findInput('#search').value.trim() })}`)
  })
}
