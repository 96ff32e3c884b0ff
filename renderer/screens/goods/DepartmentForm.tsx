/** The form of a department: its name and its place, and its end where nothing is in it. */
import { useState } from 'react'
import type { DepartmentsView } from '../../../src/contract/terminal/departments.ts'
import { changeDepartment, createDepartment, endDepartment } from '../../acts/departments.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { actOf } from '../../keyboard/keymap.ts'
import { textFieldOf } from '../../keyboard/typing.ts'
import { useSay } from '../../language/language.tsx'
import { useDesk, useKeys } from '../../terminal-context.tsx'
import { Choice } from './Choice.tsx'

const NAME_LONGEST = 80
/** Of the choice of a place: before all of them. */
const FIRST = ''

type Departments = DepartmentsView['departments']

interface FormProps {
  readonly departments: Departments
  readonly onEnd: () => void
}

export function NewDepartment({ departments, onEnd }: FormProps) {
  const say = useSay()
  const desk = useDesk()
  const [name, setName] = useState('')
  const [after, setAfter] = useState(departments.at(-1)?.id ?? FIRST)
  const save = () => {
    if (name.trim() === '') return
    void createDepartment(desk, { name, after: placeOf(after) }, onEnd)
  }
  useConfirm(save)
  return (
    <div className="department-form">
      <NameField name={name} onName={setName} />
      <Place {...{ departments, after }} onAfter={setAfter} />
      <div className="goods-acts">
        <Button onPress={onEnd}>{say('cancel')}</Button>
        <Button tone="strong" isDisabled={name.trim() === ''} onPress={save}>
          {say('departments.create')}
        </Button>
      </div>
    </div>
  )
}

interface ChangedProps extends FormProps {
  readonly department: Departments[number]
}

export function ChangedDepartment({ department: opened, departments, onEnd }: ChangedProps) {
  const say = useSay()
  const desk = useDesk()
  // As it was when the form was opened: what comes down meanwhile is told, not overwritten.
  const [{ id, wanted, isEmpty }] = useState(opened)
  const [name, setName] = useState(wanted)
  const others = departments.filter((each) => each.id !== id)
  const [before] = useState(() => departments[departments.indexOf(opened) - 1]?.id ?? FIRST)
  const [after, setAfter] = useState(before)
  const to = name.trim()
  const isOther = to !== '' && (to !== wanted || after !== before)
  const save = () => {
    if (!isOther) return
    const changes = {
      ...(to !== wanted && { name: { was: wanted, to } }),
      ...(after !== before && { after: placeOf(after) }),
    }
    void changeDepartment(desk, { department: id, ...changes }, onEnd)
  }
  useConfirm(save)
  return (
    <div className="department-form">
      <NameField name={name} onName={setName} />
      <Place departments={others} after={after} onAfter={setAfter} />
      {!isEmpty && <p className="goods-hint">{say('departments.in-use')}</p>}
      <div className="goods-acts">
        <Button
          tone="danger"
          isDisabled={!isEmpty}
          onPress={() => void endDepartment(desk, { department: id }, onEnd)}
        >
          {say('departments.end')}
        </Button>
        <Button onPress={onEnd}>{say('cancel')}</Button>
        <Button tone="strong" isDisabled={!isOther} onPress={save}>
          {say('goods.save')}
        </Button>
      </div>
    </div>
  )
}

/** In the form of goods: a department that is not there yet, for them. */
export function DepartmentInPlace({ onMade }: { readonly onMade: (id: string) => void }) {
  const say = useSay()
  const desk = useDesk()
  const [name, setName] = useState<string | null>(null)
  const save = () => {
    if (name === null || name.trim() === '') return
    void createDepartment(desk, { name }, (id) => {
      setName(null)
      onMade(id)
    })
  }
  useConfirm(save)
  if (name === null) {
    return (
      <div className="goods-options">
        <Button tone="quiet" onPress={() => setName('')}>
          {say('departments.new')}
        </Button>
      </div>
    )
  }
  return (
    <div className="department-form" data-in-place>
      <NameField name={name} onName={setName} />
      <Button onPress={() => setName(null)}>{say('cancel')}</Button>
      <Button tone="strong" isDisabled={name.trim() === ''} onPress={save}>
        {say('departments.create')}
      </Button>
    </div>
  )
}

/** Confirmed by its key while something is typed into this form. */
function useConfirm(save: () => void): void {
  useKeys('screen', (press) => {
    const isHere = textFieldOf(document.activeElement)?.closest('.department-form') ?? null
    if (actOf(press) !== 'confirm' || isHere === null) return false
    save()
    return true
  })
}

interface NameProps {
  readonly name: string
  readonly onName: (name: string) => void
}

function NameField({ name, onName }: NameProps) {
  const say = useSay()
  return (
    <Field
      label={say('departments.name')}
      value={name}
      onChange={onName}
      maxLength={NAME_LONGEST}
      isFocusedAtOnce
    />
  )
}

interface PlaceProps {
  /** All others. */
  readonly departments: Departments
  readonly after: string
  readonly onAfter: (after: string) => void
}

function Place({ departments, after, onAfter }: PlaceProps) {
  const say = useSay()
  const options = departments
    .filter(({ isEnding }) => !isEnding)
    .map(({ id, wanted }) => ({ id, name: wanted }))
  return (
    <Choice
      label="departments.after"
      options={[{ id: FIRST, name: say('departments.first') }, ...options]}
      chosen={after}
      onChoose={onAfter}
    />
  )
}

function placeOf(after: string): string | null {
  return after === FIRST ? null : after
}
