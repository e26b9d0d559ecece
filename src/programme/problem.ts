/** One thing wrong with a programme folder. Its sentence is `check.<code>` of locales/, in the author's language. */
export interface Problem {
  file: string
  /** 1-based */
  line: number
  code:
    | 'missing-file'
    | 'yaml'
    | 'schema'
    | 'unknown-id'
    | 'duplicate-id'
    | 'missing-text'
    | 'unused-text'
    | 'quote-not-verbatim'
    | 'unknown-clause'
    | 'unreachable'
    | 'not-printed'
    | 'bad-message'
    | 'too-many-questions'
    | 'missing-options'
  params: Record<string, string | number>
}
