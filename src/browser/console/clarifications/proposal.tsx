import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { asRefused, useLoad } from '../data/cache.ts'
import { query, type Refused, read, send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { go, Link, usePlace } from '../data/router.tsx'
import type { EnquiryList, List, Programme, WireClarification } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { useProgramme } from '../office/programme-choice.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { Failed, NoScreen, Shown } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { useTitle } from '../shell/title.ts'
import type { ProposalSeed } from '../thread/actions.tsx'
import { type Draft, draftFrom, lackOf, type Proposed, proposalOf } from './draft.ts'

/** Proposes a clarification, or changes a proposal: every language side by side. */
export default function Proposal({ id }: { id: string }) {
  const say = useSay()
  const title = say(id === 'new' ? 'clarification.propose' : 'clarification.edit')
  useTitle(title)
  return (
    <>
      <p className="crumb">
        <Link to="/clarifications">
          <Icon name="back" />
          {say('room.clarification')}
        </Link>
      </p>
      <h1>{title}</h1>
      <p className="page-about">{say('clarification.form-about')}</p>
      {id === 'new' ? <New /> : <Known id={id} />}
    </>
  )
}

function New() {
  const seed = usePlace().state as ProposalSeed | null
  const { me } = useDesk()
  const { programme, choice } = useProgramme(({ may }) => may.clarify)
  const own = me.programmes.find(({ id }) => id === seed?.programme) ?? programme
  if (!own) return <NoScreen why="forbidden" />
  return (
    <>
      {!seed && choice}
      <ProposalForm
        key={own.id}
        programme={own}
        begin={draftFrom(own, seed)}
        save={(body) => send('POST', '/clarifications', body)}
      />
    </>
  )
}

function Known({ id }: { id: string }) {
  const { me } = useDesk()
  const [at, setAt] = useState(0)
  const programme = me.programmes[at]
  const loaded = useLoad<List<WireClarification>>(
    programme ? `/clarifications${query({ programme: programme.id })}` : null,
  )
  const one = loaded.data?.items.find((item) => item.id === id)
  // the address tells no programme: it is looked for in one after the other
  if (loaded.data && !one && at < me.programmes.length - 1) setAt(at + 1)
  return (
    <Shown of={loaded}>
      {() =>
        one && programme && one.may.includes('edit') ? (
          <ProposalForm
            programme={programme}
            begin={draftFrom(programme, null, one)}
            save={(body) => change(one, body)}
          />
        ) : (
          <NoScreen why="missing" />
        )
      }
    </Shown>
  )
}

/** A proposal names the enquiries by number, and is sent with their ids. */
async function change({ id, version }: WireClarification, body: Proposed): Promise<void> {
  const enquiries: string[] = []
  for (const number of body.enquiries) {
    const { items } = await read<EnquiryList>(`/enquiries${query({ q: number })}`)
    enquiries.push(...items.filter((row) => row.number === number).map((row) => row.id))
  }
  await send('PUT', `/clarifications/${id}`, { ...body, enquiries, version })
}

interface ProposalFormProps {
  programme: Programme
  begin: Draft
  save: (body: Proposed) => Promise<unknown>
}

const overlays = () => document.getElementById('overlays') ?? document.body

function ProposalForm({ programme, begin, save }: ProposalFormProps) {
  const say = useSay()
  const [draft, setDraft] = useState(begin)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refused>()
  const lacks = lackOf(draft)
  const write = (language: string, part: 'question' | 'answer', text: string) => {
    const words = { question: '', answer: '', ...draft.words[language], [part]: text }
    setDraft({ ...draft, words: { ...draft.words, [language]: words } })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const first = lacks[0]
    if (first) return document.querySelector<HTMLElement>(`[data-part="${first}"]`)?.focus()
    setBusy(true)
    setError(undefined)
    try {
      await save(proposalOf(programme.id, draft))
      tellDone(say('clarification.proposed-done'))
      go('/clarifications')
    } catch (failure) {
      setError(asRefused(failure))
      setBusy(false)
    }
  }
  const wrong = (part: string) => (tried && lacks.includes(part) ? say('needed') : undefined)
  return (
    <form className="proposal" onSubmit={submit} noValidate>
      {error && <Failed error={error} />}
      <div className="languages">
        {programme.languages.map((language) => (
          <fieldset key={language}>
            <legend>{say(`locale.${language.split('-')[0]}`)}</legend>
            <Field
              label={say('clarification.question')}
              lang={language}
              error={wrong(`${language}-question`)}
            >
              <Input.TextArea
                rows={2}
                maxLength={500}
                data-part={`${language}-question`}
                value={draft.words[language]?.question ?? ''}
                onChange={(event) => write(language, 'question', event.target.value)}
              />
            </Field>
            <Field label={say('clarification.answer')} lang={language} error={wrong(`${language}-answer`)}>
              <Input.TextArea
                rows={6}
                maxLength={4000}
                data-part={`${language}-answer`}
                value={draft.words[language]?.answer ?? ''}
                onChange={(event) => write(language, 'answer', event.target.value)}
              />
            </Field>
          </fieldset>
        ))}
      </div>
      <Field label={say('clarification.clauses')} hint={say('clarification.clauses-hint')}>
        <Select
          mode="multiple"
          getPopupContainer={overlays}
          value={draft.clauses}
          options={programme.clauses.map((clause) => ({ value: clause, label: clause }))}
          onChange={(clauses: string[]) => setDraft({ ...draft, clauses })}
        />
      </Field>
      <Field label={say('clarification.asked')} hint={say('clarification.asked-hint')}>
        <Input.TextArea
          rows={3}
          value={draft.asked}
          onChange={(event) => setDraft({ ...draft, asked: event.target.value })}
        />
      </Field>
      {draft.enquiries.length > 0 && (
        <p className="remark">
          {say('clarification.tells', { numbers: draft.enquiries.map(({ number }) => number).join(', ') })}
        </p>
      )}
      <p className="form-foot">
        <Button type="primary" htmlType="submit" loading={busy}>
          {say('clarification.hand-in')}
        </Button>
        <Button onClick={() => go('/clarifications')}>{say('cancel')}</Button>
      </p>
    </form>
  )
}
