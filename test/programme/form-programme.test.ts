import { describe, expect, it } from 'vitest'
import { projectMachine } from '../../src/casework/project-life.ts'
import { windowAt } from '../../src/casework/window.ts'
import { carryOver } from '../../src/programme/carry-over.ts'
import { partsOfHash } from '../../src/programme/form-programme.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import { FORM_ACTS, FORM_STATES } from '../../src/programme/schema/forms.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { readLocales } from '../../src/read-locales.ts'
import { Libraries } from '../../src/service/libraries.ts'
import { specimenFiles } from '../rigs/specimen.ts'

const locales = await readLocales()
const HASH = 'abc'

function specimen(): { programme: Programme; form: Programme } {
  const { programme } = loadProgramme(specimenFiles, HASH)
  const form = programme?.formProgrammes.get('completion')
  if (!programme || !form) throw new Error('The specimen is not sound')
  return { programme, form }
}

describe('a later form', () => {
  const { programme, form } = specimen()

  it('is pinned by the version of its programme and its own name', () => {
    expect(form.hash).toBe('abc#completion')
    expect(partsOfHash(form.hash)).toEqual({ hash: HASH, form: 'completion' })
    expect(partsOfHash(HASH)).toEqual({ hash: HASH, form: null })
  })

  it('asks its own fields and nobody who may apply', () => {
    expect([...form.fields.keys()]).toEqual([
      ...['project_name', 'org_name', 'contact_name', 'contact_mobile'],
      ...['done', 'finished_on', 'photos'],
    ])
    expect([form.questions, form.conditions, form.facts]).toEqual([[], [], []])
  })

  it('is open when the window of the call has long been closed', () => {
    const late = new Date('2040-01-01T00:00:00Z')
    expect([windowAt(programme, late), windowAt(form, late)]).toEqual(['closed', 'open'])
  })

  it('says what it has no words for in those of the programme', () => {
    const [own, base] = [form.text.get('en'), programme.text.get('en')]
    expect(own?.fields.contact_name).toEqual(base?.fields.contact_name)
    expect(own?.programme.title).toBe('Completion report of a community garden')
    expect(own?.print.section).toBe(base?.print.section)
    expect(own?.print['box.recommender.title']).toBeUndefined()
    expect(base?.forms.completion?.button).toBe('Write the completion report')
  })

  it('is printed by the layout of the application form unless it has its own', () => {
    expect(form.template).toBe(programme.template)
    const layout = 'forms/completion/print/form.typ'
    const head = specimenFiles['programme.yaml']?.replace(
      'print: { copies: 1',
      `print: { template: ${layout}, copies: 1`,
    )
    const own = loadProgramme({ ...specimenFiles, 'programme.yaml': head ?? '', [layout]: 'own' }, HASH)
    expect(own.problems).toEqual([])
    expect(own.programme?.formProgrammes.get('completion')?.template).toBe('own')
  })

  it('knows no state that a project has not, and no act that one does not know', () => {
    expect(Object.keys(projectMachine.states)).toEqual(expect.arrayContaining([...FORM_STATES]))
    const acts = Object.values(projectMachine.states).flatMap(({ transitions }) => [...transitions.keys()])
    expect(acts).toEqual(expect.arrayContaining(FORM_ACTS.filter((act) => act !== 'nothing')))
  })
})

describe('the libraries', () => {
  const stored = {
    files: async (hash: string) => (hash === HASH ? specimenFiles : null),
    publish: async () => {},
    versions: async () => [],
  }

  it('have a later form by its own hash, also when only the store still has the version', async () => {
    const { programme, speech } = await new Libraries(locales, stored).pinned('abc#completion')
    expect(programme.form?.does).toBe('request-acceptance')
    expect(speech('zh-CN').text.programme.short).toBe('结项报告')
    expect(speech('zh-TW').text.programme.short).toBe('結項報告')
  })

  it('do not list a form among the programmes', () => {
    const libraries = new Libraries(locales, stored)
    libraries.add(specimen().programme)
    expect(libraries.ids()).toEqual(['specimen'])
  })

  it('say which form is missing', async () => {
    await expect(new Libraries(locales, stored).pinned('abc#nothing')).rejects.toThrow('no form nothing')
  })
})

describe('what is carried over', () => {
  const { programme, form } = specimen()
  const carried = (entries: Parameters<typeof carryOver>[2]) => carryOver(form, programme, entries)

  it('are right answers to fields that both have, as derived ones', () => {
    const entries = { project_name: { value: '花园' }, street: { value: 'north-bank' } }
    expect(carried(entries)).toEqual({ project_name: { value: '花园', source: 'derived' } })
  })

  it('is nothing wrong, nothing skipped, and nothing that does not fit', () => {
    const entries = {
      project_name: { value: '长'.repeat(41) },
      contact_name: { skipped: true as const },
      contact_mobile: { raw: '138', error: { code: 'mobile' } },
    }
    expect(carried(entries)).toEqual({})
  })

  it('are no files: they belong to the paper they came with', () => {
    const files = [{ id: 'a', name: 'a.pdf', bytes: 1, mediaType: 'application/pdf' }]
    const both = programmeWith(programme, 'photos')
    expect(carryOver(form, both, { photos: { value: files } })).toEqual({})
  })

  it('is no choice that the form does not offer', () => {
    const narrow = withOptions(programme, 'org_type', ['school'])
    const from = (value: string) => carryOver(narrow, programme, { org_type: { value } })
    expect([from('school'), from('enterprise')]).toEqual([
      { org_type: { value: 'school', source: 'derived' } },
      {},
    ])
  })
})

function programmeWith(programme: Programme, field: string): Programme {
  const { form } = specimen()
  const added = form.fields.get(field)
  if (!added) throw new Error(field)
  return { ...programme, fields: new Map([...programme.fields, [field, added]]) }
}

function withOptions(programme: Programme, id: string, options: [string, ...string[]]): Programme {
  const field = programme.fields.get(id)
  if (!field) throw new Error(id)
  return { ...programme, fields: new Map([[id, { ...field, options }]]) }
}
