/** One suffix says what a test needs: `.spec` nothing, `.int.spec` servers, `.e2e.spec` the five services as well. */
const common = {
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.local/'],
  moduleNameMapper: {
    '^@entry/(contracts|platform|testing)/(.*)$': '<rootDir>/libs/shared/$1/src/$2',
    '^@entry/health-status/(.*)$': '<rootDir>/apps/health-status/src/$1',
    '^@entry/(stack|citizens|client|cards|bench|chaos)/(.*)$': '<rootDir>/tools/$1/src/$2',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
};
const servers = {
  globalSetup: '<rootDir>/libs/shared/testing/src/start-servers.ts',
  globalTeardown: '<rootDir>/libs/shared/testing/src/stop-servers.ts',
  setupFilesAfterEnv: ['<rootDir>/libs/shared/testing/src/patience.ts'],
};
const spec = '(?<!\\.int|\\.e2e)\\.spec\\.ts$';

module.exports = {
  projects: [
    { ...common, displayName: 'unit', testRegex: [spec] },
    {
      ...common,
      displayName: 'integration',
      testRegex: ['\\.int\\.spec\\.ts$'],
      ...servers,
    },
    {
      ...common,
      displayName: 'end-to-end',
      testRegex: ['\\.e2e\\.spec\\.ts$'],
      ...servers,
    },
  ],
};
