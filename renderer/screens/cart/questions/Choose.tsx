/** Several goods carry one code, or one product comes in sizes and colours: which one is it? */
import { useState } from 'react'
import type { SellableView } from '../../../../src/contract/terminal/views.ts'
import { ONE } from '../../../../src/domain/quantity.ts'
import { choose } from '../../../acts/questions.ts'
import { Button } from '../../../design/Button.tsx'
import { digitOf } from '../../../keyboard/keymap.ts'
import { useSay } from '../../../language/language.tsx'
import type { Question } from '../../../state/questions.ts'
import { useDesk, useFormat, useKeys } from '../../../terminal-context.tsx'
import { gridOf, type Grid } from './grid.ts'

/** As many as there are number keys; a tenth product with one code is for the back office. */
const CHOICES_AT_MOST = 9

interface ChooseProps {
  readonly question: Question
  readonly choices: readonly SellableView[]
}

export function Choose({ question, choices }: ChooseProps) {
  const say = useSay()
  const grid = gridOf(choices)
  const text = question.from.kind === 'scan' ? question.from.text : ''
  return (
    <>
      <h3 className="question-goods">{say('notice.choose')}</h3>
      {grid ? (
        <VariantGrid question={question} grid={grid} />
      ) : (
        <>
          <p>{say('notice.choose.body', { text })}</p>
          <ChoiceList question={question} choices={choices.slice(0, CHOICES_AT_MOST)} />
        </>
      )}
    </>
  )
}

function ChoiceList({ question, choices }: ChooseProps) {
  const desk = useDesk()
  useKeys('step', (press) => {
    const digit = digitOf(press)
    if (digit === undefined) return false
    const goods = choices[digit - 1]
    if (goods) void choose(desk, question, goods)
    return true
  })
  return (
    <div className="choices">
      {choices.map((goods, index) => (
        <Choice
          key={`${goods.variant} ${goods.packQuantity}`}
          goods={goods}
          number={index + 1}
          onTake={() => void choose(desk, question, goods)}
        />
      ))}
    </div>
  )
}

interface ChoiceProps {
  readonly goods: SellableView
  readonly number: number
  readonly onTake: () => void
}

function Choice({ goods, number, onTake }: ChoiceProps) {
  const say = useSay()
  const format = useFormat()
  const { unitPrice, packQuantity, unit } = goods
  // Two packs of one product differ in nothing else.
  const isPack = packQuantity !== ONE
  return (
    <Button printedKey={String(number)} isDisabled={unitPrice === null} onPress={onTake}>
      <span className="cart-name">{goods.name}</span>
      <span>
        {isPack && `${format.quantity(packQuantity, unit)} × `}
        {unitPrice === null ? say('result.no-price') : format.unitPrice(unitPrice)}
      </span>
      <span className="cart-detail">{goods.size}</span>
    </Button>
  )
}

/** One touch takes a cell; by keys it is the number of the row, then that of the column. */
function VariantGrid({ question, grid }: { question: Question; grid: Grid }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const [row, setRow] = useState<number | null>(null)
  const isList = grid.columns.length === 1
  const take = (goods: SellableView | undefined) => {
    if (goods && goods.unitPrice !== null) void choose(desk, question, goods)
  }
  useKeys('step', (press) => {
    const digit = digitOf(press)
    if (digit === undefined) return false
    if (row !== null) take(grid.cells[row]?.[digit - 1])
    else if (isList) take(grid.cells[digit - 1]?.[0])
    else if (grid.rows[digit - 1] !== undefined) setRow(digit - 1)
    return true
  })
  return (
    <table className="question-grid">
      {!isList && (
        <thead>
          <tr>
            <th scope="col">{grid.names.join(' / ')}</th>
            {grid.columns.map((each, index) => (
              <th key={each} scope="col">
                {row !== null && <kbd>{index + 1}</kbd>} {each}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {grid.rows.map((name, index) => (
          <tr key={name} aria-current={row === index}>
            <th scope="row">
              {row === null && index < CHOICES_AT_MOST && <kbd>{index + 1}</kbd>} {name}
            </th>
            {grid.columns.map((column, place) => {
              const goods = grid.cells[index]?.[place]
              return (
                <td key={column}>
                  {goods && (
                    <Button
                      isDisabled={goods.unitPrice === null}
                      spoken={goods.name}
                      onPress={() => take(goods)}
                    >
                      {goods.unitPrice === null
                        ? say('result.no-price')
                        : format.unitPrice(goods.unitPrice)}
                      <span className="cart-detail">
                        {goods.onHand !== null &&
                          say('result.on-hand', {
                            quantity: format.quantity(goods.onHand, goods.unit),
                          })}
                      </span>
                    </Button>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
