import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ApplicationView } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Files } from '../parts/files.tsx'
import { Icon } from '../parts/icon.tsx'
import { PlainText } from '../parts/text.tsx'
import { ChangedText } from './changed-text.tsx'
import { Pinned, RemarkEditor } from './remark.tsx'
import type { Review } from './use-review.ts'

type AnswerOf = ApplicationView['sections'][number]['answers'][number]

interface AnswerProps {
  answer: AnswerOf
  view: ApplicationView
  review: Review
}

/** One field: what was answered, what it was before, and what officers pinned to it. */
export function Answer({ answer, view, review }: AnswerProps) {
  const { say } = useLanguage()
  const [writing, setWriting] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const remarks = view.remarks.filter(({ field }) => field === answer.field)
  const wrote = useRef(false)
  useEffect(() => {
    // once the button stands there again, which a busy machine draws later than the next frame
    if (wrote.current && !writing) button.current?.focus()
    wrote.current = writing
  }, [writing])
  const wasMended = answer.was !== null
  return (
    <div
      className={`answer${wasMended ? ' changed' : ''}${remarks.length > 0 ? ' remarked' : ''}`}
      id={`field-${answer.field}`}
      tabIndex={-1}
    >
      <dt>
        {answer.label}
        <small>
          {[answer.clause, answer.prescribed && say('case.prescribed'), wasMended && say('case.changed')]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </dt>
      <dd>
        {wasMended ? (
          <ChangedText was={answer.was ?? ''} is={answer.value} />
        ) : answer.value === '' && answer.files.length === 0 ? (
          <span className="none">{say('case.blank')}</span>
        ) : (
          <PlainText>{answer.value}</PlainText>
        )}
        <CaseFiles application={view.application.id} files={answer.files} />
        {remarks.map((remark) => (
          <Pinned key={remark.id} remark={remark} view={view} review={review} />
        ))}
        {writing && (
          <RemarkEditor
            application={view.application.id}
            answer={answer}
            onSave={(text) => review.pin(answer.field, text)}
            onClose={() => setWriting(false)}
          />
        )}
      </dd>
      {review.may && !writing && (
        <dd className="pin">
          <Button
            ref={button}
            className="pin-button"
            type="text"
            size="small"
            icon={<Icon name="canned" />}
            aria-label={say('remark.add-to', { field: answer.label })}
            onClick={() => setWriting(true)}
          >
            {say('remark.add')}
          </Button>
        </dd>
      )}
    </div>
  )
}

/** Files of an application, to be fetched. */
export function CaseFiles({ application, files }: { application: string; files: AnswerOf['files'] }) {
  return <Files files={files} addressOf={(file) => caseFileAddress(application, file)} />
}

const caseFileAddress = (application: string, file: string) =>
  `/api/desk/applications/${encodeURIComponent(application)}/files/${encodeURIComponent(file)}`
