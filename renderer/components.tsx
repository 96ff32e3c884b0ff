/** The page that documents the design system: every component, in every state, on real tokens. */
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createTurn, type Desk } from './acts/desk.ts'
import { after } from './clock.ts'
import { createKeyHub } from './keyboard/hub.ts'
import { Language } from './language/language.tsx'
import { createPreferences } from './preferences.ts'
import { createStore } from './state/store.ts'
import { initialState } from './state/state.ts'
import { TerminalContext, type Terminal } from './terminal-context.tsx'
import { Catalogue } from './components/Catalogue.tsx'
import { SAMPLE_SHOP } from './components/samples.ts'
import './design/tokens.css'
import './design/base.css'

function terminalWithoutCore(page: Window): Terminal {
  const store = createStore({ ...initialState, shop: SAMPLE_SHOP })
  const desk: Desk = {
    store,
    // Nothing on this page asks a core; whoever does learns that there is none.
    connection: {
      ask: async () => ({ ok: false, trouble: { code: 'unreachable', details: {} } }),
      follow: () => () => {},
    },
    tones: { play: () => {} },
    inTurn: createTurn(),
  }
  const keys = createKeyHub({
    page,
    after,
    drawn: flushSync,
    wedge: () => SAMPLE_SHOP.wedge,
    onScan: () => {},
    onCardRefused: () => {},
  })
  return { desk, keys, preferences: createPreferences(page) }
}

const root = document.querySelector('#components')
if (!root) throw new Error('the page has no place for the components')
createRoot(root).render(
  <TerminalContext value={terminalWithoutCore(window)}>
    <Language locale="en">
      <Catalogue />
    </Language>
  </TerminalContext>,
)
