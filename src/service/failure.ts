/** What a use case cannot do. The words are `failures.<code>` of locales/, in the caller's language. */
export type FailureCode =
  | 'unknown-conversation'
  | 'unknown-programme'
  | 'unknown-code'
  | 'unknown-file'
  | 'unknown-document'
  | 'unknown-check-code'
  | 'unknown-draft'
  | 'unknown-person'
  | 'unknown-export'
  | 'outdated'
  | 'not-ours'
  | 'not-ready'
  | 'unauthorised'
  | 'bad-request'
  | 'bad-json'
  | 'exactly-one'
  | 'missing-field'
  | 'unknown-field'
  | 'too-long'
  | 'media-type'
  | 'too-large'
  | 'upload-broken'
  | 'file-empty'
  | 'file-type'
  | 'sheet-large'
  | 'sheet-rows'
  | 'sheet-old'
  | 'sheet-unreadable'
  | 'sheet-head'
  | 'file-heic'
  | 'not-a-scan'
  | 'scan-broken'
  | 'scan-locked'
  | 'scan-too-long'
  | 'scan-too-large'
  | 'scan-slow'
  | 'not-signed-in'
  | 'bad-ticket'
  | 'slow-down'
  | 'not-an-officer'
  | 'provider-away'
  | 'sign-in-broken'
  | 'not-allowed'
  | 'unknown-enquiry'
  | 'unknown-officer'
  | 'email-taken'
  | 'bad-grant'
  | 'bad-leave'
  | 'last-admin'
  | 'bad-span'
  | 'unknown-clarification'
  | 'clarification-changed'
  | 'own-proposal'
  | 'decided-already'
  | 'missing-words'
  | 'unknown-clause'
  | 'reason-missing'
  | 'unknown-canned'
  | 'unknown-placeholder'
  | 'busy'
  | 'database-unreachable'
  | 'enquiry-changed'
  | 'already-answered'
  | 'already-closed'
  | 'erased'
  | 'empty'
  | 'nothing-owed'
  | 'unknown-line'
  | 'same-line'
  | 'same-officer'
  | 'officer-away'
  | 'cannot-merge'
  | 'not-merged'
  | 'unknown-case'
  | 'case-changed'
  /** `why`: see Why of casework/life.ts */
  | 'case-refused'
  | 'not-found'
  | 'internal'

export class Failure extends Error {
  readonly code: FailureCode
  readonly params: Record<string, string | number>
  readonly field: string | undefined
  /** what the caller needs to go on, beside the error */
  readonly beside: Record<string, unknown>

  constructor(
    code: FailureCode,
    params: Record<string, string | number> = {},
    field?: string,
    beside: Record<string, unknown> = {},
  ) {
    super(code)
    this.code = code
    this.params = params
    this.field = field
    this.beside = beside
  }
}
