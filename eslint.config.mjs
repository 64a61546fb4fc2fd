import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const services = ['gateway', 'identity', 'health-status', 'access-log', 'administration'];

const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });
const noDeepPaths = {
  regex: '^(\\.\\./)+(apps|libs|tools)/|/(src|dist)/',
  message: "Cross a project's border by its package name: @entry/contracts/…, @entry/platform/….",
};
const noServices = {
  regex: `^@entry/(${services.join('|')})/`,
  message: 'Services talk over Kafka or HTTP: put what both need into @entry/contracts or @entry/platform.',
};
const noTools = {
  regex: '^@entry/(stack|citizens|client|cards|bench|chaos|testing)/',
  message: 'Tools and test helpers are not part of a running service: only specs and tools import them.',
};
const kafkajsInOnePlace = {
  regex: '^kafkajs$',
  message: 'Use the publisher and consumers of @entry/platform/kafka: the client must stay replaceable.',
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.local/**', '.nx/**', 'coverage/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  { files: ['**/*.ts'], rules: imports(noDeepPaths, kafkajsInOnePlace) },
  { files: ['apps/*/src/**/*.ts'], rules: imports(noDeepPaths, noServices, noTools, kafkajsInOnePlace) },
  { files: ['apps/*/src/**/*.{spec,fake}.ts'], rules: imports(noDeepPaths, noServices, kafkajsInOnePlace) },
  {
    files: ['libs/shared/contracts/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: imports({
      regex: '^(?!\\.{1,2}/|zod$)',
      message: 'Contracts depend on zod alone: they are what others read first.',
    }),
  },
  { files: ['libs/shared/platform/src/**/*.ts'], rules: imports(noDeepPaths, noServices, noTools, kafkajsInOnePlace) },
  { files: ['libs/shared/platform/src/kafka/*.ts'], rules: imports(noDeepPaths, noServices, noTools) },
  {
    files: ['libs/shared/platform/src/**/*.{spec,fake}.ts'],
    rules: imports(noDeepPaths, noServices, kafkajsInOnePlace),
  },
  {
    files: ['**/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      ...imports(
        {
          regex: '^(?!\\.{1,2}/|@entry/contracts/)',
          message: 'Domain code imports its own files and the contracts: pass the value in.',
        },
        { regex: '^\\.\\./(?!.*domain/)', message: 'Domain code does not look outside its folder.' },
      ),
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "NewExpression[callee.name='Date'][arguments.length=0], MemberExpression[object.name='Date'][property.name='now']",
          message: 'Time is an argument in domain code.',
        },
      ],
    },
  },
  {
    files: ['apps/*/src/**/*.ts', 'libs/shared/platform/src/**/*.ts'],
    ignores: ['**/main.ts', '**/read-config.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: "The environment is read once, in the service's main.ts." },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        module: 'readonly',
        setTimeout: 'readonly',
      },
    },
  },
  prettier,
);
