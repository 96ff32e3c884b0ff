/** The store page: what the address says is shown, and open figures follow the shop's stock. */
import { ask } from './ask.js'
import { add, lines, onChange } from './basket.js'
import { card, showAvailability, showBasket } from './card.js'
import { after } from './clock.js'
import { find, findInput } from './find.js'
import { follow } from './follow.js'
import { say } from './say.js'
import { count } from './words.js'

/** @typedef {{ id: string, name: string, offers: number }} Department */

const grid = find('[data-grid]')
const search = findInput('#search')
const shopName = document.title
/** A pause in typing after which the search is asked for. */
const TYPING_PAUSE_MS = 180

/** @type {Department[]} */
let departments = []
/** Only the answer to the latest question is shown. */
let question = 0
let shownAddress = ''

function asked() {
  const query = new URLSearchParams(location.search)
  return {
    search: (query.get('search') ?? '').trim().slice(0, 100),
    department: query.get('department') ?? '',
    page: Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1),
  }
}

/** @param {{ search?: string, department?: string, page?: number }} wish */
function addressOf(wish) {
  const query = new URLSearchParams()
  if (wish.search) query.set('search', wish.search)
  if (wish.department) query.set('department', wish.department)
  if (wish.page && wish.page > 1) query.set('page', String(wish.page))
  const text = query.toString()
  return text === '' ? '/' : `/?${text}`
}

/** @param {Parameters<typeof addressOf>[0]} wish */
function go(wish, { replace = false } = {}) {
  const address = addressOf(wish)
  if (replace) history.replaceState(null, '', address)
  else history.pushState(null, '', address)
  void show()
}

function offersPath() {
  const wish = asked()
  const query = new URLSearchParams()
  // A whole barcode is looked up as one; anything else is words.
  if (/^\d{8,14}$/.test(wish.search)) query.set('barcode', wish.search)
  else if (wish.search) query.set('search', wish.search)
  if (wish.department) query.set('department', wish.department)
  if (wish.page > 1) query.set('page', String(wish.page))
  return `/shop/offers?${query}`
}

/** Asks for what the address says and shows it; `quiet` where only figures may have changed. */
async function show({ quiet = false } = {}) {
  question += 1
  const mine = question
  const path = offersPath()
  const moved = path !== shownAddress
  if (!quiet) grid.setAttribute('aria-busy', 'true')
  try {
    const [answer, list] = await Promise.all([
      ask(path),
      departments.length === 0 || quiet ? ask('/shop/departments') : departments,
    ])
    if (mine !== question) return
    departments = list
    shownAddress = path
    showDepartments()
    showOffers(answer)
    if (moved && !quiet) scrollTo({ top: 0 })
  } catch {
    if (mine !== question || quiet) return
    showNothing(say('goods.away'), say('goods.away.hint'), say('again'), () => void show())
  }
}

/**
 * @typedef {import('./card.js').Offer} Offer
 * @param {{ offers: Offer[], total: number, page: number, pages: number }} answer
 */
function showOffers({ offers, total, page, pages }) {
  const wish = asked()
  const department = departments.find(({ id }) => id === wish.department)
  const usual = say('goods.title')
  const heading = wish.search ? `“${wish.search}”` : (department?.name ?? usual)
  find('[data-title]').textContent = heading
  document.title = heading === usual ? shopName : `${heading} · ${shopName}`
  find('[data-count]').textContent = say('goods.articles', { count: count(total) }, total)
  grid.setAttribute('aria-busy', 'false')
  const hues = new Map(departments.map(({ name }, place) => [name, place]))
  grid.replaceChildren(...offers.map((offer) => card(offer, hues.get(offer.department) ?? 0)))
  showBasket(grid, lines())
  showPages(page, pages)
  if (offers.length > 0) {
    grid.hidden = false
    find('[data-nothing]').hidden = true
  } else if (total === 0 && !wish.search && !wish.department) {
    showNothing(say('goods.empty'), say('goods.empty.hint'), '', undefined)
  } else {
    showNothing(say('goods.none'), say('goods.none.hint'), say('goods.show-all'), () => go({}))
  }
}

/**
 * @param {string} title @param {string} text @param {string} act
 * @param {(() => void) | undefined} acted
 */
function showNothing(title, text, act, acted) {
  grid.hidden = true
  grid.setAttribute('aria-busy', 'false')
  find('[data-pages]').hidden = true
  find('[data-nothing]').hidden = false
  find('[data-nothing-title]').textContent = title
  find('[data-nothing-text]').textContent = text
  const button = find('[data-nothing-act]')
  button.hidden = acted === undefined
  button.textContent = act
  button.onclick = acted ?? null
}

/** @param {number} page @param {number} pages */
function showPages(page, pages) {
  find('[data-pages]').hidden = pages < 2
  const told = { page: count(page), pages: count(pages) }
  find('[data-page-text]').textContent = say('goods.page', told)
  const turn = (/** @type {string} */ selector, /** @type {number} */ target) => {
    const button = /** @type {HTMLButtonElement} */ (find(selector))
    button.disabled = target < 1 || target > pages
    button.onclick = () => go({ ...asked(), page: target })
  }
  turn('[data-back]', page - 1)
  turn('[data-on]', page + 1)
}

function showDepartments() {
  const wish = asked()
  const all = departments.reduce((total, { offers }) => total + offers, 0)
  const rows = [{ id: '', name: say('goods.everything'), offers: all }, ...departments]
  const links = rows.map(({ id, name, offers }, place) => {
    const link = document.createElement('a')
    link.href = addressOf({ department: id })
    link.dataset['go'] = id
    if (id !== '') link.dataset['hue'] = String((place - 1) % 14)
    if (id === wish.department && !wish.search) link.setAttribute('aria-current', 'page')
    const label = document.createElement('span')
    label.textContent = name
    const figure = document.createElement('span')
    figure.className = 'figure'
    figure.textContent = count(offers)
    link.append(label, figure)
    const row = document.createElement('li')
    row.append(link)
    return row
  })
  const list = find('[data-departments]')
  list.replaceChildren(...links)
  list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-go]') : null
  if (!(link instanceof HTMLAnchorElement)) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  search.value = ''
  go({ department: link.dataset['go'] ?? '' })
})

grid.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-add]') : null
  if (!(button instanceof HTMLButtonElement)) return
  const { add: variant = '', step, name = '' } = button.dataset
  const isAdded = add(variant, Number(step))
  find('[data-added]').textContent = isAdded ? say('goods.added', { name }) : say('goods.full')
})
onChange(() => showBasket(grid, lines()))

let stopTyping = () => {}
search.addEventListener('input', () => {
  stopTyping()
  stopTyping = after(TYPING_PAUSE_MS, () => go({ search: search.value.trim() }, { replace: true }))
})
find('[data-search]').addEventListener('submit', (event) => {
  event.preventDefault()
  stopTyping()
  go({ search: search.value.trim() })
})
addEventListener('popstate', () => {
  search.value = asked().search
  void show()
})

find('[data-live]').hidden = false
search.value = asked().search
void show()
follow({
  refresh: () => void show({ quiet: shownAddress !== '' }),
  availability(changed) {
    for (const { variant, available } of changed) showAvailability(grid, variant, available)
  },
  state(live) {
    find('[data-live]').dataset['live'] = live
    find('[data-live-text]').textContent = say(`live.${live}`)
  },
})
