import { Button, Input } from 'antd'
import { useDesk } from '../data/desk.tsx'
import { exactly } from '../data/times.ts'
import type { OneTimeLink } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { tellDone } from '../parts/toast.tsx'

/** A one-time link, to be handed over; it is shown this once. */
export function LinkDialog({
  link,
  name,
  onClose,
}: {
  link: OneTimeLink
  name: string
  onClose: () => void
}) {
  const { say, code } = useLanguage()
  const { zone } = useDesk()
  // without a secure page the browser gives no clipboard: the field can still be copied by hand
  const copy = async () => {
    await navigator.clipboard.writeText(link.link)
    tellDone(say('copied'))
  }
  return (
    <Dialog title={say('officers.link-of', { name })} onClose={onClose}>
      <p className="dialog-about">
        {say('officers.link-about', { time: exactly(link.expiresAt, code, zone) })}
      </p>
      <Field label={say('officers.link-field')}>
        <Input readOnly value={link.link} onFocus={(event) => event.target.select()} />
      </Field>
      {navigator.clipboard && (
        <p>
          <Button onClick={copy}>{say('copy')}</Button>
        </p>
      )}
    </Dialog>
  )
}
