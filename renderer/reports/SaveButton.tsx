/** Saves what is shown as a file that spreadsheets open. */
import { csvOf } from '../../src/domain/reports/csv.ts'
import { Button } from '../design/Button.tsx'
import { saveFile } from './save-file.ts'
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
  const save = () => saveFile(`holdfast_${name}.csv`, csvOf(cells(say, format), format))
  return (
    <div className="reports-save">
      <Button onPress={save}>{say('reports.save')}</Button>
    </div>
  )
}
