/**
 * The rules of ARCHITECTURE.md, checked by machine. Each `comment` is the sentence for whoever breaks it.
 * Tests may reach across what production code may not, but never into another root's internals.
 */
const tests = '[.](test|suite|testing|fake|bench)[.]tsx?$|/testing/';
const noTests = { pathNot: tests };
const vendor = (name, module, home) => ({
  name: `vendor-${name}`,
  comment: `${module} has one home: ${home}`,
  severity: 'error',
  from: { path: '^(protocol|seal|server|src)/', pathNot: `${home}|${tests}` },
  to: { path: `node_modules/${module}(/|$)` },
});
const domainMay = (domain, allowed) => ({
  name: `server-${domain}`,
  comment: `server/${domain} may use ${allowed.join(', ') || 'no other domain'}; the picture in ARCHITECTURE.md has arrows in one direction only`,
  severity: 'error',
  from: { path: `^server/${domain}/`, ...noTests },
  to: {
    path: '^server/(identity|media|telephony|dialplan|support|servicedesk|reports)/',
    pathNot: `^server/(${[domain, ...allowed].join('|')})/`,
  },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'a cycle means that two files are one',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'this import leads nowhere',
      severity: 'error',
      from: {},
      // Vite makes the address of a package's file; the resolver here does not know the query behind it.
      to: { couldNotResolve: true, pathNot: '^zxing-wasm/.+[.]wasm[?]url$' },
    },
    {
      name: 'protocol-is-pure',
      comment: 'protocol imports zod and itself: no DOM, Node, clock, random or I/O',
      severity: 'error',
      from: { path: '^protocol/', ...noTests },
      to: { pathNot: '^protocol/|node_modules/zod/' },
    },
    {
      name: 'wire-knows-no-domain',
      comment: 'protocol/wire is the envelope; it knows no domain',
      severity: 'error',
      from: { path: '^protocol/wire/', ...noTests },
      to: { path: '^protocol/(?!wire/)' },
    },
    {
      name: 'browser-not-server',
      comment: 'browser and server meet in protocol',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^server/' },
    },
    {
      name: 'server-not-browser',
      comment: 'browser and server meet in protocol',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^src/' },
    },
    {
      name: 'server-not-seal',
      comment: 'that the server cannot read a session is visible in its imports',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^seal/' },
    },
    {
      name: 'seal-alone',
      comment: 'seal imports protocol and itself: no DOM, Node or I/O',
      severity: 'error',
      from: { path: '^seal/', ...noTests },
      to: { pathNot: '^seal/|^protocol/|node_modules/(zod|@hpke|@noble|ts-mls)/' },
    },
    {
      name: 'ui-knows-no-business',
      comment: 'src/ui and src/platform are below the features',
      severity: 'error',
      from: { path: '^src/(ui|platform)/', ...noTests },
      to: { path: '^src/(features|app|join)/' },
    },
    {
      name: 'ui-not-platform',
      comment: 'src/ui knows nothing of sockets and storage',
      severity: 'error',
      from: { path: '^src/ui/', ...noTests },
      to: { path: '^src/platform/' },
    },
    {
      name: 'features-not-app',
      comment: 'app and join compose features, not the other way round',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/(app|join)/' },
    },
    {
      name: 'features-apart',
      comment: 'a feature never imports another; app composes them',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'feature-front-door',
      comment: 'app reaches a feature through its index.ts or a page that it loads lazily',
      severity: 'error',
      from: { path: '^src/app/' },
      to: { path: '^src/features/[^/]+/', pathNot: '^src/features/[^/]+/(index[.]tsx?|pages/|words[.](en|de)[.]ts)' },
    },
    {
      name: 'state-without-react',
      comment: 'state decides, components show',
      severity: 'error',
      from: { path: '^src/features/[^/]+/state/' },
      to: { path: 'node_modules/react(-dom)?/' },
    },
    domainMay('identity', []),
    domainMay('media', ['identity']),
    domainMay('telephony', ['identity', 'media']),
    domainMay('dialplan', ['identity', 'media', 'telephony']),
    domainMay('support', ['identity', 'media']),
    domainMay('servicedesk', ['identity']),
    domainMay('reports', []),
    {
      name: 'server-front-doors',
      comment: 'domains meet at index.ts (media-engine.ts is the media port itself)',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: `^server/compose|${tests}` },
      to: {
        path: '^server/(identity|media|telephony|dialplan|support|servicedesk|reports|gateway|storage)/',
        pathNot: '^server/$1/|/index[.]ts$|^server/media/media-engine[.]ts$|^server/storage/schema[.]ts$',
      },
    },
    {
      name: 'nobody-sees-gateway',
      comment: 'the gateway is the edge; only compose.ts sees it',
      severity: 'error',
      from: { path: '^server/(?!gateway/|compose|composition/)', ...noTests },
      to: { path: '^server/gateway/' },
    },
    {
      name: 'platform-below',
      comment: 'server/platform knows no domain',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^server/(?!platform/)' },
    },
    {
      name: 'black-boxes',
      comment: 'e2e and benchmarks see the product from outside; they may use protocol for words',
      severity: 'error',
      from: { path: '^(e2e|tools/bench)/' },
      to: { path: '^(server|src)/' },
    },
    {
      name: 'no-test-in-product',
      comment: 'production code imports no test',
      severity: 'error',
      from: { path: '^(protocol|seal|server|src)/', ...noTests },
      to: { path: '[.](test|suite|testing)[.]tsx?$|/testing/' },
    },
    vendor('jssip', 'jssip', '^src/features/telephony/sip/'),
    vendor('reactflow', 'reactflow', '^src/features/dialplan/editor/'),
    vendor('mediasoup', 'mediasoup', '^server/media/sfu/'),
    vendor('nodemailer', 'nodemailer', '^server/platform/mail/'),
    vendor('web-push', 'web-push', '^server/platform/push/'),
    vendor('mediasoup-client', 'mediasoup-client', '^src/platform/sfu/'),
    vendor('zxing-wasm', 'zxing-wasm', '^src/platform/codes/'),
    vendor('opus', '@evan/opus', '^server/media/opus/'),
    vendor('libphonenumber-js', 'libphonenumber-js', '^server/identity/numbers/'),
    vendor('ts-mls', 'ts-mls', '^seal/'),
    vendor('noble', '@noble', '^seal/'),
    vendor('hpke', '@hpke', '^(seal|server/storage/objects)/'),
    {
      name: 'seal-front-door',
      comment:
        'the browser reaches seal through its index.ts; what is loaded apart through that of seal/frames, seal/files, seal/greeting and seal/words',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^seal/', pathNot: '^seal/(frames/|files/|greeting/|words/)?index[.]ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|test-results)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
