/** Every kind of problem a folder can have: found, with its file and the very line an author must mend. */
import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../src/cli/check.ts'
import { type Locale, Phrases } from '../../src/language/phrases.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Problem } from '../../src/programme/problem.ts'
import { readLocales } from '../../src/read-locales.ts'
import { type Change, changed, lineOf, problemsOf, specimenFiles } from '../rigs/specimen.ts'

const locales = await readLocales()
const languages = [...locales.values()].map((locale: Locale) => new Phrases(locale))

interface Case extends Change {
  what: string
  code: Problem['code']
  /** what the sentence must name, so that an author knows what to look for */
  names: string
  /** words of the changed file on whose line the problem is reported; else the first line of `to` */
  at?: string
  /** the file that is reported, where it is another one */
  in?: string
}

const cases: Case[] = [
  {
    what: 'a form in a state that no project has',
    ...{ file: 'programme.yaml', from: 'opens: [running, extending]', to: 'opens: [running, asleep]' },
    ...{ code: 'schema', names: 'rectifying' },
  },
  {
    what: 'a form that does what no applicant does',
    ...{ file: 'programme.yaml', from: '    does: request-acceptance', to: '    does: grant' },
    ...{ code: 'schema', names: 'request-acceptance' },
  },
  {
    what: 'a form without a folder',
    ...{ file: 'programme.yaml', from: '  - id: completion', to: '  - id: conclusion' },
    ...{ code: 'missing-file', names: 'forms/conclusion/form.yaml', in: 'forms/conclusion/form.yaml' },
    at: '',
  },
  {
    what: 'a folder without a form',
    ...{ file: 'programme.yaml', from: '  - id: completion', to: '  - id: conclusion' },
    ...{ code: 'unknown-file', names: 'forms/completion/form.yaml', in: 'forms/completion/form.yaml' },
    at: '',
  },
  {
    what: 'a number of a form that does not name the application',
    ...{ file: 'programme.yaml', from: '"{application}-JX"', to: '"JX"' },
    ...{ code: 'schema', names: '{application}' },
  },
  {
    what: 'a number of a form that is that of the application',
    ...{ file: 'programme.yaml', from: '"{application}-JX"', to: '"{application}"' },
    ...{ code: 'same-numbering', names: '{application}' },
  },
  {
    what: 'a layout of a form that does not exist',
    ...{
      file: 'programme.yaml',
      from: 'copies: 1, seal: none',
      to: 'template: print/jx.typ, copies: 1, seal: none',
    },
    ...{ code: 'missing-file', names: 'print/jx.typ' },
  },
  {
    what: 'a rule of a form about a field that only the application has',
    ...{
      file: 'forms/completion/form.yaml',
      from: 'type: date, required: true',
      to: 'type: date, when: { field: garden_size, atLeast: 1 }',
    },
    ...{ code: 'unknown-id', names: 'garden_size' },
  },
  {
    what: 'a field of a form without words',
    ...{ file: 'forms/completion/form.yaml', from: 'id: finished_on', to: 'id: ended_on' },
    ...{ code: 'missing-text', names: 'ended_on', in: 'forms/completion/text/zh-CN.yaml' },
    at: 'fields:',
  },
  {
    what: 'words of a form that nothing needs',
    ...{ file: 'forms/completion/text/en.yaml', from: '  outcome: {', to: '  income: {' },
    ...{ code: 'unused-text', names: 'sections.income' },
  },
  {
    what: 'a message of a form that cannot be read',
    ...{ file: 'forms/completion/text/en.yaml', from: 'short: completion report', to: 'short: "report {"' },
    ...{ code: 'bad-message', names: 'form.short' },
  },
  {
    what: 'YAML that cannot be read',
    ...{ file: 'form.yaml', from: '  - id: staff\n', to: '   - id: staff\n' },
    ...{ code: 'yaml', names: 'YAML' },
  },
  {
    what: 'the same key twice',
    ...{ file: 'programme.yaml', from: 'signed: 2031-03-01\n', to: 'signed: 2031-03-01\nid: again\n' },
    ...{ code: 'yaml', names: 'YAML' },
    at: 'id: again',
  },
  {
    what: 'a misspelt key',
    ...{ file: 'programme.yaml', from: 'timezone:', to: 'timezon:' },
    ...{ code: 'schema', names: 'timezon' },
  },
  {
    what: 'a word that is no word of rules',
    ...{ file: 'form.yaml', from: 'atMost: 2000', to: 'atMots: 2000' },
    ...{ code: 'schema', names: 'atMots' },
  },
  {
    what: 'two tests in one rule',
    ...{ file: 'form.yaml', from: 'atMost: 20 }', to: 'atMost: 20, atLeast: 1 }' },
    ...{ code: 'schema', names: 'sumEquals' },
  },
  {
    what: 'a type of field that does not exist',
    ...{ file: 'form.yaml', from: 'id: office_phone, type: phone', to: 'id: office_phone, type: telephone' },
    ...{ code: 'schema', names: 'mobile' },
  },
  {
    what: 'an id in capitals',
    ...{ file: 'areas.yaml', from: 'id: new-garden', to: 'id: NewGarden' },
    ...{ code: 'schema', names: 'credit-standing' },
  },
  {
    what: 'a period that is none',
    ...{ file: 'programme.yaml', from: 'runs: P1Y', to: 'runs: one year' },
    ...{ code: 'schema', names: 'P6M' },
  },
  {
    what: 'a rule about a field that does not exist',
    ...{ file: 'conditions.yaml', from: 'field: lead_body, is: other', to: 'field: lead_bodi, is: other' },
    ...{ code: 'unknown-id', names: 'lead_bodi' },
    at: 'meets:\n      any:',
  },
  {
    what: 'a rule about a date field that does not exist',
    ...{ file: 'form.yaml', from: 'notBefore: begins', to: 'notBefore: beginns' },
    ...{ code: 'unknown-id', names: 'beginns' },
  },
  {
    what: 'a rule about an area that does not exist',
    ...{ file: 'recommenders.yaml', from: 'under: [nature-education]', to: 'under: [nature]' },
    ...{ code: 'unknown-id', names: 'nature' },
  },
  {
    what: 'a sum of a column that does not exist',
    ...{ file: 'form.yaml', from: 'column: amount', to: 'column: amounts' },
    ...{ code: 'unknown-id', names: 'amounts' },
  },
  {
    what: 'a named check that does not exist',
    ...{ file: 'conditions.yaml', from: 'check: uscc-valid, field', to: 'check: uscc-sound, field' },
    ...{ code: 'unknown-id', names: 'uscc-sound' },
    at: 'meets:\n      all:',
  },
  {
    what: 'a contact that does not exist',
    ...{ file: 'areas.yaml', from: 'contact: education', to: 'contact: nobody' },
    ...{ code: 'unknown-id', names: 'nobody' },
  },
  {
    what: 'a question that is no field',
    ...{ file: 'conditions.yaml', from: 'site_consent, lead_body]', to: 'site_consent, led_by]' },
    ...{ code: 'unknown-id', names: 'led_by' },
  },
  {
    what: 'a field on the cover that does not exist',
    ...{ file: 'text/en.yaml', from: 'cover.org_name', to: 'cover.organisation' },
    ...{ code: 'unknown-id', names: 'organisation' },
  },
  {
    what: 'a rule about an option that does not exist',
    ...{
      file: 'conditions.yaml',
      from: 'in: [social-organisation, school] }',
      to: 'in: [social-organisation, schule] }',
    },
    ...{ code: 'unknown-option', names: 'schule' },
    at: 'meets:\n      any:',
  },
  {
    what: 'a yes-no field compared with a word',
    ...{ file: 'conditions.yaml', from: 'is: true', to: 'is: "yes"' },
    ...{ code: 'unknown-option', names: 'site_consent' },
    at: 'meets: { field: site_consent',
  },
  {
    what: 'a field that is filled in with what it cannot hold',
    ...{ file: 'form.yaml', from: '"51": social-organisation', to: '"51": society' },
    ...{ code: 'unknown-option', names: 'society' },
  },
  {
    what: 'two fields of one id',
    ...{ file: 'form.yaml', from: 'id: office_phone', to: 'id: contact_name' },
    ...{ code: 'duplicate-id', names: 'contact_name' },
    at: 'id: contact_name, type: phone',
  },
  {
    what: 'a fact with the id of a field',
    ...{ file: 'conditions.yaml', from: '- id: site_consent', to: '- id: staff_full' },
    ...{ code: 'duplicate-id', names: 'staff_full' },
  },
  {
    what: 'two clauses of one id',
    ...{ file: 'notice.md', from: '### 二.3', to: '### 二.2' },
    ...{ code: 'duplicate-id', names: '二.2' },
    at: '### 二.2\n\n改造花园',
  },
  {
    what: 'a field without words',
    ...{ file: 'text/zh-CN.yaml', from: '  ways:\n', to: '  wege:\n' },
    ...{ code: 'missing-text', names: 'fields.ways' },
    at: 'fields:',
  },
  {
    what: 'an option without words in one language',
    ...{ file: 'text/en.yaml', from: ', volunteers: Volunteering', to: '' },
    ...{ code: 'missing-text', names: 'fields.ways.options.volunteers' },
    at: 'options: { planting: Planting',
  },
  {
    what: 'a rule without its error',
    ...{ file: 'text/zh-CN.yaml', from: 'at-most-twenty:', to: 'at-most-thirty:' },
    ...{ code: 'missing-text', names: 'fields.grant.error.at-most-twenty' },
  },
  {
    what: 'a silence without words',
    ...{ file: 'text/en.yaml', from: 'silence: whether individuals', to: 'aside: whether individuals' },
    ...{ code: 'missing-text', names: 'answers.individuals.silence' },
    at: 'individuals:',
  },
  {
    what: 'a word on paper that one language lacks',
    ...{ file: 'text/en.yaml', from: '  copy2: Second of two copies\n', to: '' },
    ...{ code: 'missing-text', names: 'print.copy2' },
    at: 'print:',
  },
  {
    what: 'words for what does not exist',
    ...{ file: 'text/en.yaml', from: '  garden: { title', to: '  meadow: { title' },
    ...{ code: 'unused-text', names: 'sections.meadow' },
    at: 'meadow:',
  },
  {
    what: 'words for an error that the field cannot have',
    ...{ file: 'text/en.yaml', from: 'error: { future: The', to: 'error: { format: No, future: The' },
    ...{ code: 'unused-error', names: 'fields.founded.error.format' },
    at: 'format: No',
  },
  {
    what: 'an answer that misquotes the notice',
    ...{ file: 'answers.yaml', from: '打印一式两份 }', to: '打印一式三份 }' },
    ...{ code: 'quote-not-verbatim', names: '打印一式三份' },
  },
  {
    what: 'a topic word that is not in its clause',
    ...{ file: 'areas.yaml', from: '观鸟, 自然笔记', to: '观星, 自然笔记' },
    ...{ code: 'quote-not-verbatim', names: '观星' },
  },
  {
    what: 'a telephone number that the notice does not print',
    ...{ file: 'contacts.yaml', from: 'printed: 60001234转12', to: 'printed: 60001234转21' },
    ...{ code: 'quote-not-verbatim', names: '60001234转21' },
  },
  {
    what: 'an address that the notice does not print',
    ...{ file: 'contacts.yaml', from: '渡口路8号', to: '渡口路9号' },
    ...{ code: 'quote-not-verbatim', names: '渡口路9号' },
  },
  ...(
    [
      ['programme.yaml', 'clause: "四.2"'],
      ['conditions.yaml', 'clause: "二.2"\n    meets'],
      ['answers.yaml', '{ 四.2: true }'],
      ['form.yaml', 'id: recommender, type: recommender, required: true, basis: N, clause: "四.1"'],
    ] as const
  ).map(
    ([file, from]): Case => ({
      what: `a clause that the notice lacks, in ${file}`,
      ...{ file, from, to: from.replace(/[二四]\.\d/, '九.9') },
      ...{ code: 'unknown-clause', names: '四.3' },
    }),
  ),
  {
    what: 'a section that nobody can reach',
    ...{
      file: 'form.yaml',
      from: 'when: { field: topics, under: [nature-education] }',
      to: 'when: { all: [{ field: org_type, is: school }, { field: org_type, is: other }] }',
    },
    ...{ code: 'never-reached', names: 'education' },
  },
  {
    what: 'a field that waits for an answer nobody is asked for',
    ...{
      file: 'form.yaml',
      from: '- { field: garden_size, answered: true }',
      to: '- { field: programme_year, is: "2031" }',
    },
    ...{ code: 'never-reached', names: 'water_supply' },
    at: 'when:\n          all:',
  },
  {
    what: 'a field that waits for itself',
    ...{
      file: 'form.yaml',
      from: 'type: longtext, required: true, max: 500, basis: P }',
      to: 'type: longtext, required: true, max: 500, basis: P, when: { field: lesson_plan, answered: true } }',
    },
    ...{ code: 'never-reached', names: 'lesson_plan' },
  },
  {
    what: 'a field whose bounds exclude one another',
    ...{
      file: 'form.yaml',
      from: '- { field: garden_size, answered: true }',
      to: '- { field: garden_size, atMost: 400 }',
    },
    ...{ code: 'never-reached', names: 'water_supply' },
    at: 'when:\n          all:',
  },
  {
    what: 'a fact that nobody asks for',
    ...{ file: 'conditions.yaml', from: 'site_consent, lead_body]', to: 'site_consent]' },
    ...{ code: 'unreachable', names: 'lead_body' },
    at: '- id: lead_body',
  },
  {
    what: 'a condition that applies to nobody',
    ...{
      file: 'conditions.yaml',
      from: 'when: { field: topics, is: renewed-garden }\n    # “是',
      to: 'when: { all: [{ field: topics, is: renewed-garden }, { field: topics, is: nature-events }] }\n    # “是',
    },
    ...{ code: 'never-reached', names: 'site-agreed' },
    at: '{ field: topics, is: nature-events }',
  },
  {
    what: 'a condition that nobody meets',
    ...{
      file: 'conditions.yaml',
      from: 'meets: { field: site_consent, is: true }',
      to: 'meets: { all: [{ field: site_consent, is: true }, { field: site_consent, is: false }] }',
    },
    ...{ code: 'never-met', names: 'site-agreed' },
  },
  {
    what: 'a question that decides nothing',
    ...{ file: 'conditions.yaml', from: 'questions: [uscc,', to: 'questions: [project_name, uscc,' },
    ...{ code: 'idle-question', names: 'project_name' },
  },
  {
    what: 'a required field that no answer satisfies',
    ...{
      file: 'form.yaml',
      from: 'holds: { field: own_share, atLeast: 30 }',
      to: 'holds: { field: own_share, atLeast: 130 }',
    },
    ...{ code: 'dead-end', names: 'own_share' },
  },
  {
    what: 'a placeholder that is not closed',
    ...{
      file: 'text/en.yaml',
      from: 'says: The closing date is {closes}.',
      to: 'says: "The closing date is {closes."',
    },
    ...{ code: 'bad-message', names: 'answers.deadline.says' },
  },
  {
    what: 'too many questions',
    ...{ file: 'conditions.yaml', from: 'questions: [uscc,', to: 'questions: [uscc, uscc, org_type,' },
    ...{ code: 'too-many-questions', names: '9' },
  },
  {
    what: 'a choice without options',
    ...{ file: 'form.yaml', from: 'options: [north-bank, south-bank], ', to: '' },
    ...{ code: 'missing-options', names: 'street' },
    at: 'id: street',
  },
  {
    what: 'words where a number belongs',
    ...{ file: 'form.yaml', from: 'max: 40, basis: F', to: 'max: forty, basis: F' },
    ...{ code: 'schema', names: 'sections.project.fields.project_name.max' },
  },
  {
    what: 'a key without words',
    ...{ file: 'text/en.yaml', from: 'topic: Copies', to: 'topic:' },
    ...{ code: 'schema', names: 'answers.copies.topic' },
    at: 'topic:\n  term',
  },
  {
    what: 'a day that the calendar lacks',
    ...{ file: 'programme.yaml', from: 'closes: 2031-05-20', to: 'closes: 2031-05-32' },
    ...{ code: 'schema', names: '2031-05-20' },
    at: 'window: {',
  },
  {
    what: 'a day in a rule that the calendar lacks',
    ...{ file: 'form.yaml', from: 'notBefore: 2031-06-01', to: 'notBefore: 2031-06-31' },
    ...{ code: 'bad-date', names: '2031-06-31' },
  },
  {
    what: 'a window that closes before it opens',
    ...{ file: 'programme.yaml', from: 'closes: 2031-05-20', to: 'closes: 2031-02-20' },
    ...{ code: 'bounds', names: '2031-02-20' },
    at: 'window: {',
  },
  {
    what: 'more rows at least than at most',
    ...{ file: 'form.yaml', from: 'minRows: 1\n        maxRows: 20', to: 'minRows: 30\n        maxRows: 20' },
    ...{ code: 'bounds', names: '30' },
  },
  {
    what: 'a time zone that does not exist',
    ...{ file: 'programme.yaml', from: 'timezone: Asia/Shanghai', to: 'timezone: Asia/Yundu' },
    ...{ code: 'schema', names: 'Asia/' },
  },
  {
    what: 'a number without a running number',
    ...{ file: 'programme.yaml', from: '"SPEC-2031-{seq:4}"', to: 'SPEC-2031' },
    ...{ code: 'schema', names: '{seq:4}' },
  },
  {
    what: 'a test that fits no such field',
    ...{
      file: 'form.yaml',
      from: 'holds: { field: grant, atMost: 20 }',
      to: 'holds: { field: org_name, atMost: 20 }',
    },
    ...{ code: 'wrong-kind', names: 'decimal' },
  },
  {
    what: 'a placeholder that nothing fills in',
    ...{ file: 'text/en.yaml', from: 'closing date is {closes}.', to: 'closing date is {deadline}.' },
    ...{ code: 'unknown-placeholder', names: '{closes}' },
  },
  {
    what: 'a placeholder of a plural that nothing fills in',
    ...{
      file: 'text/en.yaml',
      from: 'premise: "Not {asked} copies: {value}."',
      to: 'premise: "Not {asked}: {value, plural, one {# copy of {total}} other {#}}."',
    },
    ...{ code: 'unknown-placeholder', names: 'total' },
  },
  {
    what: 'a figure of a premise that is no date',
    ...{ file: 'answers.yaml', from: 'is: "2031-05-20"', to: 'is: 20 May' },
    ...{ code: 'schema', names: '2031-05-20' },
  },
  {
    what: 'ways of asking in a language that the folder lacks',
    ...{ file: 'answers.yaml', from: 'en: [when is the deadline', to: 'fr: [when is the deadline' },
    ...{ code: 'unknown-option', names: 'fr' },
  },
  {
    what: 'a constant without its value',
    ...{ file: 'form.yaml', from: 'type: constant, value: "2031"', to: 'type: constant' },
    ...{ code: 'missing-options', names: 'programme_year' },
  },
  {
    what: 'a list without items',
    ...{ file: 'areas.yaml', from: 'words: [花市, 种子交换]', to: 'words: []' },
    ...{ code: 'schema', names: 'nature-education.topics.nature-events.words' },
  },
  {
    what: 'one way of asking instead of a list',
    ...{ file: 'answers.yaml', from: 'zh-CN: [你是谁, 你是机器人吗, 你是人工吗]', to: 'zh-CN: 你是谁' },
    ...{ code: 'schema', names: 'who-are-you.asked.zh-CN' },
  },
  {
    what: 'office hours that end before they begin',
    ...{ file: 'enquiries.yaml', from: '["09:00-11:30", ', to: '["11:30-09:00", ' },
    ...{ code: 'reversed-hours', names: '11:30-09:00' },
  },
  {
    what: 'office hours that overlap',
    ...{ file: 'enquiries.yaml', from: '"13:30-17:00"', to: '"11:00-17:00"' },
    ...{ code: 'overlap', names: '11:00-17:00' },
  },
  {
    what: 'office hours that no clock has',
    ...{ file: 'enquiries.yaml', from: '"13:30-17:00"', to: '"13:30-17:60"' },
    ...{ code: 'schema', names: '"09:00-11:30"' },
  },
  {
    what: 'a promise in days of the calendar',
    ...{ file: 'enquiries.yaml', from: 'promise: 2d', to: 'promise: P2D' },
    ...{ code: 'schema', names: '30m' },
  },
  {
    what: 'a step of the ladder without its sign',
    ...{ file: 'enquiries.yaml', from: 'at: +1d', to: 'at: 1d' },
    ...{ code: 'schema', names: '+1d' },
  },
  {
    what: 'a step of the ladder that nobody can take',
    ...{ file: 'enquiries.yaml', from: 'do: remind }', to: 'do: shout }' },
    ...{ code: 'schema', names: 'escalate' },
  },
  {
    what: 'a ladder out of order',
    ...{ file: 'enquiries.yaml', from: '{ at: +1d, do', to: '{ at: -1h, do' },
    ...{ code: 'ladder-order', names: '-1h' },
  },
  {
    what: 'a reminder before the question',
    ...{ file: 'enquiries.yaml', from: '{ at: -4h, do', to: '{ at: -2d, do' },
    ...{ code: 'ladder-too-early', names: '-2d' },
  },
  {
    what: 'numbers of enquiries without a running number',
    ...{ file: 'enquiries.yaml', from: '"ZX-2031-{seq:4}"', to: '"ZX-2031-{no}"' },
    ...{ code: 'schema', names: '{seq:4}' },
  },
  {
    what: 'a warning that stands after a later one',
    ...{ file: 'programme.yaml', from: 'warnings: [90, 30, 7]', to: 'warnings: [30, 90, 7]' },
    ...{ code: 'warning-order', names: '90' },
  },
  {
    what: 'a warning before approval',
    ...{ file: 'programme.yaml', from: 'warnings: [90, 30, 7]', to: 'warnings: [400, 30, 7]' },
    ...{ code: 'warning-too-early', names: 'P1Y' },
  },
  {
    what: 'an extension that could never be asked for',
    ...{ file: 'programme.yaml', from: 'askBefore: P1M', to: 'askBefore: P12M' },
    ...{ code: 'ask-too-early', names: 'P12M' },
  },
  {
    what: 'certificates numbered like enquiries',
    ...{ file: 'programme.yaml', from: '"SPEC-C-2031-{seq:4}"', to: '"ZX-2031-{seq:6}"' },
    ...{ code: 'same-numbering', names: 'ZX-2031-' },
  },
  {
    what: 'a tier twice',
    ...{ file: 'programme.yaml', from: 'tiers: [recommender, bureau]', to: 'tiers: [bureau, bureau]' },
    ...{ code: 'repeated', names: 'bureau' },
  },
  {
    what: 'an act of two officers twice',
    ...{ file: 'programme.yaml', from: 'fourEyes: [approve, evaluate]', to: 'fourEyes: [approve, approve]' },
    ...{ code: 'repeated', names: 'approve' },
  },
  {
    what: 'an act of two officers that does not exist',
    ...{ file: 'programme.yaml', from: 'fourEyes: [approve, evaluate]', to: 'fourEyes: [aprove]' },
    ...{ code: 'schema', names: 'reinstate' },
  },
  {
    what: 'a step of projects that does not exist',
    ...{ file: 'programme.yaml', from: 'rectify: "off"', to: 'recitfy: "off"' },
    ...{ code: 'schema', names: 'recitfy' },
  },
  {
    what: 'working days in other words',
    ...{ file: 'programme.yaml', from: 'returnDue: 5d', to: 'returnDue: five' },
    ...{ code: 'schema', names: '5d' },
  },
  {
    what: 'a period of nothing',
    ...{ file: 'programme.yaml', from: 'runs: P1Y', to: 'runs: P' },
    ...{ code: 'schema', names: 'P6M' },
  },
  {
    what: 'a certificate by a clause that the notice does not have',
    ...{
      ...{ file: 'programme.yaml', from: 'numbering: "SPEC-C-2031-{seq:4}" }' },
      to: 'numbering: "SPEC-C-2031-{seq:4}", clause: "九" }',
    },
    ...{ code: 'unknown-clause', names: '九' },
  },
  {
    what: 'numbers of enquiries that look like those of applications',
    ...{ file: 'enquiries.yaml', from: '"ZX-2031-{seq:4}"', to: '"SPEC-2031-{seq:5}"' },
    ...{ code: 'same-numbering', names: 'SPEC-2031-' },
  },
  {
    what: 'an enquiry routed by a field that does not exist',
    ...{ file: 'enquiries.yaml', from: 'field: org_type', to: 'field: org_kind' },
    ...{ code: 'unknown-id', names: 'org_kind' },
  },
  {
    what: 'an enquiry routed by an option that does not exist',
    ...{ file: 'enquiries.yaml', from: 'value: school', to: 'value: schule' },
    ...{ code: 'unknown-option', names: 'schule' },
  },
  {
    what: 'an enquiry routed by words that anybody may type',
    ...{ file: 'enquiries.yaml', from: 'field: org_type', to: 'field: org_name' },
    ...{ code: 'wrong-kind', names: 'choice' },
  },
  {
    what: 'an enquiry routed to an area that does not exist',
    ...{ file: 'enquiries.yaml', from: 'nature-education]', to: 'nature]' },
    ...{ code: 'unknown-id', names: 'nature' },
  },
  {
    what: 'an enquiry routed to a contact that does not exist',
    ...{ file: 'enquiries.yaml', from: 'contact: education', to: 'contact: nobody' },
    ...{ code: 'unknown-id', names: 'nobody' },
  },
  {
    what: 'an enquiry routed by a clause that the notice lacks',
    ...{ file: 'enquiries.yaml', from: 'clause: "二.4"', to: 'clause: "二.9"' },
    ...{ code: 'unknown-clause', names: '二.9' },
  },
  {
    what: 'an enquiry routed in two ways at once',
    ...{ file: 'enquiries.yaml', from: 'contact: none,', to: 'contact: none, areas: [garden-making],' },
    ...{ code: 'schema', names: 'areas' },
  },
  {
    what: 'the same type of enquiry twice',
    ...{ file: 'enquiries.yaml', from: 'value: volunteers', to: 'value: lessons' },
    ...{ code: 'repeated', names: 'ways: lessons' },
    at: '- { field: ways, value: lessons, contact: none',
  },
  {
    what: 'a make-up day that is worked anyway',
    ...{ file: 'calendar/2031.yaml', from: '2031-01-19, ', to: '2031-01-20, ' },
    ...{ code: 'not-weekend', names: '2031-01-20' },
  },
  {
    what: 'a make-up day within a holiday',
    ...{ file: 'calendar/2031.yaml', from: '2031-01-19, ', to: '2031-01-25, ' },
    ...{ code: 'work-in-holiday', names: '2031-01-25' },
  },
  {
    what: 'a make-up day twice',
    ...{ file: 'calendar/2031.yaml', from: '2031-01-19, ', to: '2031-02-01, ' },
    ...{ code: 'repeated', names: '2031-02-01' },
  },
  {
    what: 'a make-up day of another year',
    ...{ file: 'calendar/2031.yaml', from: '2031-02-01]', to: '2032-02-01]' },
    ...{ code: 'other-year', names: 'calendar/2032.yaml' },
  },
  {
    what: 'a holiday of another year',
    ...{ file: 'calendar/2031.yaml', from: 'from: 2031-10-01', to: 'from: 2030-10-01' },
    ...{ code: 'other-year', names: '2030-10-01' },
  },
  {
    what: 'a holiday that ends before it begins',
    ...{ file: 'calendar/2031.yaml', from: 'to: 2031-10-07', to: 'to: 2031-09-07' },
    ...{ code: 'bounds', names: '2031-09-07' },
  },
  {
    what: 'two holidays that overlap',
    ...{ file: 'calendar/2031.yaml', from: 'from: 2031-05-01', to: 'from: 2031-04-07' },
    ...{ code: 'overlap', names: '清明节' },
  },
  {
    what: 'a holiday on a day that the calendar lacks',
    ...{ file: 'calendar/2031.yaml', from: 'to: 2031-05-05', to: 'to: 2031-05-32' },
    ...{ code: 'schema', names: '2031-05-20' },
    at: '- { name: 劳动节',
  },
  {
    what: 'a layout that is not there',
    ...{ file: 'programme.yaml', from: 'template: print/form.typ', to: 'template: print/other.typ' },
    ...{ code: 'missing-file', names: 'print/other.typ' },
  },
]

