import { Button, Modal } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import type { Refused } from '../data/client.ts'
import { useSay } from '../data/words.tsx'
import { Failed } from './states.tsx'

const overlays = () => document.getElementById('overlays') ?? document.body

interface DialogProps {
  title: string
  /** what the button says that does it; none: there is nothing to do but close */
  doIt?: string
  danger?: boolean
  wide?: boolean
  /** false: something is still missing */
  ready?: boolean
  onDo?: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** A question in front of the page: Esc and a button leave it, Enter in a field does it, and what fails is said inside. */
export function Dialog({ title, doIt, danger, wide, ready = true, onDo, onClose, children }: DialogProps) {
  const say = useSay()
  const form = useId()
  const [busy, setBusy] = useState(false)
  useFocusBack()
  const [error, setError] = useState<Refused>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !ready || !onDo) return
    setBusy(true)
    setError(undefined)
    try {
      await onDo()
    } catch (failure) {
      setError(asRefused(failure))
    }
    setBusy(false)
  }
  return (
    <Modal
      open
      title={title}
      width={wide ? 720 : 520}
      onCancel={onClose}
      getContainer={overlays}
      closable={{ 'aria-label': say('close') }}
      footer={
        <div className="dialog-foot">
          <Button onClick={onClose}>{say(doIt ? 'cancel' : 'close')}</Button>
          {doIt && (
            <Button
              type="primary"
              danger={danger}
              htmlType="submit"
              form={form}
              loading={busy}
              disabled={!ready}
            >
              {doIt}
            </Button>
          )}
        </div>
      }
    >
      <form id={form} className="dialog-form" onSubmit={submit}>
        {error && <Failed error={error} />}
        {children}
      </form>
    </Modal>
  )
}

/** When it goes, the keyboard stands again where it stood before. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.isConnected && before.focus())
    },
    [before],
  )
}
