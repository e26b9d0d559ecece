import { useSurroundings } from './context.ts'

/** How long a text is, in characters as people count them, and what of it is too much; nothing is cut off. */
export function TextCount({ id, text, max }: { id: string; text: string; max: number | undefined }) {
  const { say } = useSurroundings()
  const characters = [...text]
  const over = max === undefined ? 0 : characters.length - max
  const key = over > 0 ? 'count-over' : max === undefined ? 'count' : 'count-max'
  return (
    <div class={over > 0 ? 'count over' : 'count'} id={`${id}-count`}>
      <p aria-live={over > 0 ? 'polite' : 'off'}>
        {say(key, { count: characters.length, max: max ?? 0, over })}
      </p>
      {over > 0 && (
        <p class="excess">
          {say('excess')}: <mark>{characters.slice(max).join('')}</mark>
        </p>
      )}
    </div>
  )
}
