import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config({ ignores: ['dist', 'node_modules'] }, js.configs.recommended, {
  files: ['**/*.{ts,tsx}'],
  extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  languageOptions: { parserOptions: { projectService: true } },
  plugins: { 'react-hooks': reactHooks },
  rules: {
    ...reactHooks.configs.recommended.rules,
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'JSXAttribute[name.name=/^(style|dangerouslySetInnerHTML)$/]',
        message: 'The content security policy forbids it: use a class.',
      },
    ],
  },
});
