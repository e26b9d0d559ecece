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
    | 'unused-error'
    | 'quote-not-verbatim'
    | 'unknown-clause'
    | 'unknown-option'
    | 'unreachable'
    | 'never-reached'
    | 'never-met'
    | 'idle-question'
    | 'dead-end'
    | 'not-printed'
    | 'print-fails'
    | 'unknown-file'
    | 'bad-message'
    | 'too-many-questions'
    | 'missing-options'
    | 'empty-file'
    | 'bounds'
    | 'wrong-kind'
    | 'bad-date'
    | 'unknown-placeholder'
    | 'reversed-hours'
    | 'overlap'
    | 'repeated'
    | 'not-weekend'
    | 'work-in-holiday'
    | 'other-year'
    | 'ladder-order'
    | 'ladder-too-early'
    | 'same-numbering'
    | 'warning-order'
    | 'warning-too-early'
    | 'ask-too-early'
    | 'without-project'
    | 'unused-layout'
    | 'paper-lacks'
  params: Record<string, string | number>
}

/** Path inside the folder → text of the file. */
export type FolderFiles = Readonly<Record<string, string>>

/** Line of a path such as ['conditions', 2, 'clause'] in a YAML file, 1-based. */
export type Locate = (file: string, path: readonly PropertyKey[]) => number
