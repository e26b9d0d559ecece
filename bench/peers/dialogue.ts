/** The dialogue that everybody is measured with: twenty questions, each answer validated, one of them wrong at first. */

export type Kind = 'text' | 'integer' | 'choice' | 'email' | 'date'

export interface Question {
  id: string
  kind: Kind
  ask: string
  /** what may be chosen */
  options?: string[]
  answer: string
  /** given first; must be refused and the question put again */
  wrong?: string
}

export const QUESTIONS: Question[] = [
  { id: 'project', kind: 'text', ask: 'What is the project called?', answer: 'Ferry Road roof garden' },
  { id: 'street', kind: 'choice', ask: 'Which bank is it on?', options: ['North', 'South'], answer: 'South' },
  { id: 'size', kind: 'integer', ask: 'How many square metres is it?', answer: '800' },
  { id: 'begins', kind: 'date', ask: 'On which day will you begin?', answer: '2031-06-10' },
  { id: 'ends', kind: 'date', ask: 'On which day will it be finished?', answer: '2032-06-01' },
  {
    id: 'unit',
    kind: 'text',
    ask: 'What is the unit called in full?',
    answer: 'Ferry Road Community Centre',
  },
  {
    id: 'sort',
    kind: 'choice',
    ask: 'Which sort of unit is it?',
    options: ['Company', 'School', 'Association'],
    answer: 'Association',
  },
  { id: 'founded', kind: 'date', ask: 'On which day was the unit founded?', answer: '2020-06-18' },
  { id: 'staff', kind: 'integer', ask: 'How many people work there?', answer: '12', wrong: 'not so many' },
  { id: 'members', kind: 'integer', ask: 'How many members has it?', answer: '230' },
  { id: 'person', kind: 'text', ask: 'Who is the contact person?', answer: 'Chen Yihe' },
  { id: 'post', kind: 'text', ask: 'Which post does that person hold?', answer: 'Secretary' },
  {
    id: 'mail',
    kind: 'email',
    ask: 'To which e-mail address may we write?',
    answer: 'garden@example.com',
    wrong: 'garden at example',
  },
  {
    id: 'second',
    kind: 'email',
    ask: 'Which e-mail address is the second one?',
    answer: 'board@example.com',
  },
  {
    id: 'soil',
    kind: 'choice',
    ask: 'Which soil will you use?',
    options: ['Peat', 'Loam', 'Compost'],
    answer: 'Compost',
  },
  { id: 'plants', kind: 'integer', ask: 'How many plants will there be?', answer: '100' },
  { id: 'water', kind: 'text', ask: 'Where does the water come from?', answer: 'Rain from the roof' },
  { id: 'total', kind: 'integer', ask: 'How many yuan will it cost?', answer: '300000' },
  { id: 'grant', kind: 'integer', ask: 'How many yuan do you apply for?', answer: '180000' },
  {
    id: 'heard',
    kind: 'choice',
    ask: 'How did you hear of the call?',
    options: ['Notice', 'Neighbours', 'Newspaper'],
    answer: 'Neighbours',
  },
]

/** What is said when all is answered. */
export const DONE = 'That is everything'

export interface Line {
  say: string
  /** what comes after the right answer */
  next: string
  /** the answer is wrong: something is said, and it is not that */
  refused: boolean
}

/** Everything that a person says, in order. */
export const LINES: Line[] = QUESTIONS.flatMap(({ answer, wrong }, at) => {
  const next = QUESTIONS[at + 1]?.ask ?? ''
  return [...(wrong ? [{ say: wrong, next, refused: true }] : []), { say: answer, next, refused: false }]
})

/** Whether an answer may be taken, for those who leave that to the programmer. */
export function isValid({ kind, options = [] }: Question, text: string): boolean {
  if (kind === 'choice') return options.includes(text)
  if (kind === 'integer') return /^\d{1,9}$/.test(text)
  if (kind === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
  if (kind === 'date') return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  return text.trim() !== '' && text.length <= 200
}
