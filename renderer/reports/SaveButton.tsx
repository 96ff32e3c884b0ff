/** Saves all that is reported here, and not only what is shown, as a file for spreadsheets. */
import { useEffect, useRef, useState } from 'react'
import type { Trouble } from '../connection/trouble.ts'
import { Button } from '../design/Button.tsx'
import { Notice } from '../design/Notice.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useSay } from '../language/language.tsx'
import { writeFile, type MakeFile } from './file.ts'
import { useGround } from './ground.ts'
import { saveFile } from './save-file.ts'

interface SaveButtonProps {
  /** Of the file; how many rows it holds, and whether these are all, is added to it. */
  readonly name: string
  readonly file: MakeFile
}

type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly rows: number }
  | { readonly kind: 'failed'; readonly trouble: Trouble }

export function SaveButton({ name, file }: SaveButtonProps) {
  const say = useSay()
  const { format } = useGround()
  const [saving, setSaving] = useState<Saving>({ kind: 'idle' })
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const save = async () => {
    setSaving({ kind: 'reading', rows: 0 })
    const written = await writeFile(file(say, format), format, (rows) => {
      setSaving({ kind: 'reading', rows })
      return isHere.current
    })
    // Whoever left before the end wants no file.
    if (!written) return
    if (!written.ok) return setSaving({ kind: 'failed', trouble: written.trouble })
    const { parts, rows, isWhole } = written.value
    saveFile(`holdfast_${name}_${isWhole ? 'all' : 'first'}-${String(rows)}.csv`, parts)
    setSaving({ kind: 'idle' })
  }
  const isReading = saving.kind === 'reading'
  return (
    <div className="reports-save">
      {saving.kind === 'failed' && (
        <Notice tone="danger" title={troubleText(say, saving.trouble)} />
      )}
      <Button isDisabled={isReading} onPress={() => void save()}>
        {isReading ? say('reports.saving', { count: saving.rows }) : say('reports.save')}
      </Button>
    </div>
  )
}
