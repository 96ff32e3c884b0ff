/** Acts on departments: a new one, another name or place, and the end of an empty one. */
import type { TerminalClient } from '../connection/link.ts'
import { command, guarded, shown, type Desk, type Own } from './desk.ts'

type Wanted<Name extends 'create' | 'change' | 'end'> = Omit<
  Parameters<TerminalClient['departments'][Name]>[0],
  'command' | 'approval'
>

/** Is told of the department, which the till made. */
type Then = (department: string) => void

export function createDepartment(desk: Desk, wanted: Wanted<'create'>, then: Then): Promise<void> {
  return wish(desk, (client, own) => client.departments.create({ ...own, ...wanted }), then)
}

export function changeDepartment(desk: Desk, wanted: Wanted<'change'>, then: Then): Promise<void> {
  return wish(desk, (client, own) => client.departments.change({ ...own, ...wanted }), then)
}

export function endDepartment(desk: Desk, wanted: Wanted<'end'>, then: Then): Promise<void> {
  return wish(desk, (client, own) => client.departments.end({ ...own, ...wanted }), then)
}

function wish(
  desk: Desk,
  act: (client: TerminalClient, own: Own) => Promise<{ readonly department: string }>,
  then: Then,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const done = shown(desk, await command(desk, act))
    if (!done) return
    desk.store.change({ kind: 'trouble', trouble: null })
    desk.tones.play('found')
    then(done.department)
  })
}
