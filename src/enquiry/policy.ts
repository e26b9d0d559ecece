/** Who may do what: the one place that decides it. Pure; tested for every role and every kind of row. */

export type Role =
  /** answers for a contact line */
  | 'contact'
  /** sees all enquiries of a programme, moves them, receives what is late, approves clarifications */
  | 'lead'
  /** reads and reports, and does nothing */
  | 'viewer'
  /** looks after accounts and roles; reads no enquiry */
  | 'admin'
  /** stands for a recommending body; reads no enquiry, see casework/policy.ts */
  | 'recommender'
  /** decides and manages; reads no enquiry, see casework/policy.ts */
  | 'authority'

export interface Grant {
  role: Role
  /** null: every programme */
  programmeId: string | null
  /** contact line; null: every line */
  contact: string | null
  /** recommending body that a recommender stands for */
  body?: string | null | undefined
  /** area that the authority is in charge of; null: every area */
  area?: string | null | undefined
}

/** An officer as far as rights go. */
export interface Officer {
  id: string
  name: string
  email: string
  locale: string
  active: boolean
  grants: Grant[]
}

export type EnquiryAction = 'read' | 'answer' | 'note' | 'reassign' | 'hand-over' | 'take' | 'close' | 'merge'

/** An enquiry as far as rights go. */
export interface Row {
  programmeId: string
  contact: string | null
  holderId: string | null
  deputyId: string | null
  status: 'open' | 'answered' | 'closed' | 'erased'
}

export type DeskAction =
  | 'propose-clarification'
  | 'decide-clarification'
  | 'withdraw-clarification'
  | 'edit-canned'
  | 'read-report'
  | 'read-unanswered'
  | 'set-anyones-leave'

/** True when one of the officer's grants covers the act on this enquiry. */
export function mayAct(officer: Officer, action: EnquiryAction, row: Row): boolean {
  if (!officer.active) return false
  if (row.status === 'erased') return action === 'read' && sees(officer, row)
  return action === 'read' ? sees(officer, row) : works(officer, row)
}

/** True when one of the officer's grants covers the act in this programme. */
export function mayDo(officer: Officer, action: DeskAction, programmeId: string): boolean {
  if (!officer.active) return false
  const roles = ROLES_OF[action]
  return officer.grants.some((grant) => roles.includes(grant.role) && covers(grant, programmeId))
}

/** True for those who look after accounts. */
export const mayManageOfficers = (officer: Officer): boolean =>
  officer.active && officer.grants.some(({ role }) => role === 'admin')

const ROLES_OF: Readonly<Record<DeskAction, readonly Role[]>> = {
  'propose-clarification': ['contact', 'lead'],
  'decide-clarification': ['contact', 'lead'],
  'withdraw-clarification': ['lead'],
  'edit-canned': ['contact', 'lead'],
  'read-report': ['contact', 'lead', 'viewer'],
  'read-unanswered': ['contact', 'lead', 'viewer'],
  'set-anyones-leave': ['lead'],
}

function sees(officer: Officer, row: Row): boolean {
  return isPersonallyIn(officer, row) || officer.grants.some((grant) => reads(grant, row))
}

function works(officer: Officer, row: Row): boolean {
  return (
    isPersonallyIn(officer, row) ||
    officer.grants.some((grant) => grant.role !== 'viewer' && reads(grant, row))
  )
}

/** Whoever holds it or stands in for the holder, whatever the line, and has a role that answers. */
const isPersonallyIn = (officer: Officer, row: Row): boolean =>
  officer.grants.some(
    ({ role, programmeId }) =>
      (role === 'contact' || role === 'lead') && (programmeId ?? row.programmeId) === row.programmeId,
  ) &&
  (row.holderId === officer.id || row.deputyId === officer.id)

function reads(grant: Grant, row: Row): boolean {
  if (!covers(grant, row.programmeId)) return false
  if (grant.role === 'lead' || grant.role === 'viewer') return true
  return grant.role === 'contact' && (grant.contact === null || grant.contact === row.contact)
}

const covers = (grant: Grant, programmeId: string): boolean =>
  grant.programmeId === null || grant.programmeId === programmeId
