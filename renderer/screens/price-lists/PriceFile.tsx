/** Prices from a file: what it would change is seen first, and all of it is set or nothing. */
import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import {
  PRICE_FILE_LONGEST,
  PRICE_FILE_TOLD,
  type PriceFileInput,
  type PriceFileRead,
} from '../../../src/contract/backend/price-lists.ts'
import type { FailureCode } from '../../../src/domain/failure.ts'
import { troubleOf, type Trouble } from '../../connection/trouble.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { Notice } from '../../design/Notice.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { usePlace } from '../office-prices/place.ts'
import { readPriceFile, type List } from '../office-prices/requests.ts'
import { momentOf } from './SetPrice.tsx'

interface PriceFileProps {
  readonly list: List
  readonly onLeave: () => void
}

interface Chosen {
  readonly name: string
  readonly content: string
}

export function PriceFile({ list, onLeave }: PriceFileProps) {
  const say = useSay()
  const { store } = usePlace()
  const [moment, setMoment] = useState('')
  const [file, setFile] = useState<Chosen | null>(null)
  const { read, trouble, isUnderWay, ask, refuse } = useReading(list)
  const from = momentOf(moment, store.zone)
  const take = async (chosen: File | undefined) => {
    if (!chosen || from === undefined) return
    const content = chosen.size > PRICE_FILE_LONGEST ? '' : await chosen.text()
    setFile(content === '' ? null : { name: chosen.name, content })
    if (content === '') refuse(chosen.size === 0 ? 'input-invalid' : 'too-large')
    else await ask({ content, from, preview: true })
  }
  // What holds then is another thing: it is looked at anew.
  const move = (text: string) => {
    setMoment(text)
    const at = momentOf(text, store.zone)
    if (file && at !== undefined) void ask({ ...file, from: at, preview: true })
  }
  const choose = () => {
    setFile(null)
    refuse(null)
  }
  const set = () => file && from !== undefined && void ask({ ...file, from, preview: false })
  const canSet = read !== null && !read.isSet && read.faulty === 0 && read.changed > 0
  return (
    <section className="office-prices-body" aria-label={say('price-list.file')}>
      <div className="office-prices-head">
        <Button onPress={onLeave}>{say('reports.back')}</Button>
        <h1>
          {say('price-list.file')}: <bdi>{list.name}</bdi>
        </h1>
      </div>
      <p>{say('price-list.file.hint')}</p>
      <div className="price-set">
        <Field
          label={say('price-list.from')}
          value={moment}
          onChange={move}
          picks="datetime-local"
        />
        <FileTrigger
          acceptedFileTypes={['.csv', 'text/csv', 'text/plain']}
          onSelect={(files) => void take(files?.[0] ?? undefined)}
        >
          <Button isDisabled={isUnderWay || from === undefined} onPress={choose}>
            {say('price-list.file.choose')}
          </Button>
        </FileTrigger>
        {file && <bdi>{file.name}</bdi>}
      </div>
      {trouble && <Notice tone="danger" title={troubleText(say, trouble)} />}
      {read && <Told read={read} list={list} />}
      {file && canSet && (
        <Button tone="strong" size="large" isDisabled={isUnderWay} onPress={set}>
          {say('price-list.file.set', { count: read.changed })}
        </Button>
      )}
    </section>
  )
}

type Wanted = Omit<PriceFileInput, 'list'> & { readonly preview: boolean }

/** What was last said of a file; nothing while another answer is on its way. */
function useReading(list: List) {
  const { token } = usePlace()
  const [read, setRead] = useState<PriceFileRead | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isUnderWay, setUnderWay] = useState(false)
  const ask = async ({ content, from, preview }: Wanted) => {
    setRead(null)
    setUnderWay(true)
    const answer = await readPriceFile(token, { list: list.id, content, from, preview })
    setUnderWay(false)
    setTrouble(answer.ok ? null : answer.trouble)
    setRead(answer.ok ? answer.value : null)
  }
  const refuse = (code: FailureCode | null) => {
    setRead(null)
    setTrouble(code === null ? null : troubleOf(code))
  }
  return { read, trouble, isUnderWay, ask, refuse }
}

function Told({ read, list }: { readonly read: PriceFileRead; readonly list: List }) {
  const say = useSay()
  const { changed, faulty, lines, isSet } = read
  if (isSet) return <Notice tone="plain" title={say('price-list.file.done', { count: changed })} />
  return (
    <>
      {faulty > 0 && (
        <Notice tone="danger" title={say('price-list.file.faulty', { count: faulty })}>
          <ul className="price-faults">
            {read.faults.map(({ line, fault, value }) => (
              <li key={line}>
                {say('price-list.file.line', { line, fault: say(`price-list.fault.${fault}`) })}
                {value !== '' && (
                  <>
                    {': '}
                    <bdi>{value}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
          {faulty > PRICE_FILE_TOLD && (
            <p>{say('promotion.more', { count: faulty - PRICE_FILE_TOLD })}</p>
          )}
        </Notice>
      )}
      <p role="status">{say('price-list.file.changes', { count: changed, lines })}</p>
      {read.changes.length > 0 && <Changes read={read} list={list} />}
    </>
  )
}

function Changes({ read, list }: { readonly read: PriceFileRead; readonly list: List }) {
  const say = useSay()
  const { format } = usePlace()
  return (
    <div className="reports-scroll">
      <table className="reports-table price-list-table">
        <caption>
          <bdi>{list.name}</bdi>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('price-list.column.goods')}</th>
            <th scope="col">{say('price-list.was')}</th>
            <th scope="col">{say('price-list.becomes')}</th>
          </tr>
        </thead>
        <tbody>
          {read.changes.map(({ line, name, was, unitPrice }) => (
            <tr key={line}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>
                <bdi>{was === null ? '–' : format.unitPrice(was)}</bdi>
              </td>
              <td>
                <bdi>{format.unitPrice(unitPrice)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {read.changed > PRICE_FILE_TOLD && (
        <p>{say('promotion.more', { count: read.changed - PRICE_FILE_TOLD })}</p>
      )}
    </div>
  )
}
