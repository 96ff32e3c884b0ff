/** Puts the screens together: connection, store, keys, sounds, and the tree that draws them. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { TerminalEvent } from '../src/contract/terminal/events.ts'
import { sounded } from './acts/cart.ts'
import { tellPresence } from './acts/people.ts'
import { createTurn, type Desk } from './acts/desk.ts'
import { heardOn } from './acts/heard.ts'
import { after, pause } from './clock.ts'
import { connect } from './connection/connection.ts'
import { clientOver, type Dial } from './connection/link.ts'
import { portDial } from './connection/port-link.ts'
import { socketAddress, socketDial } from './connection/socket-link.ts'
import { takeToken } from './connection/token.ts'
import { createKeyHub } from './keyboard/hub.ts'
import { putInForce } from './keyboard/keymap.ts'
import { createPreferences } from './preferences.ts'
import { App } from './screens/App.tsx'
import { createTones } from './sound/tones.ts'
import { screenOf } from './state/screen.ts'
import { createStore } from './state/store.ts'
import { TerminalContext, type Terminal } from './terminal-context.tsx'
import './design/tokens.css'
import './design/base.css'

/** A scanner's pace until the shop's settings say it: most are quicker, typing is slower. */
const USUAL_WEDGE = { gapMs: 50, shortest: 6, prefix: null, suffix: 'Enter' }

/** The desktop shell hands over a port; a page from the browser host carries a token. */
function dialFor(page: Window & typeof globalThis): Dial {
  const token = takeToken(page)
  if (token === null) return portDial(page, clientOver)
  return socketDial(socketAddress(page.location, token), clientOver)
}

function start(page: Window & typeof globalThis): Terminal {
  const store = createStore()
  const preferences = createPreferences(page)
  const tones = createTones(page, () => preferences.current().isMuted)
  const onEvent = (event: TerminalEvent) => {
    // Before anything is drawn: the buttons print the keys that are in force.
    if (event.kind === 'shop') putInForce(event.shop?.keys ?? {})
    store.change({ kind: 'event', event })
    if (event.kind === 'scanned') sounded(desk, event.answer)
  }
  const connection = connect({
    dial: dialFor(page),
    pause,
    onState: (link) => store.change({ kind: 'link', link }),
    onEvent,
  })
  const desk: Desk = { connection, store, tones, inTurn: createTurn() }
  tellPresence(page, desk)
  const keys = createKeyHub({
    page,
    after,
    drawn: flushSync,
    wedge: () => store.state().shop?.wedge ?? USUAL_WEDGE,
    onScan: (text, at) => heardOn(desk, screenOf(store.state()), text, at),
    onCardRefused: () => tones.play('blocked'),
  })
  return { desk, keys, preferences }
}

const root = document.querySelector('#terminal')
if (!root) throw new Error('the page has no place for the terminal')
createRoot(root).render(
  <TerminalContext value={start(window)}>
    <App />
  </TerminalContext>,
)
