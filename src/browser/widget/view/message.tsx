import { Component } from 'preact'
import { buttonsOf, buttonsSayItAll, leadOf } from '../questions.ts'
import type { Item } from '../types.ts'
import type { Choice, WireReply } from '../wire.ts'
import { useSurroundings } from './context.ts'
import { FormCard } from './form-card.tsx'
import { Icon } from './icons.tsx'
import { DocumentCard, Parts, Quote } from './parts.tsx'
import { Text } from './text.tsx'

interface Props {
  item: Item
  locale: string
  /** its card may be filled in */
  open: boolean
  /** its buttons are the current ones */
  current: boolean
}

/** One message. Drawn again only when something of its own changed, since a conversation may be long. */
export class Message extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    return (Object.keys(next) as (keyof Props)[]).some((key) => next[key] !== this.props[key])
  }

  override render({ item, open, current }: Props) {
    return item.from === 'you' ? <Mine item={item} /> : <Theirs item={item} open={open} current={current} />
  }
}

function Mine({ item }: { item: Item }) {
  const { say } = useSurroundings()
  return (
    <div class={`message mine ${item.delivery ?? ''}`} data-key={item.key}>
      <p class="bubble">
        <span class="hidden">{say('you')}: </span>
        <Text text={item.text} />
      </p>
      <Fate item={item} />
    </div>
  )
}

function Fate({ item }: { item: Item }) {
  const { say, assistant } = useSurroundings()
  if (item.delivery === 'waiting')
    return (
      <p class="fate">
        <Icon name="alert" />
        {say('not-sent')}
        <button type="button" class="link" onClick={() => assistant.hurry()}>
          {say('retry')}
        </button>
      </p>
    )
  if (item.delivery !== 'refused') return null
  return (
    <p class="fate">
      <Icon name="alert" />
      {[item.problem?.message || say('refused'), item.problem?.hint].filter(Boolean).join(' ')}
    </p>
  )
}

function Theirs({ item, open, current }: { item: Item; open: boolean; current: boolean }) {
  const { say } = useSurroundings()
  const reply = item.reply
  const card = reply?.form && !buttonsSayItAll(reply) ? reply.form : null
  return (
    <div class="message theirs" data-key={item.key} tabIndex={-1}>
      <span class="hidden">{say('assistant')}: </span>
      {reply?.parts?.length ? <Parts parts={reply.parts} /> : <Plain item={item} />}
      {reply?.document && <DocumentCard document={reply.document} />}
      {card && open && <FormCard form={card} />}
      {reply && (current || !reply.pending) && <Choices choices={buttonsOf(reply)} current={current} />}
    </div>
  )
}

function Plain({ item }: { item: Item }) {
  const reply = item.reply
  return (
    <>
      <p class="part says">
        <Text text={reply ? leadOf(reply) : item.text} />
      </p>
      {reply?.citations?.map(({ clause, quote }) => (
        <Quote clause={clause} text={quote} />
      ))}
    </>
  )
}

// Buttons of earlier messages stay usable, since the server knows whether they still make sense; those of an answered
// question would only be in the way.
function Choices({ choices, current }: { choices: WireReply['choices']; current: boolean }) {
  const { assistant } = useSurroundings()
  if (!choices?.length) return null
  const press = ({ value, label }: Choice) => assistant.send({ choice: value }, label)
  return (
    <div class={current ? 'choices' : 'choices old'}>
      {choices.map((choice) => (
        <button type="button" onClick={() => press(choice)}>
          {choice.label}
        </button>
      ))}
    </div>
  )
}
