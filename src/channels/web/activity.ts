/** What the widget sends → an activity. */
import type { WireActivity } from '../../contract/conversation.ts'
import type { Activity, FileRef } from '../../conversation/types.ts'
import { Failure } from '../../service/failure.ts'

/** `findFiles` returns those of the ids that belong to this conversation. */
export async function toActivity(
  wire: WireActivity,
  findFiles: (ids: string[]) => Promise<FileRef[]>,
): Promise<Activity> {
  if (wire.text !== undefined) return { kind: 'text', text: clean(wire.text) }
  if (wire.choice !== undefined) return { kind: 'choice', value: clean(wire.choice) }
  if (wire.form) {
    const values = Object.entries(wire.form.values).map(([name, value]) => [
      clean(name),
      Array.isArray(value) ? value.map(clean) : clean(value),
    ])
    return { kind: 'form', step: clean(wire.form.step), values: Object.fromEntries(values) }
  }
  const files = await findFiles(wire.file ?? [])
  if (files.length !== wire.file?.length) throw new Failure('unknown-file')
  return { kind: 'file', files }
}

/** PostgreSQL stores neither NUL nor half characters: both are noise, never an answer. */
export const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()
