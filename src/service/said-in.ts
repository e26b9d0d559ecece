/** What a transcript shows of what came. */
import type { Activity } from '../conversation/types.ts'
import type { ConversationRecord } from '../ports/store.ts'

/** What the transcript shows of an activity; buttons by their label. */
export function saidIn(activity: Activity, { state }: Pick<ConversationRecord, 'state'>): string | null {
  switch (activity.kind) {
    case 'text':
      return activity.text
    case 'choice':
      return (
        activity.label ??
        state.memory.offered.find((choice) => choice.value === activity.value)?.label ??
        activity.value
      )
    case 'form':
      return Object.values(activity.values).flat().filter(isSaid).join('\n')
    case 'file':
      return [...activity.files.map((file) => file.name), activity.text ?? ''].filter(isSaid).join('\n')
    default:
      return null
  }
}

const isSaid = (piece: string): boolean => piece !== ''
