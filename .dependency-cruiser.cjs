/** Which room of src/ may import which, and what to do instead. Read by `npm run check` and test/layers. */

/** room → the other rooms it may import */
const rooms = {
  contract: [],
  audit: ['contract'],
  programme: ['contract'],
  language: ['contract', 'programme'],
  casework: ['contract', 'programme'],
  conversation: ['contract', 'programme', 'language', 'casework', 'enquiry'],
  enquiry: ['contract', 'programme', 'language'],
  ports: ['contract', 'audit', 'programme', 'conversation', 'casework', 'enquiry'],
  service: ['contract', 'audit', 'programme', 'language', 'conversation', 'casework', 'enquiry', 'ports'],
  store: [
    'contract',
    'audit',
    'programme',
    'language',
    'conversation',
    'casework',
    'enquiry',
    'ports',
    'generated',
  ],
  queue: ['contract', 'programme', 'language', 'conversation', 'casework', 'enquiry', 'ports'],
  documents: ['contract', 'programme', 'language', 'conversation', 'casework', 'enquiry', 'ports'],
  channels: ['contract', 'language', 'conversation', 'ports', 'service'],
  http: [
    'contract',
    'audit',
    'ports',
    'service',
    'language',
    'programme',
    'casework',
    'enquiry',
    'channels/web',
  ],
  identity: ['ports'],
  telemetry: ['conversation', 'ports'],
  browser: ['contract'],
}

const pure = '^src/(contract|audit|programme|language|conversation|casework|enquiry|ports)/'
const smallPackages = 'xstate|zod|yaml|intl-messageformat|pinyin-pro|opencc-js|temporal-polyfill'

const staysInItsRoom = ([room, may]) => ({
  name: `${room}-imports-inward`,
  comment:
    `src/${room} may import only: ${may.join(', ') || 'nothing else of src'}. ` +
    'Put the shared shape into contract/ or a port, pass the value in, or move the code outward.',
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...may].join('|')})/` },
})

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(staysInItsRoom),
    {
      name: 'channels-know-conversation-by-type',
      comment: 'A channel translates. Use `import type`, and hand the activity to service/ to take the turn.',
      severity: 'error',
      from: { path: '^src/channels/' },
      to: { path: '^src/conversation/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'browser-knows-contract-by-type',
      comment: 'Use `import type`: the zod schemas stay on the server, so that the widget stays small.',
      severity: 'error',
      from: { path: '^src/browser/' },
      to: { path: '^src/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'channels-do-not-know-each-other',
      comment: 'Channels meet only through service/: move what they share there, or into contract/.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/', pathNot: '^src/channels/$1/' },
    },
    {
      name: 'pure-rooms-touch-nothing',
      comment:
        'No file, clock, network or process here: return an effect and let the shell act, or take the value as an argument.',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-few-packages',
      comment:
        `Pure rooms may use only ${smallPackages.replaceAll('|', ', ')}. ` +
        'Describe what you need in ports/ and use the package in store/, documents/ or a channel.',
      severity: 'error',
      from: { path: pure },
      to: { path: 'node_modules/', pathNot: `node_modules/(${smallPackages})/` },
    },
    {
      name: 'prisma-lives-in-store',
      comment: 'Ask for a port of src/ports/ instead, and implement it in src/store/.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store|generated)/' },
      to: { path: '(^|/)@prisma/|generated/' },
    },
    {
      name: 'botbuilder-lives-in-teams',
      comment:
        'Its maintenance has ended: what is needed of it belongs into src/channels/teams/, so that a switch is one folder.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/channels/teams/' },
      to: { path: '(^|/)(botbuilder|botframework-)' },
    },
    {
      name: 'no-cycles',
      comment: 'Move what both need into a third file further inward.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment:
        'No such file or package: correct the path, or add the package to package.json. ' +
        'What cannot be found cannot be checked.',
      severity: 'error',
      from: {},
      // generated/ is made by the build; `words:…` by a plugin of the widget's build
      to: { couldNotResolve: true, pathNot: 'generated/|^(words|virtual):' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'require', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    doNotFollow: { path: 'node_modules|^src/generated/' },
  },
}
