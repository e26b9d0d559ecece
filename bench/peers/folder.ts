/** The dialogue as a programme folder. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { QUESTIONS, type Question } from './dialogue.ts'

/** Writes `<flows>/twenty/`. */
export async function writeFolder(flows: string): Promise<void> {
  for (const [file, text] of Object.entries(filesOf())) {
    const place = path.join(flows, 'twenty', file)
    await mkdir(path.dirname(place), { recursive: true })
    await writeFile(place, text)
  }
}

function filesOf(): Record<string, string> {
  const programme = {
    id: 'twenty',
    signed: '2031-03-01',
    timezone: 'Asia/Shanghai',
    languages: ['en'],
    tiers: ['office'],
    numbering: { application: 'T-{seq:6}' },
    print: { template: 'print/form.typ', copies: 1, seal: 'none' },
    privacyVersion: '1',
  }
  return {
    'programme.yaml': stringify(programme),
    'contacts.yaml': stringify({ asOf: '2031-03-01', general: 'desk', contacts: [{ id: 'desk' }] }),
    'notice.md': '# Twenty questions\n\n## 1\n\nTwenty questions are asked.\n',
    'form.yaml': stringify({ sections: [{ id: 'all', fields: QUESTIONS.map(fieldOf) }] }),
    'text/en.yaml': stringify(words()),
    // never printed here; a folder has them
    'print/form.typ': '#set document(title: "Twenty questions")\nTwenty questions\n',
    'print/approval.typ': '#set document(title: "List")\nList\n',
  }
}

const slug = (option: string): string => option.toLowerCase()

function fieldOf({ id, kind, options }: Question) {
  return {
    id,
    type: kind,
    required: true,
    ...(options ? { options: options.map(slug) } : {}),
    ...(kind === 'text' || kind === 'email' ? { max: 200 } : {}),
    basis: 'P',
    print: false,
  }
}

function words() {
  const fields = QUESTIONS.map(({ id, ask, options = [] }) => {
    const named = Object.fromEntries(options.map((option) => [slug(option), option]))
    return [id, { label: id, ask, ...(options.length > 0 ? { options: named } : {}) }] as const
  })
  return {
    programme: {
      title: 'Twenty questions',
      short: 'twenty questions',
      issuer: 'The bench',
      welcome: 'Hello.',
      privacy: 'Nothing is kept.',
      declaration: 'All of it is invented.',
    },
    contacts: { desk: 'The desk' },
    tiers: { office: 'the office' },
    sections: { all: { title: 'Questions' } },
    fields: Object.fromEntries(fields),
    print: { title: 'Twenty questions', version: 'v', yes: 'y', no: 'n', sum: 'all', practice: 'try' },
    papers: { approval: { title: 'List' } },
  }
}
