// @ts-check
// Shows what the server tells, and sends what a person does; it keeps no state but the newest
// receipt.

/**
 * @typedef {{ code: string, name: string }} Sample
 * @typedef {{ number: number, to: string[], subject: string, text: string }} Mail
 * @typedef {{ coverOpen: boolean, paperOut: boolean, linesLeft?: number,
 *   bytesPerSecond?: number }} Faults
 * @typedef {{ number: number, printed: number, copies: number }} Label
 * @typedef {{ printed: Label[], cable: string, failures: string[], faults: { headOpen: boolean,
 *   mediaOut: boolean, paused: boolean } }} Labels
 * @typedef {{ key: string, payment: string, amount: number, currency: string }} Refund
 * @typedef {{ behaviour: string, refunds: Refund[] }} Provider
 * @typedef {{ receipts: number[], hanging: boolean, drawer: { open: boolean, pulses: number },
 *   faults: Faults, cable: string, failures: string[], samples: Sample[], mails: Mail[],
 *   labels?: Labels, provider?: Provider }} State
 */

/** @type {number | undefined} */
let newest

/**
 * How each switch reads: its words while all is well, while it is thrown, and which of the two it
 * is.
 * @type {Record<string, [string, string, (state: State) => boolean]>}
 */
const SWITCHES = {
  cover: ['Open', 'Close', ({ faults }) => faults.coverOpen],
  paper: ['Remove', 'Load', ({ faults }) => faults.paperOut],
  cable: ['Cut', 'Plug in', ({ cable }) => cable === 'cut'],
  head: ['Open', 'Close', ({ labels }) => labels?.faults.headOpen === true],
  roll: ['Remove', 'Load', ({ labels }) => labels?.faults.mediaOut === true],
  pause: ['Pause', 'Go on', ({ labels }) => labels?.faults.paused === true],
  'label-cable': ['Cut', 'Plug in', ({ labels }) => labels?.cable === 'cut'],
  refusing: ['Refuse', 'Give back', ({ provider }) => provider?.behaviour === 'refuse'],
  losing: ['Lose', 'Send', ({ provider }) => provider?.behaviour === 'lose-answer'],
  late: ['Slow down', 'Speed up', ({ provider }) => provider?.behaviour === 'slow'],
  speed: ['Slow down', 'Speed up', ({ faults }) => faults.bytesPerSecond !== undefined],
}

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no ${id}`)
  return element
}

/** @param {string} selector @returns {HTMLButtonElement[]} */
function buttons(selector) {
  return [...document.querySelectorAll(selector)].filter(
    (each) => each instanceof HTMLButtonElement,
  )
}

/** @param {string} act @param {string} code */
function send(act, code = '') {
  const headers = { 'Content-Type': 'application/json' }
  // Where nothing comes of it, the page says so itself: it is no longer connected.
  fetch('/acts', { method: 'POST', headers, body: JSON.stringify({ act, code }) }).catch(() => {})
}

/** @param {HTMLElement} element @param {string} words @param {boolean} isBad */
function sign(element, words, isBad) {
  element.textContent = words
  element.classList.toggle('bad', isBad)
}

/** @param {State} state @returns {string | undefined} */
function trouble({ faults, cable }) {
  if (cable === 'cut') return 'Cable cut'
  if (faults.coverOpen) return 'Cover open'
  return faults.paperOut ? 'No paper' : undefined
}

/** @param {State} state @returns {string} */
function progress({ faults, hanging }) {
  if (hanging) return 'Receipt unfinished'
  if (faults.linesLeft !== undefined) return `${faults.linesLeft} lines of paper left`
  return faults.bytesPerSecond === undefined ? 'Ready' : 'Ready, slowly'
}

/** @param {State} state */
function showPrinter(state) {
  const wrong = trouble(state)
  sign(byId('condition'), wrong ?? progress(state), wrong !== undefined)
  for (const button of buttons('[data-shows]')) {
    const [well, thrown, isThrown] = SWITCHES[button.dataset['shows'] ?? ''] ?? [
      '',
      '',
      () => false,
    ]
    button.setAttribute('aria-pressed', String(isThrown(state)))
    button.textContent = isThrown(state) ? thrown : well
  }
  byId('failures').hidden = state.failures.length === 0
  byId('failures').textContent = state.failures.join('; ')
}

/** @param {State} state */
function showDrawer({ drawer }) {
  sign(byId('drawer-sign'), drawer.open ? 'Open' : 'Closed', drawer.open)
  byId('till').classList.toggle('open', drawer.open)
  byId('close-drawer').toggleAttribute('disabled', !drawer.open)
  const times = ['Not opened yet', 'Opened once'][drawer.pulses]
  byId('pulses').textContent = times ?? `Opened ${drawer.pulses} times`
}

/** @param {string} name @param {string} text */
function worded(name, text) {
  const element = document.createElement(name)
  element.textContent = text
  return element
}

/** @param {() => void} press @param {HTMLElement[]} content */
function listed(press, ...content) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.append(...content)
  button.addEventListener('click', press)
  item.append(button)
  return item
}

/** @param {State} state */
function showSamples({ samples }) {
  const list = byId('samples')
  const key = JSON.stringify(samples)
  if (list.dataset['key'] === key) return
  list.dataset['key'] = key
  const items = samples.map(({ code, name }) => {
    const item = listed(() => send('scan', code), worded('b', name), worded('small', code))
    item.title = name
    return item
  })
  list.replaceChildren(...items)
}

/** @param {number} number @param {string} description */
function picture(number, description) {
  const image = new Image()
  image.src = `/receipts/${number}.svg`
  image.alt = description
  return image
}

/** @param {number} number @param {boolean} isNew */
function choose(number, isNew) {
  const image = picture(number, `Receipt ${number} as printed`)
  image.className = isNew ? 'new' : ''
  byId('roll').replaceChildren(image)
  byId('roll').scrollTop = 0
  for (const item of byId('earlier').children) {
    const isChosen = item.getAttribute('value') === String(number)
    item.firstElementChild?.setAttribute('aria-current', String(isChosen))
  }
}

/** @param {State} state */
function showReceipts({ receipts }) {
  const last = receipts.at(-1)
  if (last === undefined || last === newest) return
  newest = last
  const items = receipts.toReversed().map((number) => {
    const item = listed(() => choose(number, false), picture(number, `Receipt ${number}`))
    item.value = number
    return item
  })
  byId('earlier').replaceChildren(...items)
  choose(last, true)
}

/** @param {Labels} labels @returns {string | undefined} */
function labelTrouble({ faults, cable }) {
  if (cable === 'cut') return 'Cable cut'
  if (faults.headOpen) return 'Head open'
  if (faults.mediaOut) return 'No labels'
  return faults.paused ? 'Paused' : undefined
}

/** @param {State} state */
function showLabels({ labels }) {
  byId('labels').hidden = labels === undefined
  if (!labels) return
  const wrong = labelTrouble(labels)
  sign(byId('labels-sign'), wrong ?? 'Ready', wrong !== undefined)
  byId('label-failures').hidden = labels.failures.length === 0
  byId('label-failures').textContent = labels.failures.join('; ')
  const list = byId('printed-labels')
  const key = JSON.stringify(labels.printed)
  if (list.dataset['key'] === key) return
  list.dataset['key'] = key
  const items = labels.printed.toReversed().map(({ number, printed, copies }) => {
    const item = document.createElement('li')
    const image = new Image()
    image.src = `/labels/${number}.svg`
    image.alt = `Label ${number} as printed`
    item.append(image, worded('small', `${printed} of ${copies}`))
    return item
  })
  list.replaceChildren(...items)
}

/** @param {State} state */
function showMails({ mails }) {
  byId('mailbox').hidden = mails.length === 0
  const list = byId('mails')
  const key = String(mails[0]?.number)
  if (list.dataset['key'] === key) return
  list.dataset['key'] = key
  const items = mails.map(({ to, subject, text }) => {
    const item = document.createElement('details')
    item.append(worded('summary', `${to.join(', ')}: ${subject}`), worded('pre', text))
    return item
  })
  list.replaceChildren(...items)
}

/** @type {Record<string, string>} */
const BEHAVIOURS = { refuse: 'Refuses', 'lose-answer': 'Answers are lost', slow: 'Answers late' }

/** @param {State} state */
function showProvider({ provider }) {
  byId('provider').hidden = provider === undefined
  if (!provider) return
  const wrong = BEHAVIOURS[provider.behaviour]
  sign(byId('provider-sign'), wrong ?? 'Ready', wrong !== undefined)
  const items = provider.refunds.map(({ payment, amount, currency }) => {
    const style = new Intl.NumberFormat('en', { style: 'currency', currency })
    const decimals = style.resolvedOptions().maximumFractionDigits ?? 2
    const item = document.createElement('li')
    item.append(worded('b', style.format(amount / 10 ** decimals)), worded('small', payment))
    return item
  })
  byId('refunds').replaceChildren(...items)
}

const events = new EventSource('/events')
events.addEventListener('open', () => sign(byId('link'), 'Connected', false))
events.addEventListener('error', () => sign(byId('link'), 'Not connected', true))
events.addEventListener('message', (event) => {
  /** @type {State} */
  const state = JSON.parse(String(event.data))
  showPrinter(state)
  showDrawer(state)
  showSamples(state)
  showReceipts(state)
  showLabels(state)
  showMails(state)
  showProvider(state)
})

for (const button of buttons('[data-act]')) {
  button.addEventListener('click', () => send(button.dataset['act'] ?? ''))
}
for (const button of buttons('[data-on]')) {
  button.addEventListener('click', () => {
    const isThrown = button.getAttribute('aria-pressed') === 'true'
    send((isThrown ? button.dataset['off'] : button.dataset['on']) ?? '')
  })
}
byId('scan').addEventListener('submit', (event) => {
  event.preventDefault()
  const field = byId('code')
  if (!(field instanceof HTMLInputElement)) return
  const code = field.value.trim()
  field.value = ''
  if (code !== '') send('scan', code)
})
