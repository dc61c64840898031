module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'shared-stands-alone', severity: 'error', from: { path: '^shared/' }, to: { pathNot: '^(shared/|node_modules/(vitest|fast-check|@vitest)/)' } },
    { name: 'client-not-server', severity: 'error', from: { path: '^client/' }, to: { path: '^server/' } },
    { name: 'server-not-client', severity: 'error', from: { path: '^server/' }, to: { path: '^client/' } },
    {
      name: 'floor-is-pure',
      severity: 'error',
      from: { path: '^server/floor/' },
      to: { path: '^server/(sip|media|record|live|http|stats|auth)/' },
    },
    { name: 'one-file-imports-jssip-per-page', severity: 'error', from: { path: '^client/', pathNot: '^client/ui/softphone\\.ts$' }, to: { path: 'node_modules/jssip' } },
    { name: 'one-file-imports-uplot', severity: 'error', from: { path: '^client/', pathNot: '^client/ui/Chart\\.tsx$' }, to: { path: 'node_modules/uplot' } },
    { name: 'one-file-imports-socketio', severity: 'error', from: { path: '^client/', pathNot: '^client/live/socket\\.ts$' }, to: { path: 'node_modules/socket.io-client' } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.css'], exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'] },
  },
}
