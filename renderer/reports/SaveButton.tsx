/** Saves what is shown as a file that spreadsheets open. */
import { csvOf } from '../../src/domain/reports/csv.ts'
import { Button } from '../design/Button.tsx'
import { useSay } from '../language/language.tsx'
import type { MakeCells } from './cells.ts'
import { useGround } from './ground.ts'

interface SaveButtonProps {
  /** Of the file, without its ending. */
  readonly name: string
  readonly cells: MakeCells
}

export function SaveButton({ name, cells }: SaveButtonProps) {
  const say = useSay()
  const { format } = useGround()
  const save = () => {
    const text = csvOf(cells(say, format), format)
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `holdfast_${name}.csv`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <div className="reports-save">
      <Button onPress={save}>{say('reports.save')}</Button>
    </div>
  )
}
