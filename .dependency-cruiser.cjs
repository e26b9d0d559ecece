/** Which way imports point. Each rule says what to do instead. */
const pureRooms = {
  contract: [],
  programme: ['contract'],
  language: ['contract', 'programme'],
  casework: ['contract', 'programme'],
  enquiry: ['contract', 'programme'],
  conversation: ['contract', 'programme', 'language', 'casework'],
  ports: ['contract', 'programme', 'conversation', 'casework', 'enquiry'],
}
const inner = Object.keys(pureRooms)
const rooms = {
  ...pureRooms,
  service: inner,
  store: inner,
  queue: [...inner, 'service'],
  documents: inner,
  channels: [...inner, 'service'],
  http: [...inner, 'service', 'channels'],
  browser: ['contract'],
}
const pure = `^src/(${inner.join('|')})/`

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room}-imports-inward`,
      comment: `src/${room} may import only: ${may.join(', ') || 'nothing from src'}. Put the shared shape in contract/ or a port, or move the code outward.`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...may, 'generated'].join('|')})/` },
    })),
    {
      name: 'channels-do-not-know-each-other',
      comment: 'Adapters meet only through service/.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/', pathNot: '^src/channels/$1/' },
    },
    {
      name: 'pure-rooms-touch-nothing',
      comment: 'No Node, network or database here: return an effect and let the shell act.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-few-packages',
      comment: 'Only small data packages may be imported by the pure rooms.',
      severity: 'error',
      from: { path: pure },
      to: {
        path: 'node_modules',
        pathNot:
          'node_modules/(xstate|zod|yaml|intl-messageformat|@formatjs|pinyin-pro|opencc-js|temporal-polyfill)/',
      },
    },
    {
      name: 'prisma-lives-in-store',
      comment: 'Ask for a port instead.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store|generated)/' },
      to: { path: '@prisma/|^src/generated' },
    },
    {
      name: 'no-cycles',
      comment: 'Move the shared part inward.',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
