import { useSay } from '../data/words.tsx'
import { toneOf } from './stages.ts'

/** The stage of an application or a project, in words. */
export function Stage({ of, state }: { of: 'application' | 'project'; state: string }) {
  const say = useSay()
  return <span className={`stage ${toneOf(state)}`}>{say(`stage.${of}.${state}`)}</span>
}
