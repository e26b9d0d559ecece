/** What can be asked for: one list for programme folders, server and pages. */

/** Of a field of a form. */
export const FIELD_TYPES = [
  'text',
  'longtext',
  'choice',
  'choices',
  'yes-no',
  'date',
  'integer',
  'decimal',
  'percent',
  'phone',
  'mobile',
  'email',
  'uscc',
  'postcode',
  'topics',
  'recommender',
  'rows',
  'files',
  'acknowledge',
  'constant',
] as const

/** Of a column of a field whose answer is rows. */
export const COLUMN_TYPES = ['text', 'longtext', 'choice', 'date', 'integer', 'decimal', 'uscc'] as const
