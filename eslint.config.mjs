import jupyter from '@jupyter/eslint-plugin';
import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      '.venv',
      'build',
      'dist',
      'lib',
      '.omnisci',
      'test-results',
      'server/thrift/generated',
      'jupyterlab_omnisci'
    ]
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './src/sql/tsconfig.json',
          './src/vega/tsconfig.json',
          './server/tsconfig.json',
          './sandbox/tsconfig.json',
          './test/tsconfig.json'
        ],
        tsconfigRootDir: import.meta.dirname
      }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports' }
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_' }
      ],
      '@typescript-eslint/naming-convention': [
        'error',
        {
          selector: 'interface',
          format: ['PascalCase'],
          custom: { regex: '^I[A-Z]', match: true }
        }
      ],
      '@typescript-eslint/unbound-method': 'off',
      'no-console': 'error',
      eqeqeq: 'error'
    }
  },
  {
    files: ['src/**/*.ts', 'src/**/*.tsx'],
    plugins: { jupyter },
    rules: { ...jupyter.configs.recommended.rules }
  },
  {
    files: [
      'scripts/**/*.mjs',
      '*.mjs',
      '*.mts',
      '*.js',
      'test/**/*.mjs',
      'test/**/*.cjs',
      'test/**/*.js'
    ],
    languageOptions: { globals: { ...globals.node } }
  },
  {
    files: ['**/*.mts'],
    extends: [tseslint.configs.base]
  }
);
