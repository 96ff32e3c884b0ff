/** Tiles: the departments, and the goods of the one that was touched. */
import { useState } from 'react'
import type { DepartmentView, SellableView } from '../../../src/contract/terminal/views.ts'
import { add } from '../../acts/cart.ts'
import { Button } from '../../design/Button.tsx'
import { Empty } from '../../design/Empty.tsx'
import { Notice } from '../../design/Notice.tsx'
import { Tile } from '../../design/Tile.tsx'
import { useSay } from '../../language/language.tsx'
import { troubleText } from '../../language/trouble-text.ts'
import { useDesk, useFormat } from '../../terminal-context.tsx'
import { useReading, type Reading } from '../use-reading.ts'

export function Departments() {
  const [department, setDepartment] = useState<DepartmentView | null>(null)
  return department ? (
    <Shelf department={department} onBack={() => setDepartment(null)} />
  ) : (
    <DepartmentTiles onChoose={setDepartment} />
  )
}

function DepartmentTiles({ onChoose }: { onChoose: (department: DepartmentView) => void }) {
  const say = useSay()
  const departments = useReading((client) => client.catalogue.departments(), 'departments')
  if (departments.state !== 'ready') return <NotReady loaded={departments} />
  if (departments.value.length === 0) {
    return <Empty title={say('departments.none')} hint={say('departments.none.hint')} />
  }
  return (
    <div className="tiles">
      {departments.value.map((each) => (
        <Tile key={each.id} name={each.name} hue={each.hue} onPress={() => onChoose(each)} />
      ))}
    </div>
  )
}

interface ShelfProps {
  readonly department: DepartmentView
  readonly onBack: () => void
}

function Shelf({ department, onBack }: ShelfProps) {
  const say = useSay()
  const { id } = department
  const goods = useReading((client) => client.catalogue.tiles({ department: id }), id)
  return (
    <>
      <div className="find-head">
        <h2>{department.name}</h2>
        <Button tone="quiet" onPress={onBack}>
          {say('departments.all')}
        </Button>
      </div>
      {goods.state !== 'ready' && <NotReady loaded={goods} />}
      {goods.state === 'ready' && goods.value.length === 0 && (
        <Empty title={say('tiles.none')} hint={say('tiles.none.hint')} />
      )}
      {goods.state === 'ready' && (
        <div className="tiles">
          {goods.value.map((each) => (
            <GoodsTile key={each.variant} goods={each} hue={department.hue} />
          ))}
        </div>
      )}
    </>
  )
}

function GoodsTile({ goods, hue }: { goods: SellableView; hue: number }) {
  const say = useSay()
  const desk = useDesk()
  const format = useFormat()
  const price =
    goods.unitPrice === null ? say('result.no-price') : format.unitPrice(goods.unitPrice)
  return (
    <Tile
      name={goods.family?.name ?? goods.name}
      size={goods.family ? say('result.variants', { count: goods.family.variants }) : goods.size}
      price={price}
      hue={hue}
      onPress={() => void add(desk, goods)}
    />
  )
}

function NotReady({ loaded }: { loaded: Exclude<Reading<unknown>, { state: 'ready' }> }) {
  const say = useSay()
  if (loaded.state === 'loading') return <div aria-busy="true" />
  return <Notice tone="caution" title={troubleText(say, loaded.trouble)} />
}
