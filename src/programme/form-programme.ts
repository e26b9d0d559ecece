/** A later form of a programme as a programme of its own, so that whatever is done with an application form works for it. */
import { formSchema } from './schema/form.ts'
import { type FormSetting, type FormText, formTextSchema } from './schema/forms.ts'
import type { Programme, ProgrammeText, Section } from './schema.ts'

/** What a hash of a form adds to that of its programme. */
const MARK = '#'

/** What drafts of a form pin: the programme's content hash and the form. */
export const hashOfForm = (hash: string, form: string): string => `${hash}${MARK}${form}`

/** The content hash of the programme behind a pinned hash, and which form of it is meant; null: the application form. */
export function partsOfHash(pinned: string): { hash: string; form: string | null } {
  const [hash = '', form = null] = pinned.split(MARK)
  return { hash, form }
}

/** The files of one form, read. */
export interface FormFiles {
  setting: FormSetting
  sections: readonly Section[]
  /** by language */
  text: ReadonlyMap<string, FormText>
}

/** Where the files of a form are, below the programme's folder. */
export const folderOfForm = (form: string): string => `forms/${form}/`

/** Shapes of the files of a form, by their path below its folder; `text` is one of each language. */
export const formFileSchemas = { form: formSchema, text: formTextSchema }

/**
 * The programme with this form for its application form: no check of who may apply, for that was settled before, and its
 * window holds no more, though answers name it; contacts and tiers stay.
 */
export function programmeOfForm(parent: Programme, form: FormFiles, template: string): Programme {
  const { setting, sections, text } = form
  const fields = new Map(sections.flatMap((section) => section.fields).map((field) => [field.id, field]))
  const known = (id: string | undefined) => (id !== undefined && fields.has(id) ? id : undefined)
  return {
    ...parent,
    hash: hashOfForm(parent.hash, setting.id),
    dimensions: {},
    numbering: { application: setting.numbering },
    print: { ...setting.print, template: setting.print.template ?? parent.print.template },
    review: {
      ...parent.review,
      title: known(parent.review.title),
      applicant: known(parent.review.applicant),
      sheet: [],
    },
    conditions: [],
    questions: [],
    facts: [],
    sections,
    fields,
    text: new Map(
      [...text].map(([language, words]) => [
        language,
        wordsOf(parent, language, words, { sections, fields }),
      ]),
    ),
    template,
    forms: [],
    form: setting,
    formProgrammes: new Map(),
  }
}

/** A field, a section or a word of the layout that the form has no words for is called as in the programme. */
function wordsOf(
  parent: Programme,
  language: string,
  own: FormText,
  { sections, fields }: Pick<Programme, 'sections' | 'fields'>,
): ProgrammeText {
  const base = parent.text.get(language)
  if (!base) throw new Error(`A form has words in ${language}, which its programme lacks`)
  const { title, short, intro, declaration } = own.form
  return {
    ...base,
    programme: { ...base.programme, title, short, welcome: intro, declaration },
    conditions: {},
    sections: {
      ...pick(
        base.sections,
        sections.map(({ id }) => id),
      ),
      ...own.sections,
    },
    fields: { ...pick(base.fields, [...fields.keys()]), ...own.fields },
    print: { ...pick(base.print, Object.keys(base.print).filter(isOfLayout)), ...own.print },
    phrases: { ...base.phrases, ...own.phrases },
    forms: {},
  }
}

/** What stands on the cover, who signs and where seals go belongs to one form. */
const isOfLayout = (key: string): boolean => !/^(?:title|subtitle|cover\..+|box\..+|seal\..+)$/.test(key)

const pick = <T>(table: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(keys.flatMap((key) => (table[key] === undefined ? [] : [[key, table[key]]])))
