import type { Part, WireReply } from '../wire.ts'
import { languageOf } from '../words.ts'
import { useSurroundings } from './context.ts'
import { Icon } from './icons.tsx'
import { ownAddress, Text } from './text.tsx'

/** The parts of an answer, each kind with a look of its own and its name in words. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  return (
    <div class="parts">
      {parts.map((part) => {
        if (part.kind === 'quote') return <Quote {...part} />
        return part.condition ? <Condition {...part} {...part.condition} /> : <OtherPart {...part} />
      })}
    </div>
  )
}

const OUTCOMES = { meets: 'tick', 'does-not-meet': 'close', 'needs-confirmation': 'ask' } as const

// The clause stays folded: whoever only wants to know where they stand need not read it.
function Condition({
  label,
  text,
  clause,
  outcome,
  said,
  todo,
  reading,
  quote,
}: Part & NonNullable<Part['condition']>) {
  const { say } = useSurroundings()
  return (
    <div class={`part condition ${outcome}`}>
      <p class="tag">
        <Icon name={OUTCOMES[outcome]} />
        <span>{said}</span>
      </p>
      <p class="name">
        <Text text={label ?? ''} />
      </p>
      <p class="words">
        <Text text={text} />
      </p>
      {todo && (
        <p class="words">
          <Text text={todo} />
        </p>
      )}
      <details>
        <summary>
          {say('quote')} {clause}
        </summary>
        <Quote text={quote} />
        {reading && <OtherPart kind="reading" {...reading} />}
      </details>
    </div>
  )
}

/** A passage of the notice, set like one, with the clause it stands in. */
export function Quote({ label, text, clause }: Omit<Part, 'kind'>) {
  const { say, locale } = useSurroundings()
  // The label may already hold the clause, which stands in a box of its own here.
  const name = (clause ? label?.replace(clause, '').trim() : label) || say('quote')
  return (
    <blockquote class="part quote">
      <p class="tag">
        <span>{name}</span>
        {clause && <b lang={languageOf(clause, locale)}>{clause}</b>}
      </p>
      <p class="words">
        <Text text={text} />
      </p>
    </blockquote>
  )
}

const ICONS = { silence: 'silence', contact: 'person' } as const

function OtherPart({ kind, label, text, clause }: Part) {
  const icon = ICONS[kind as keyof typeof ICONS]
  return (
    <div class={`part ${kind}`}>
      {label && (
        <p class="tag">
          {icon && <Icon name={icon} />}
          <span>{label}</span>
          {clause && <b>{clause}</b>}
        </p>
      )}
      <p class="words">
        <Text text={text} />
      </p>
    </div>
  )
}

/** A document to take away. */
export function DocumentCard({ document }: { document: NonNullable<WireReply['document']> }) {
  const { say, server } = useSurroundings()
  const address = ownAddress(document.href, server)
  if (!address) return null
  const type =
    document.mediaType === 'application/pdf'
      ? say('document-type')
      : document.mediaType.split('/').pop()?.toUpperCase()
  return (
    <a class="document" href={address} target="_blank" rel="noopener">
      <span class="sheet">
        <Icon name="file" />
      </span>
      <span class="about">
        <b>{document.title}</b>
        <small>{type}</small>
      </span>
      <span class="hidden">{say('download', { title: document.title })}</span>
      <Icon name="down" />
    </a>
  )
}
