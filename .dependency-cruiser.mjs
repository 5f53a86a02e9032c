import { floors, wings } from './house-plan.ts'

/** A module may import `public.ts` of lower floors only; `events.ts` and `web/parts` of any room. */
const floorRules = [
  ...floors.map((floor) => ({ floor, wing: false })),
  ...wings.map((wing) => ({ floor: [wing], wing: true })),
].flatMap(({ floor, wing }, level) =>
  floor.map((room) => {
    const lower = wing ? [] : floors.slice(0, level).flat()
    const open = lower.length > 0 ? `modules/(${lower.join('|')})/public\\.ts$|` : ''
    return {
      name: `floor-of-${room}`,
      comment: `${room} asks only public.ts of lower floors, hears events.ts of any room, shows web/parts of any room.`,
      severity: 'error',
      from: { path: `^modules/${room}/`, pathNot: '\\.test\\.ts$|/testing/' },
      to: {
        path: '^modules/',
        pathNot: `^modules/${room}/|^(${open}modules/[^/]+/events\\.ts$|modules/[^/]+/web/parts/)`,
      },
    }
  }),
)

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle has no lower end to begin reading at.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-knows-no-business',
      comment: 'The ground carries every room, so it can know none.',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(modules|connectors|apps)/' },
    },
    {
      name: 'modules-know-no-entrance',
      comment: 'Only entrances know every room.',
      severity: 'error',
      from: { path: '^(modules|connectors)/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^apps/' },
    },
    {
      name: 'modules-know-no-connector',
      comment: 'The inside must work whatever stands outside.',
      severity: 'error',
      from: { path: '^modules/', pathNot: '\\.test\\.ts$|/testing/' },
      to: { path: '^connectors/' },
    },
    {
      name: 'connectors-ask-public',
      comment: 'A connector is a guest: it rings at public.ts.',
      severity: 'error',
      from: { path: '^connectors/', pathNot: '\\.test\\.ts$|/testing/|/web/' },
      to: { path: '^modules/', pathNot: '/(public|events)\\.ts$' },
    },
    {
      name: 'compute-is-pure',
      comment: 'Rows in, rows out: a model runs in any thread, on any rows, and is tested without a database.',
      severity: 'error',
      from: { path: '^modules/.+/compute/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(core|modules|connectors|apps)/|^node:', pathNot: '/compute/|^core/words/' },
    },
    {
      name: 'words-are-pure',
      comment: 'Words run on both sides.',
      severity: 'error',
      from: { path: '^core/words/' },
      to: { path: '^core/', pathNot: '^core/words/' },
    },
    {
      name: 'browser-code-has-no-server',
      comment: 'The bundle must not carry server code; contracts come as types only.',
      severity: 'error',
      from: { path: '/web/' },
      to: { path: '^core/(?!web/|words/)', dependencyTypesNot: ['type-only'] },
    },
    ...floorRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|node_modules)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
