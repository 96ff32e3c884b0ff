/** What stands above every page: the search, and how much is in the basket. */
import { lines, onChange } from './basket.js'
import { find, findInput } from './find.js'
import { say } from './say.js'
import { count } from './words.js'

function showCount() {
  const shown = find('[data-basket-count]')
  const articles = lines().length
  shown.hidden = articles === 0
  shown.textContent = count(articles)
  const told = say('basket.counted', { count: count(articles) }, articles)
  find('[href="/basket"]').setAttribute('aria-label', told)
}

// The page of goods looks for it as it is typed.
if (document.querySelector('[data-grid]') === null) {
  find('[data-search]').addEventListener('submit', (event) => {
    event.preventDefault()
    location.assign(`/?${new URLSearchParams({ search: findInput('#search').value.trim() })}`)
  })
}
onChange(showCount)
showCount()
