import { useLanguage } from '../data/words.tsx'
import { PlainText } from '../parts/text.tsx'
import { Day } from './days.tsx'
import type { ProjectView } from './wire.ts'

/** Until when the applicant wishes the term to last, and why. */
export function Wish({ extension }: { extension: NonNullable<ProjectView['extension']> }) {
  const { say } = useLanguage()
  return (
    <dl className="wished">
      <dt>{say('extension.until')}</dt>
      <dd>
        <Day on={extension.until} />
      </dd>
      <dt>{say('extension.reason')}</dt>
      <dd>
        <PlainText>{extension.reason}</PlainText>
      </dd>
    </dl>
  )
}
