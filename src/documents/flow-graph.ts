/** A programme as a graph: the eligibility check with its verdict, then the form section by section. */
import type { Edge, Graph, Node, Subgraph } from '@viz-js/viz'
import { fieldsOf } from '../programme/rules.ts'
import type { Condition, Field, Section } from '../programme/schema.ts'
import { type RuleWording, ruleInWords } from './rule-words.ts'
import { boxed, TYPE, wrap } from './text-box.ts'

/** The face of every letter; what a viewer has stands in where this one is missing. */
export const FONT = 'Noto Sans SC'

const INK = '#1d2433'
const QUIET = '#5b6472'
const BLUE = '#14478c'
const AMBER = '#8a4b00'
const PALE = '#e8eef7'
/** Widths of the columns in points; all boxes of a column are as wide, so that the columns stand upright. */
const WIDE = { question: 330, condition: 270, verdict: 144, section: 520, rule: 280, field: 250 }

interface Part {
  nodes: Node[]
  edges: Edge[]
}

/** The graph, read from top to bottom: a cluster for each section, a condition on the way to what it decides about. */
export function flowGraph(wording: RuleWording): Graph {
  const { programme, text, phrases } = wording
  const check = programme.conditions.length > 0 ? [checkCluster(wording)] : []
  const sections = programme.sections.map((section, index) => sectionCluster(section, index + 1, wording))
  return {
    graphAttributes: {
      rankdir: 'LR',
      label: `${text.programme.title}\n${phrases.say('graph.legend')}`,
      labelloc: 't',
      fontsize: TYPE + 4,
      fontname: FONT,
      fontcolor: INK,
      nodesep: 0.1,
      ranksep: 0.5,
      pad: 0.3,
      bgcolor: 'white',
      // a second search for shorter ways would turn the fields of a section out of their order
      remincross: false,
    },
    nodeAttributes: {
      shape: 'box',
      style: 'rounded',
      fontname: FONT,
      fontsize: TYPE,
      color: INK,
      fontcolor: INK,
    },
    edgeAttributes: { color: QUIET, arrowsize: 0.6, tailport: 'e', headport: 'w' },
    subgraphs: upward([...check, ...sections]),
  }
}

/** The layout engine begins at the bottom. */
const upward = <T>(list: readonly T[]): T[] => [...list].reverse()

const cluster = (name: string, label: string, { nodes, edges }: Part, color: string): Subgraph => ({
  name: `cluster:${name}`,
  graphAttributes: {
    label,
    fontname: FONT,
    fontsize: TYPE + 2,
    fontcolor: color,
    color: QUIET,
    style: 'rounded',
    margin: 10,
  },
  nodes: upward(nodes),
  edges: upward(edges),
})

/** Questions → what they decide → the verdict. */
function checkCluster(wording: RuleWording): Subgraph {
  const { programme, phrases } = wording
  const verdict: Node = {
    name: 'verdict',
    attributes: {
      ...boxed(wrap(phrases.say('graph.verdict'), WIDE.verdict), WIDE.verdict),
      color: BLUE,
      fontcolor: BLUE,
      style: 'bold,rounded',
    },
  }
  const questions = programme.questions.map((id, index) => questionNode(id, index + 1, wording))
  const conditions = programme.conditions.map((condition) => conditionNode(condition, wording))
  const edges = programme.conditions.flatMap((condition) => waysToVerdict(condition, wording))
  const part = { nodes: [...questions, ...conditions, verdict], edges }
  return cluster('check', phrases.say('graph.check'), part, BLUE)
}

function questionNode(id: string, number: number, { text }: RuleWording): Node {
  const lines = wrap(`${number}. ${text.fields[id]?.ask ?? id}`, WIDE.question)
  return { name: `question:${id}`, attributes: boxed(lines, WIDE.question) }
}

function conditionNode({ id, clause, when }: Condition, wording: RuleWording): Node {
  const label = wording.text.conditions[id]?.label ?? id
  const lines = [
    ...wrap(wording.phrases.say('graph.condition', { label, clause }), WIDE.condition),
    ...(when ? wrap(onlyIf(when, wording), WIDE.condition) : []),
  ]
  return { name: `condition:${id}`, attributes: { ...boxed(lines, WIDE.condition), color: BLUE } }
}

const onlyIf = (rule: NonNullable<Field['when']>, wording: RuleWording): string =>
  wording.phrases.say('graph.only-if', { rule: ruleInWords(rule, wording) })

/** A question decides a condition that looks at it, or at a field that is filled in from it. */
function waysToVerdict({ id, when, meets }: Condition, { programme }: RuleWording): Edge[] {
  const looked = [...(when ? fieldsOf(when) : []), ...fieldsOf(meets)]
  const asked = programme.questions.filter((question) =>
    looked.some((field) => field === question || programme.fields.get(field)?.prefill?.from === question),
  )
  return [
    ...asked.map((question) => ({ tail: `question:${question}`, head: `condition:${id}` })),
    { tail: `condition:${id}`, head: 'verdict' },
  ]
}

function sectionCluster(section: Section, number: number, wording: RuleWording): Subgraph {
  const title = wording.text.sections[section.id]?.title ?? section.id
  const lines = [
    ...wrap(title, WIDE.section),
    ...(section.when ? wrap(onlyIf(section.when, wording), WIDE.section) : []),
  ]
  const head: Node = {
    name: `section:${section.id}`,
    attributes: {
      ...boxed([String(number)], TYPE),
      shape: 'circle',
      style: 'filled',
      fillcolor: PALE,
    },
  }
  const ways = section.fields.map((field) => wayTo(field, head.name, wording))
  const part = {
    nodes: [head, ...ways.flatMap((way) => way.nodes)],
    edges: ways.flatMap((way) => way.edges),
  }
  return cluster(section.id, lines.join('\n'), part, INK)
}

/** The field, and the condition on the way to it where it has one. */
function wayTo(field: Field, from: string, wording: RuleWording): Part {
  const label = wording.text.fields[field.id]?.label ?? field.id
  const style = field.required ? 'bold,rounded' : 'dashed,rounded'
  const node: Node = {
    name: `field:${field.id}`,
    attributes: { ...boxed(wrap(label, WIDE.field), WIDE.field), style },
  }
  if (!field.when)
    return { nodes: [node], edges: [{ tail: from, head: node.name, attributes: { minlen: 2 } }] }
  const rule: Node = {
    name: `rule:${field.id}`,
    attributes: {
      ...boxed(wrap(onlyIf(field.when, wording), WIDE.rule), WIDE.rule),
      shape: 'none',
      fontcolor: AMBER,
    },
  }
  const edges: Edge[] = [
    { tail: from, head: rule.name, attributes: { arrowhead: 'none', color: AMBER } },
    { tail: rule.name, head: node.name, attributes: { color: AMBER } },
  ]
  return { nodes: [rule, node], edges }
}
