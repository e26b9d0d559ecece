import './words.ts'
import { useSay } from '../data/words.tsx'

export default function Application(_: { id?: string }) {
  const say = useSay()
  return <h1>{say('room.applications')}</h1>
}
