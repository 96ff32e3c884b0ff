/** A customer signs in by a code, and sees what the shop has of them. */
import { ask, codeOf } from './ask.js'
import { find, findInput, make, makeNamed } from './find.js'
import { say } from './say.js'
import { count, day, money } from './words.js'

/**
 * @typedef {{ sale: string, receipt: string, at: number, store: string, channel: string,
 *   currency: string, total: number }} Purchase
 * @typedef {{ name: string, email: string, groups: string[], exempt: boolean, currency: string,
 *   points: { balance: number, worth: number } | null, consent: { email: boolean },
 *   purchases: Purchase[] }} Account
 */

const TOLD = {
  busy: say('me.busy'),
  'mail-not-set-up': say('me.no-mail'),
  'input-invalid': say('no-address'),
  'credential-wrong': say('me.code-wrong'),
  'not-signed-in': say('me.signed-out'),
  unreachable: say('away'),
}

/** @param {unknown} error */
function told(error) {
  return /** @type {Record<string, string>} */ (TOLD)[codeOf(error)] ?? TOLD.unreachable
}

const email = findInput('#email')
const code = findInput('#code')
let attempt = ''

async function show() {
  const page = find('[data-me]')
  page.setAttribute('aria-busy', 'true')
  try {
    const { account } = await ask('/shop/me')
    find('[data-nothing]').hidden = true
    find('[data-signing-in]').hidden = account !== null
    find('[data-account]').hidden = account === null
    find('[data-title]').textContent = say(account === null ? 'sign-in' : 'account')
    if (account !== null) showAccount(account)
    else email.focus()
  } catch (error) {
    find('[data-signing-in]').hidden = true
    find('[data-account]').hidden = true
    find('[data-nothing]').hidden = false
    find('[data-nothing-title]').textContent = say('goods.away')
    find('[data-nothing-text]').textContent = told(error)
  }
  page.setAttribute('aria-busy', 'false')
}

/** @param {Account} account */
function showAccount({ name, email: address, groups, exempt, points, currency, ...rest }) {
  find('[data-name]').textContent = name
  find('[data-email]').textContent = address
  const facts = [
    ...(points === null
      ? []
      : [
          fact(
            say('points', { count: count(points.balance) }, points.balance),
            say('me.worth', { amount: money(points.worth, currency) }),
          ),
        ]),
    ...groups.map((group) => fact(group, say('me.group'))),
    ...(exempt ? [fact(say('me.exempt'), say('me.exempt.hint'))] : []),
  ]
  find('[data-facts]').replaceChildren(...facts)
  findInput('[data-consent-email]').checked = rest.consent.email
  const { purchases } = rest
  const last = say('me.last', { count: count(purchases.length) })
  find('[data-purchases-told]').textContent = purchases.length === 0 ? say('me.none') : last
  find('[data-purchases]').replaceChildren(...purchases.map(purchaseRow))
}

/** @param {string} figure @param {string} words */
function fact(figure, words) {
  const row = make('li', 'fact')
  const shown = makeNamed('strong', '', figure)
  row.append(shown, make('span', 'hint', words))
  return row
}

/** @param {Purchase} purchase */
function purchaseRow({ receipt, at, store, channel, currency, total }) {
  const row = make('li', 'row')
  const words = make('div', 'row-words')
  const place = channel === 'web' ? say('me.online', { store }) : store
  const where = makeNamed('span', 'hint', `${day(at)} · ${place}`)
  words.append(make('span', 'row-title', receipt), where)
  row.append(words, make('span', 'row-figure', money(total, currency)))
  return row
}

async function askCode() {
  const wrong = find('[data-ask-wrong]')
  wrong.textContent = ''
  try {
    const address = email.value.trim()
    const answer = await ask('/shop/sign-in/codes', { email: address })
    attempt = answer.attempt
    find('[data-asked-for]').textContent = address
    find('[data-ask]').hidden = true
    find('[data-answer]').hidden = false
    code.value = ''
    code.focus()
  } catch (error) {
    wrong.textContent = told(error)
    email.focus()
  }
}

async function signIn() {
  const wrong = find('[data-answer-wrong]')
  wrong.textContent = ''
  const digits = code.value.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) {
    wrong.textContent = say('me.code-short')
    code.focus()
    return
  }
  try {
    await ask('/shop/sign-in', { attempt, code: digits })
    // The whole page is another one for who is signed in; from the basket, it is gone on with.
    location.replace(new URLSearchParams(location.search).has('basket') ? '/basket' : '/me')
  } catch (error) {
    wrong.textContent = told(error)
    code.select()
  }
}

async function signOut() {
  try {
    await ask('/shop/sign-out', {})
    location.replace('/me')
  } catch {
    await show()
  }
}

async function changeConsent() {
  const box = findInput('[data-consent-email]')
  const wanted = box.checked
  const note = find('[data-consent-told]')
  box.disabled = true
  try {
    await ask('/shop/me/consent', { email: wanted })
    note.textContent = say(wanted ? 'me.kept-yes' : 'me.kept-no')
  } catch (error) {
    box.checked = !wanted
    note.textContent = told(error)
  }
  box.disabled = false
  box.focus()
}

/** One question at a time: a form that is sent twice asks once. */
let isAsking = false

/** @param {string} selector @param {string} event @param {() => Promise<void>} act */
function when(selector, event, act) {
  find(selector).addEventListener(event, (happened) => {
    if (event === 'submit') happened.preventDefault()
    if (isAsking) return
    isAsking = true
    void act().finally(() => {
      isAsking = false
    })
  })
}

when('[data-ask]', 'submit', askCode)
when('[data-answer]', 'submit', signIn)
when('[data-sign-out]', 'click', signOut)
when('[data-consent-email]', 'change', changeConsent)
when('[data-nothing-act]', 'click', show)

find('[data-again]').addEventListener('click', () => {
  find('[data-answer-wrong]').textContent = ''
  find('[data-answer]').hidden = true
  find('[data-ask]').hidden = false
  email.select()
})

void show()