describe('a sound folder', () => {
  it('has no problem', () => {
    expect(problemsOf(specimenFiles)).toEqual([])
  })

  it('needs no word about enquiries: what the specimen says then holds, but for its types', () => {
    const { 'enquiries.yaml': _, 'calendar/2031.yaml': __, ...files } = specimenFiles
    const written = loadProgramme(specimenFiles, 'hash').programme
    const { programme, problems } = loadProgramme(files, 'hash')
    expect(problems).toEqual([])
    expect(programme?.calendar.size).toBe(0)
    expect(programme?.enquiries).toEqual({
      ...written?.enquiries,
      numbering: 'ZX-SPEC-2031-{seq:4}',
      types: [],
    })
  })
})

describe('a folder with a fault is told of', () => {
  it.each(cases)('$what', ({ file, from, to, code, names, at, in: reported = file }) => {
    const files = changed({ file, from, to })
    const problems = problemsOf(files).filter((problem) => problem.code === code && problem.file === reported)
    const [problem] = problems
    if (!problem) throw new Error(`not found; found ${JSON.stringify(problemsOf(files))}`)
    for (const words of languages)
      expect(problems.map((one) => sentenceOf(words, one)).join('\n')).toContain(names)
    const line = lineOf(files, reported, at ?? to)
    expect(problems.map((one) => one.line)).toContain(line)
  })

  it.each(['notice.md', 'form.yaml', 'contacts.yaml', 'text/en.yaml', 'print/form.typ'])(
    '%s missing',
    (file) => {
      const { [file]: _, ...files } = specimenFiles
      expect(problemsOf(files)).toContainEqual(
        expect.objectContaining({ code: 'missing-file', params: { file } }),
      )
    },
  )

  it('a calendar whose name is no year', () => {
    const { 'calendar/2031.yaml': text = '', ...files } = specimenFiles
    const problems = problemsOf({ ...files, 'calendar/next.yaml': text })
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'calendar/next.yaml', code: 'unknown-file' }),
    )
  })

  it('a file whose name means nothing', () => {
    const { 'recommenders.yaml': text = '', ...files } = specimenFiles
    const problems = problemsOf({ ...files, 'recomenders.yaml': text })
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'recomenders.yaml', code: 'unknown-file' }),
    )
  })
})

