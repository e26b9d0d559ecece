import { Button, Input } from 'antd'
import { useState } from 'react'
import { send } from '../data/client.ts'
import { type Desk, useDesk } from '../data/desk.tsx'
import type { Grant, Officer, OneTimeLink } from '../data/wire.ts'
import { languages, type Say, useLanguage } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choose, Field } from '../parts/field.tsx'

const ROLES = ['contact', 'lead', 'viewer', 'recommender', 'authority', 'admin'] as const
/** roles that are held in one programme, and before one body */
const IN_ONE: readonly string[] = ['recommender', 'authority']

/** One grant as a sentence would say it. */
export function grantInWords(grant: Grant, { programme, lineOf, areaOf, bodyOf }: Desk, say: Say): string {
  const where = grant.programmeId
    ? (programme(grant.programmeId)?.title ?? grant.programmeId)
    : say('grant.every-programme')
  const role = say(`role.${grant.role}`)
  if (grant.role === 'admin') return role
  const id = grant.programmeId ?? ''
  if (grant.role === 'recommender')
    return say('grant.of-line', { role, where, line: bodyOf(id, grant.body ?? null) ?? '' })
  if (grant.role === 'authority' && grant.area)
    return say('grant.of-line', { role, where, line: areaOf(id, grant.area) ?? '' })
  if (grant.role !== 'contact') return say('grant.of', { role, where })
  const line = grant.contact ? lineOf(grant.programmeId ?? '', grant.contact) : say('grant.every-line')
  return say('grant.of-line', { role, where, line: line ?? '' })
}

interface OfficerDialogProps {
  officer: Officer | undefined
  onSaved: (link: OneTimeLink | null, name: string) => Promise<void>
  onClose: () => void
}

/** A new account, or a change of one: name, address, and what it may do where. */
export function OfficerDialog({ officer, onSaved, onClose }: OfficerDialogProps) {
  const { say, code } = useLanguage()
  const [name, setName] = useState(officer?.name ?? '')
  const [email, setEmail] = useState(officer?.email ?? '')
  const [locale, setLocale] = useState(code)
  const [grants, setGrants] = useState<Grant[]>(
    officer?.grants ?? [{ role: 'contact', programmeId: null, contact: null }],
  )
  const save = async () => {
    const body = { name: name.trim(), email: email.trim(), grants }
    if (officer) {
      await send('PATCH', `/officers/${officer.id}`, body)
      return onSaved(null, body.name)
    }
    const made = await send<OneTimeLink>('POST', '/officers', { ...body, locale })
    await onSaved(made, body.name)
  }
  return (
    <Dialog
      wide
      title={officer ? say('edit-of', { name: officer.name }) : say('officers.add')}
      doIt={say('save')}
      ready={name.trim() !== '' && /.@./.test(email) && grants.every(isWhole)}
      onDo={save}
      onClose={onClose}
    >
      <div className="side-by-side">
        <Field label={say('officers.name')}>
          <Input
            value={name}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={say('officers.email')}>
          <Input
            type="email"
            value={email}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
      </div>
      {!officer && (
        <Field label={say('fact.language')}>
          <Choose
            value={locale}
            onChange={setLocale}
            options={languages.map((one) => ({ value: one.code, label: one.name }))}
          />
        </Field>
      )}
      <fieldset className="grant-list">
        <legend>{say('officers.grants')}</legend>
        {grants.map((grant, at) => (
          <GrantLine
            key={at}
            at={at}
            grant={grant}
            onChange={(next) => setGrants(grants.map((one, index) => (index === at ? next : one)))}
            onRemove={() => setGrants(grants.filter((_, index) => index !== at))}
          />
        ))}
        <Button onClick={() => setGrants([...grants, { role: 'contact', programmeId: null, contact: null }])}>
          {say('officers.add-grant')}
        </Button>
      </fieldset>
    </Dialog>
  )
}

/** A role before a body or an office says where. */
const isWhole = ({ role, programmeId, body }: Grant): boolean =>
  !IN_ONE.includes(role) || (programmeId !== null && (role === 'authority' || Boolean(body)))

/** A grant of a role, with what of the other one still holds. */
function inRole({ programmeId }: Grant, role: Grant['role'], only: string | undefined): Grant {
  const where = IN_ONE.includes(role) ? (programmeId ?? only ?? null) : programmeId
  return { role, programmeId: where, contact: null }
}

interface GrantLineProps {
  at: number
  grant: Grant
  onChange: (grant: Grant) => void
  onRemove: () => void
}

function GrantLine({ at, grant, onChange, onRemove }: GrantLineProps) {
  const { say } = useLanguage()
  const { me, programme } = useDesk()
  const here = programme(grant.programmeId ?? '')
  const isInOne = IN_ONE.includes(grant.role)
  const named = (what: string) => say('grant.nth', { what, n: at + 1 })
  return (
    <div className="grant-line">
      <Choose
        aria-label={named(say('grant.role'))}
        value={grant.role}
        onChange={(role) => onChange(inRole(grant, role as Grant['role'], me.programmes[0]?.id))}
        options={ROLES.map((role) => ({ value: role, label: say(`role.${role}`) }))}
      />
      <Choose
        aria-label={named(say('filter.programme'))}
        value={grant.programmeId ?? ''}
        none={say(isInOne ? 'choose' : 'grant.every-programme')}
        onChange={(id) => onChange({ role: grant.role, programmeId: id || null, contact: null })}
        options={me.programmes.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {grant.role === 'contact' && (
        <Choose
          aria-label={named(say('filter.line'))}
          value={grant.contact ?? ''}
          none={say('grant.every-line')}
          onChange={(contact) => onChange({ ...grant, contact: contact || null })}
          options={optionsOf(here?.contacts)}
        />
      )}
      {grant.role === 'recommender' && (
        <Choose
          aria-label={named(say('grant.body'))}
          value={grant.body ?? ''}
          none={say('grant.choose-body')}
          onChange={(body) => onChange({ ...grant, body: body || null })}
          options={optionsOf(here?.bodies)}
        />
      )}
      {grant.role === 'authority' && (
        <Choose
          aria-label={named(say('fact.area'))}
          value={grant.area ?? ''}
          none={say('grant.every-area')}
          onChange={(area) => onChange({ ...grant, area: area || null })}
          options={optionsOf(here?.areas)}
        />
      )}
      <Button aria-label={named(say('grant.remove'))} onClick={onRemove}>
        {say('delete')}
      </Button>
    </div>
  )
}

const optionsOf = (all: { id: string; label: string }[] = []) =>
  all.map(({ id, label }) => ({ value: id, label }))
