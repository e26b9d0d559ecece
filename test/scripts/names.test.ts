import { expect, it } from 'vitest'
import { checkNames } from '../../scripts/check/names.ts'
import { tempTree } from '../rigs/temp-tree.ts'

const flow = {
  'flows/river-town-call/programme.yaml':
    'id: river-town-call\ndocument: 甲〔2019〕7号\nsigned: 2020-02-03\ntimezone: Asia/Kathmandu\n',
  'flows/river-town-call/areas.yaml': '- { id: services, topics: [{ id: hill-farming }] }\n',
  'flows/river-town-call/conditions.yaml': 'conditions: [{ id: seated-here }]\n',
  'flows/river-town-call/contacts.yaml':
    'contacts: [{ id: desk, person: 王  某 }]\naddress: { text: 河镇市水务局 }\n',
}
const found = (source: string) => {
  const { output } = checkNames(tempTree({ ...flow, 'src/a.ts': source }), [])
  return output.split('\n').filter((line) => line.startsWith('src/'))
}

it.each([
  ["if (area.id === 'services') go()", "src/a.ts:1  'services' is an area of flows/river-town-call"],
  ['// not for hill-farming', 'src/a.ts:1  hill-farming is a topic of flows/river-town-call'],
  ["\nconst c = 'seated-here'", 'src/a.ts:2  seated-here is a condition of flows/river-town-call'],
  ["const who = '王某'", 'src/a.ts:1  王某 is an official of flows/river-town-call'],
  ["zone = 'Asia/Kathmandu'", 'src/a.ts:1  Kathmandu is a city of flows/river-town-call'],
  ['// 河镇', 'src/a.ts:1  河镇 is a city of flows/river-town-call'],
  ['new Date(2019, 1)', 'src/a.ts:1  2019 is a year of flows/river-town-call'],
  ["day('2020-02-03')", 'src/a.ts:1  2020 is a year of flows/river-town-call'],
  ["open('river-town-call')", 'src/a.ts:1  river-town-call is a programme of flows/river-town-call'],
])('finds the name in %j', (source, finding) => {
  expect(found(source)).toEqual([finding])
})

it('leaves ordinary words and longer numbers alone', () => {
  expect(found("const target = 'es2020'")).toEqual([])
  expect(
    found("import { services } from './services.ts' // our services, 20190 of them, unseated-here\n"),
  ).toEqual([])
})

it('fails when there is no programme to read names from', () => {
  const report = checkNames(tempTree({ 'src/a.ts': '' }), [])
  expect(report).toMatchObject({ ok: false, output: expect.stringContaining('flows/ holds no programme') })
})