describe('the papers of the authority', () => {
  it('have a layout each, asked for where the programme makes it needed', () => {
    const { 'print/certificate.typ': _, 'print/approval.typ': __, ...files } = specimenFiles
    const at = (words: string) => ({ file: 'programme.yaml', line: lineOf(files, 'programme.yaml', words) })
    expect(problemsOf(files)).toEqual([
      { ...at('  certificate: {'), code: 'missing-file', params: { file: 'print/certificate.typ' } },
      { ...at('print: {'), code: 'missing-file', params: { file: 'print/approval.typ' } },
    ])
  })

  it('have their words in every language', () => {
    const files = changed({ file: 'text/en.yaml', from: '    title: Certificate of Acceptance\n', to: '' })
    const params = { at: 'papers.certificate.title', language: 'en' }
    const line = lineOf(files, 'text/en.yaml', '  certificate:')
    expect(problemsOf(files)).toEqual([{ file: 'text/en.yaml', line, code: 'missing-text', params }])
  })

  it('name in braces only what is filled in', () => {
    const files = changed({ file: 'text/en.yaml', from: '"{count} in all"', to: '"{counted} in all"' })
    const params = { at: 'papers.approval.count', name: 'counted' }
    expect(problemsOf(files)).toMatchObject([{ file: 'text/en.yaml', code: 'unknown-placeholder', params }])
  })
})

