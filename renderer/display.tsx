/** The customer's screen: a page of its own, which can watch and nothing else. */
import { createRoot } from 'react-dom/client'
import type { DisplayView } from '../src/contract/terminal/display.ts'
import { pause } from './clock.ts'
import { portDial } from './connection/port-link.ts'
import { socketAddress, socketDial } from './connection/socket-link.ts'
import { takeToken } from './connection/token.ts'
import { displayClientOver, followDisplay } from './display/follow.ts'
import { Display } from './screens/display/Display.tsx'
import './design/tokens.css'
import './design/base.css'

const element = document.querySelector('#display')
if (!element) throw new Error('the page has no place for the display')
const root = createRoot(element)
const show = (view: DisplayView | null): void => root.render(<Display view={view} />)

const token = takeToken(window, 'holdfast-display-token')
show(null)
void followDisplay({
  dial:
    token === null
      ? portDial(window, displayClientOver)
      : socketDial(socketAddress(window.location, token, '/display'), displayClientOver),
  pause,
  onView: show,
})
