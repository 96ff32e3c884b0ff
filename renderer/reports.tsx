/** The owner's reports in a browser: the dashboard of the till, over all tills and the web. */
import { createRoot } from 'react-dom/client'
import { takeToken } from './connection/token.ts'
import { Language } from './language/language.tsx'
import { directionOf, languageOf } from '../src/domain/language.ts'
import { Office } from './screens/reports/Office.tsx'
import './design/tokens.css'
import './design/base.css'

const TOKEN_KEPT_AS = 'holdfast-owner-token'

const root = document.querySelector('#reports')
if (!root) throw new Error('the page has no place for the reports')
const spoken = navigator.language
document.documentElement.lang = languageOf(spoken)
document.documentElement.dir = directionOf(languageOf(spoken))
createRoot(root).render(
  <Language locale={spoken}>
    <Office
      spoken={spoken}
      token={takeToken(window, TOKEN_KEPT_AS)}
      keep={(token) =>
        token === null
          ? sessionStorage.removeItem(TOKEN_KEPT_AS)
          : sessionStorage.setItem(TOKEN_KEPT_AS, token)
      }
    />
  </Language>,
)