describe('a call without a project', () => {
  const head = specimenFiles['programme.yaml'] ?? ''
  const bare = head.replace(/^project:\n(?: .*\n|#.*\n)+/m, '')
  const without = bare.replace(/^forms:\n(?: .*\n)+/m, '')
  const kinds = ['certificate', 'termination', 'reinstatement']
  const isLeft = (file: string) => !kinds.some((kind) => file === `print/${kind}.typ`)
  /** neither the papers of a project nor their words */
  const ownPapers = (files: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(files)
        .filter(([file]) => isLeft(file))
        .map(([file, text]) => [
          file,
          file.startsWith('text/')
            ? text.replace(new RegExp(`^  (?:${kinds.join('|')}):\n(?: {4}.*\n)+`, 'gm'), '')
            : text,
        ]),
    )
  const files = Object.fromEntries(
    Object.entries(specimenFiles).filter(([file]) => !file.startsWith('forms/')),
  )
  const problems = (text: string, rest: Record<string, string> = files) =>
    problemsOf({ ...ownPapers(rest), 'programme.yaml': text }).map(({ code, params }) => [code, params])

  it('has neither certificate nor letters, and no use for their layouts and words', () => {
    const left = problemsOf({ ...files, 'programme.yaml': without.replace(', evaluate]', ']') })
    expect(left.map(({ file, code, params }) => `${file}: ${code} ${params.at ?? ''}`)).toEqual([
      ...kinds.map((kind) => `print/${kind}.typ: unused-layout `),
      ...['zh-CN', 'en'].flatMap((language) =>
        kinds.map((kind) => `text/${language}.yaml: unused-text papers.${kind}`),
      ),
    ])
  })

  it('has no use for an act of two officers that only a project knows', () => {
    expect(without).not.toBe(head)
    expect(problems(without)).toEqual([['without-project', { step: 'evaluate' }]])
  })

  it('has no use for a form that follows approval', () => {
    const text = bare.replace(', evaluate]', ']')
    expect(problems(text, specimenFiles)).toEqual([['without-project', { step: 'completion' }]])
  })

  it('has no use for a step of projects that is switched on', () => {
    const text = without.replace(', evaluate]', ']').replace('rectify: "off"', 'rectify: "on"')
    expect(problems(text)).toEqual([['without-project', { step: 'rectify' }]])
  })
})

describe('the sentences of the check', () => {
  it('say in Chinese what a shape should be, and in English', () => {
    const [problem] = problemsOf(changed({ file: 'programme.yaml', from: 'runs: P1Y', to: 'runs: one' }))
    const said = languages.map((words) => sentenceOf(words, problem as Problem))
    expect(said).toEqual([expect.stringContaining('两年'), expect.stringContaining('two years')])
  })
})

describe('a fault is told of alone', () => {
  it('where a wrong head leaves the languages unknown', () => {
    const files = changed({ file: 'programme.yaml', from: 'signed: 2031-03-01', to: 'signed: 1 March' })
    expect(problemsOf(files).map((problem) => problem.file)).toEqual(['programme.yaml'])
  })

  it('where the notice is missing and so is every clause', () => {
    const { 'notice.md': _, ...files } = specimenFiles
    expect(problemsOf(files)).toEqual([
      { file: 'notice.md', line: 1, code: 'missing-file', params: { file: 'notice.md' } },
    ])
  })

  it('where a file is empty', () => {
    const [problem, ...more] = problemsOf({ ...specimenFiles, 'contacts.yaml': '' })
    expect(more).toEqual([])
    expect(problem).toMatchObject({ file: 'contacts.yaml', code: 'empty-file' })
  })

  it('where an answer sends people to recommenders that the call does not have', () => {
    const { 'recommenders.yaml': _, ...files } = specimenFiles
    const found = problemsOf(files).filter((problem) => problem.file === 'answers.yaml')
    expect(found).toEqual([
      { file: 'answers.yaml', line: 19, code: 'unknown-id', params: { id: 'recommender' } },
    ])
  })

  it('where a word begins with the sign of a reference', () => {
    const source = specimenFiles['areas.yaml'] ?? ''
    const [problem, ...more] = problemsOf({ ...specimenFiles, 'areas.yaml': `${source}\n- id: *重要\n` })
    expect(more).toEqual([])
    expect(problem).toMatchObject({ file: 'areas.yaml', code: 'yaml', line: source.split('\n').length + 1 })
    expect(sentenceOf(languages[0] as Phrases, problem as Problem)).toContain('*')
  })
})
