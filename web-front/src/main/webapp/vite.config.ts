import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    // Into the service's jar, which serves it.
    outDir: '../../../target/classes/META-INF/resources',
    emptyOutDir: true,
    // The content security policy allows files of ours, and nothing written into a page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'parts', test: /node_modules/ }] },
      },
    },
  },
  test: {
    environment: 'jsdom',
    // Far from Paris, whose times the screens show and take.
    env: { TZ: 'Indian/Reunion' },
    restoreMocks: true,
    unstubGlobals: true,
    testTimeout: 30_000,
  },
});
