/** Goods: looked for, made and changed, and what became of what was wanted before. */
import { beginNewGoods, showDepartments, showWishes } from '../../acts/goods.ts'
import { Button } from '../../design/Button.tsx'
import { Notice } from '../../design/Notice.tsx'
import { actOf, KEYMAP } from '../../keyboard/keymap.ts'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useKeys, useTerminal } from '../../terminal-context.tsx'
import { Approval } from '../approval/Approval.tsx'
import { Bar } from '../bar/Bar.tsx'
import { Labels } from '../labels/Labels.tsx'
import { Departments } from './Departments.tsx'
import { FindGoods } from './FindGoods.tsx'
import { KnownGoods } from './KnownGoods.tsx'
import { NewGoods } from './NewGoods.tsx'
import { Wishes } from './Wishes.tsx'
import './goods.css'

export function GoodsScreen() {
  const say = useSay()
  const desk = useDesk()
  const shown = useTerminal((state) => state.goodsDesk.shown)
  const turn = useTerminal((state) => state.goodsDesk.turn)
  const said = useTerminal((state) => state.goodsDesk.said)
  const trouble = useTerminal((state) => (state.approval ? null : state.trouble))
  const isLabelling = useTerminal((state) => state.labelling !== null)
  const mayCreate = useTerminal((state) => state.status?.permissions.includes('create-goods'))
  const back = () => {
    const { approval } = desk.store.state()
    if (approval || trouble) desk.store.change({ kind: 'back' })
    else if (shown.name !== 'wishes') showWishes(desk)
    else desk.store.change({ kind: 'reading', what: null })
  }
  useKeys('screen', (press) => {
    if (actOf(press) !== 'back') return false
    back()
    return true
  })
  return (
    <div className="shell">
      <Bar />
      <main className="goods">
        <header className="goods-head">
          <Button printedKey={KEYMAP.back.print} onPress={back}>
            {say(shown.name === 'wishes' ? 'close' : 'reports.back')}
          </Button>
          <h1>{say('goods.title')}</h1>
          {shown.name !== 'departments' && (
            <Button onPress={() => showDepartments(desk)}>{say('departments.title')}</Button>
          )}
          {mayCreate === true && shown.name !== 'new' && (
            <Button onPress={() => beginNewGoods(desk)}>{say('goods.new')}</Button>
          )}
        </header>
        <FindGoods />
        <section className="goods-body" aria-label={say(`goods.shown.${shown.name}`)}>
          {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
          {said?.kind === 'saved' && !trouble && (
            <p className="goods-saved" role="status">
              {say('goods.saved')}
            </p>
          )}
          <Labels />
          <div className="labels-under" hidden={isLabelling}>
            {shown.name === 'wishes' && <Wishes />}
            {shown.name === 'departments' && <Departments />}
            {shown.name === 'new' && <NewGoods key={turn} codes={shown.codes} />}
            {shown.name === 'known' && <KnownGoods key={turn} {...shown} />}
          </div>
        </section>
      </main>
      <Approval />
    </div>
  )
}
