/** The screens of the terminal, one at a time. */
import { useEffect } from 'react'
import { directionOf, spokenLocale } from '../../src/domain/language.ts'
import { followBadges, followScans } from '../acts/heard.ts'
import { Language } from '../language/language.tsx'
import { useDesk, useLanguage, useTerminal } from '../terminal-context.tsx'
import { screenOf } from '../state/screen.ts'
import { LogoContext } from './cart/Logo.tsx'
import { Boundary } from './ground/Boundary.tsx'
import { Blocked } from './ground/Blocked.tsx'
import { Waiting } from './ground/Waiting.tsx'
import { ClosingsScreen } from './closings/ClosingsScreen.tsx'
import { CloseTill } from './close-till/CloseTill.tsx'
import { ReviewTill } from './close-till/ReviewTill.tsx'
import { TillCounted } from './close-till/TillCounted.tsx'
import { TillClosed } from './close-till/TillClosed.tsx'
import { OpenTill } from './open-till/OpenTill.tsx'
import { JournalScreen } from './journal/JournalScreen.tsx'
import { ReportsScreen } from './reports/ReportsScreen.tsx'
import { Sell } from './sell/Sell.tsx'
import { GoodsScreen } from './goods/GoodsScreen.tsx'
import { StockScreen } from './stock/StockScreen.tsx'
import { SignIn } from './sign-in/SignIn.tsx'

const SCREENS = {
  connecting: Waiting,
  'first-pull': Waiting,
  blocked: Blocked,
  'sign-in': SignIn,
  'open-till': OpenTill,
  sell: Sell,
  'close-till': CloseTill,
  'till-counted': TillCounted,
  'review-till': ReviewTill,
  'till-closed': TillClosed,
  reports: ReportsScreen,
  journal: JournalScreen,
  stock: StockScreen,
  goods: GoodsScreen,
  closings: ClosingsScreen,
} as const

export function App() {
  const language = useLanguage()
  const shopLocale = useTerminal((state) => state.shop?.locale)
  const logo = useTerminal((state) => state.shop?.receiptLogo ?? null)
  const keys = useTerminal((state) => state.shop?.keys)
  const desk = useDesk()
  const name = useTerminal(screenOf)
  const Screen = SCREENS[name]
  const isWordAsked = useTerminal((state) => state.approval !== null)
  useEffect(() => followScans(desk, name), [desk, name])
  useEffect(() => (isWordAsked ? followBadges(desk) : undefined), [desk, isWordAsked])
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dir = directionOf(language)
  }, [language])
  return (
    // Drawn anew when other keys were chosen: they are printed on buttons everywhere.
    <Language
      key={JSON.stringify(keys)}
      locale={shopLocale === undefined ? language : spokenLocale(language, shopLocale)}
    >
      <Boundary>
        <LogoContext value={logo}>
          <Screen />
        </LogoContext>
      </Boundary>
    </Language>
  )
}
