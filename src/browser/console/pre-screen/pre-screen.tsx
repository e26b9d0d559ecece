import '../cases/words.ts'
import { useSay } from '../data/words.tsx'

export default function PreScreenPage(_: { id?: string }) {
  const say = useSay()
  return <h1>{say('room.applications')}</h1>
}
